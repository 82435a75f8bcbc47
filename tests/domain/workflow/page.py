"""Reads now.md: the tables of steps, phases and campaigns that people wrote."""

from dataclasses import dataclass
from pathlib import Path

from shucai.domain.access import Verb
from shucai.domain.workflow import CampaignState, KeyData, State

TEXT = (Path(__file__).parent / "now.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Said:
    """A step as the page has it."""

    end: State
    who: frozenset[str]
    key: frozenset[KeyData]


def rows(title: str) -> list[list[str]]:
    """Return the lines of the table under a title, its head first."""
    part = TEXT.split(f"## {title}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in (lines[0], *lines[2:])]


def words(text: str) -> list[str]:
    return [word for word in text.split("、") if word]


SAID = {
    (State(start), Verb(verb)): Said(State(end), frozenset(words(who)), frozenset(map(KeyData, words(key))))
    for start, verb, end, who, key in rows("步骤")[1:]
}
PHASES = {line[0]: dict(zip(rows("阶段")[0][1:], line[1:], strict=True)) for line in rows("阶段")[1:]}
CAMPAIGNS = {
    line[0]: dict(zip(rows("采集任务")[0][1:], line[1:], strict=True)) for line in rows("采集任务")[1:]
}
MOVING = frozenset(verb for _, verb in SAID)


def phase_line(state: State, verb: Verb) -> dict[str, str]:
    """Return the line of the phases for a verb; 撤回 and 退回 differ by who does it."""
    if verb is Verb.WITHDRAW:
        return PHASES["withdraw（初审）" if state is State.CHECKED else "withdraw（审核）"]
    if verb is Verb.RETURN:
        return PHASES["return（审议）" if state is State.COMPLIANT else "return（审核）"]
    return PHASES[verb.value]


def is_possible_in(campaign: CampaignState, verb: Verb) -> bool:
    line = CAMPAIGNS.get(verb.value) or CAMPAIGNS["其余报表动作"]
    return line[campaign.value] == "可"
