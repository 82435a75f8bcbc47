"""What somebody sees of the progress of a campaign, ready to be shown."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils import timezone

from shucai.apps.audit.queries import days_of
from shucai.apps.campaigns.models import Campaign
from shucai.apps.campaigns.reminded import Reminded, last_reminders
from shucai.apps.filling.queries import told_parts
from shucai.apps.review.approvals import turns_of
from shucai.domain.access import Actor, Verb, reach
from shucai.domain.progress import (
    OPENED,
    Department,
    HoldKind,
    Progress,
    burn_down,
    counted,
    hold_of,
    progress_of,
)
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import State
from shucai.web.board.burning import Burning, burning_of
from shucai.web.board.outlook import Names, OutlookShown, shown_outlook
from shucai.web.campaigns.words import Slice, coming_words, due_words, slices_of
from shucai.web.templatetags.ui import look_of

DAYS = 7
TALLEST = 20  # pixels of a bar of a day
LOWEST = 2
NAMED = 2  # departments named one by one
COMPUTED = "自动汇总，不用填"
COMPUTED_LOOK = ("s-auto", "refresh")
OPENED_LOOKS = {
    HoldKind.RETURNED: ("s-back", "其中已退回"),
    HoldKind.REOPENED: ("s-doing", "其中已重开"),
    HoldKind.REOPENED_OVER: ("s-back", "其中重开已到期"),
}


@dataclass(frozen=True)
class Tile:
    """A form of a department: its look, and whether it is overdue."""

    part: OpenPart
    look: str
    icon: str
    label: str
    is_late: bool


@dataclass(frozen=True)
class Line:
    """A department as a row. people: who leads it; days: heights of the bars of the last days, in pixels.

    reminded: when it was reminded last.
    """

    department: Department
    people: str
    slices: tuple[Slice, ...]
    tiles: tuple[Tile, ...]
    hot: tuple[str, ...]
    rest: tuple[str, ...]
    others: tuple[str, ...]
    days: tuple[int, ...]
    total: int
    reminded: Reminded | None = None

    @property
    def bars(self) -> list[tuple[int, int, int]]:
        """Return place, top and height of every bar."""
        return [(7 * number, TALLEST - height, height) for number, height in enumerate(self.days)]


@dataclass(frozen=True)
class Board:
    """Everything of the page about one campaign. state: only forms in it are shown; hold: only those it keeps.

    coming: the next deadline in words. burning: what was left day by day.
    """

    campaign: Campaign
    progress: Progress
    lines: tuple[Line, ...]
    finished: tuple[Department, ...]
    slices: tuple[Slice, ...]
    state: State | None
    hold: HoldKind | None
    outlook: OutlookShown
    coming: str
    burning: Burning | None

    @property
    def opened(self) -> list[tuple[HoldKind, str, str, int]]:
        """Return how many of the forms that are filled were sent back or re-opened: kind, look, words, how many."""
        counts = {hold.kind: hold.count for hold in self.progress.holds}
        return [(kind, *OPENED_LOOKS[kind], counts[kind]) for kind in OPENED if kind in counts]

    @property
    def is_narrowed(self) -> bool:
        """Return whether not all forms are shown."""
        return self.hold is not None or self.state is not None

    @property
    def count(self) -> int:
        """Return how many departments there are."""
        return len(self.progress.departments)

    @property
    def behind(self) -> int:
        """Return how many forms fewer are approved than should be by now."""
        return self.progress.expected - self.progress.done

    @property
    def is_behind(self) -> bool:
        """Return whether less is approved than should be by now."""
        return self.behind > 0


def seen_parts(
    actor: Actor, campaign: Campaign, moved: str | None = None
) -> tuple[list[OpenPart], list[OpenPart]]:
    """Return the parts of a campaign an actor sees, and all of them. moved: as ``told_parts`` takes it."""
    everything, seeing = told_parts(campaign, moved), reach(actor, Verb.SEE_RETURN)
    return [part for part in everything if seeing.covers(part.facts)], everything


def board_of(actor: Actor, campaign: Campaign, today: date, *, asked: str, by_unit: bool) -> Board:
    """Return a campaign as an actor sees it.

    asked: the state whose forms are shown, or one of OPENED; anything else shows all. by_unit: departments in their own
    order, else the furthest behind first.
    """
    state = State(asked) if asked in set(State) else None
    kept = HoldKind(asked) if asked in OPENED else None
    seen, everything = seen_parts(actor, campaign)
    progress = progress_of(seen, everything, today)
    shown = [one for one in progress.departments if not one.is_done or state is not None]
    picked = {part.id for part in seen if _is_shown(part, kept, state, today)}
    names = Names(actor.school, today)
    days = _days(actor.school, seen, today)
    before = last_reminders(campaign)
    lines = [
        replace(
            _line(one, names.heads(one.unit), days[one.unit], today, picked), reminded=before.get(one.title)
        )
        for one in shown
    ]
    if by_unit:
        order = {part.unit: number for number, part in reversed(list(enumerate(everything)))}
        lines.sort(key=lambda line: order[line.department.unit])
    outlook = shown_outlook(seen, everything, names, today)
    return Board(
        campaign=campaign,
        progress=progress,
        lines=tuple(line for line in lines if line.tiles),
        finished=tuple(one for one in progress.departments if one.is_done),
        slices=tuple(slices_of(progress.counts)),
        state=state,
        hold=kept,
        outlook=outlook,
        coming=coming_words(progress.coming, today),
        burning=_burning(seen, outlook, today),
    )


def _burning(seen: Sequence[OpenPart], outlook: OutlookShown, today: date) -> Burning | None:
    leading = [part for part in counted(seen) if part.leads]
    turns = turns_of((part.id for part in leading), timezone.get_current_timezone())
    return burning_of(burn_down(leading, turns, outlook.on, today))


def _is_shown(part: OpenPart, kept: HoldKind | None, state: State | None, today: date) -> bool:
    if kept is not None:
        return hold_of(part, today) is kept
    return state is None or (part.is_typed and part.state is state)


def _line(one: Department, people: Sequence[str], days: Sequence[int], today: date, picked: Set[int]) -> Line:
    tallest = max(days, default=0)
    return Line(
        department=one,
        people="、".join(people),
        slices=tuple(slices_of(one.counts)),
        tiles=tuple(_tile(part, today) for part in one.parts if part.id in picked),
        hot=tuple(hold.words for hold in one.holds if hold.is_hot),
        rest=tuple(hold.words for hold in one.holds if not hold.is_hot),
        others=tuple(_others(one)),
        days=tuple(max(LOWEST, TALLEST * count // tallest) if tallest else LOWEST for count in days),
        total=sum(days),
    )


def _others(one: Department) -> list[str]:
    """Return whom a department keeps waiting and for whom it waits, in words."""
    told = [(one.keeps, "卡住"), (one.awaits, "在等")]
    return [f"{verb}{_of(counts)}" for counts, verb in told if counts]


def _of(counts: Mapping[str, int]) -> str:
    """Return departments with their numbers of forms, a crowd of them together."""
    if len(counts) > NAMED:
        return f" {len(counts)} 个部门的 {sum(counts.values())} 张表"
    return "、".join(f"{title} {count} 张" for title, count in counts.items())


def _tile(part: OpenPart, today: date) -> Tile:
    if not part.is_typed:
        return Tile(part, *COMPUTED_LOOK, COMPUTED, is_late=False)
    late = hold_of(part, today) is HoldKind.LATE
    if part.now is None:
        return Tile(part, "s-none", "circle-dashed", part.state.label, late)
    look, icon = look_of(part.now.standing, today)
    words = part.now.standing.label_on(today)
    return Tile(part, look, icon, f"{words}，{due_words(part.due_on, today)}" if late else words, late)


def _days(school: int, parts: Sequence[OpenPart], today: date) -> Mapping[int, list[int]]:
    """Return department -> how much was done to its parts on each of the last days, today last."""
    first = today - timedelta(days=DAYS - 1)
    done = days_of(school, "contribution", first, timezone.get_current_timezone())
    counts: dict[int, list[int]] = {part.unit: [0] * DAYS for part in parts}
    for part in parts:
        for day, count in done.get(str(part.id), {}).items():
            if day <= today:
                counts[part.unit][(day - first).days] += count
    return counts
