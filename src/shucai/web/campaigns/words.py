"""Dates, stages and states as the pages of campaigns and the workbench say them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shucai.apps.campaigns.models import Campaign, Stage
from shucai.apps.filling.queries import Counts
from shucai.domain.catalogue import PLATFORM_WORDS
from shucai.domain.planning import Due, Moved, stage_end
from shucai.domain.progress import Coming
from shucai.domain.workflow import State
from shucai.web.templatetags.ui import STATE_LOOK

WEEKDAYS = "一二三四五六日"
WHOLE = 100.0  # the width of a bar


def name_of(campaign: Campaign) -> str:
    """Return a campaign as it is called in short."""
    return f"{PLATFORM_WORDS[campaign.platform]} {campaign.year} 年"


def day(on: date) -> str:
    """Return month and day: 9-06."""
    return f"{on.month}-{on.day:02}"


def weekday(on: date) -> str:
    """Return the day of the week."""
    return f"星期{WEEKDAYS[on.weekday()]}"


def due_words(on: date, today: date) -> str:
    """Return until when, as somebody in a hurry reads it."""
    left = (on - today).days
    if left < 0:
        return f"已过 {-left} 天"
    return {0: "今天截止", 1: "明天截止"}.get(left, f"{day(on)} 截止")


def coming_words(coming: Coming | None, today: date) -> str:
    """Return the next deadline and how many forms are open until then; blank where none is: 今天截止的还有 53 张没有提交."""
    return f"{due_words(coming.on, today)}的还有 {coming.count} 张没有提交" if coming else ""


def extended_words(due: Due | None) -> str:
    """Return how a deadline was moved and why; blank where it was not."""
    if due is None or not due.is_extended:
        return ""
    return f"延期到 {day(due.on)}，原为 {day(due.planned)}" + (f"：{due.reason}" if due.reason else "")


@dataclass(frozen=True)
class StageShown:
    """A stage in the bar. place: done, now, next or later; share: how much of it is over, in per cent of its width."""

    name: str
    dates: str
    place: str
    share: float


@dataclass(frozen=True)
class Bar:
    """The stages of a campaign with what is left of the current one."""

    stages: tuple[StageShown, ...]
    left: str
    unit: str
    until: str


def bar_of(stages: Sequence[Stage], extensions: Iterable[Moved], today: date) -> Bar:
    """Return the bar of the stages of a campaign. Several may run at the same time; what is left is of the first of them."""
    moved = list(extensions)
    ends = {stage.pk: stage_end(stage.pk, stage.ends_on, moved).on for stage in stages}
    coming = next((stage for stage in stages if stage.starts_on > today), None)
    running = [stage for stage in stages if stage.starts_on <= today <= ends[stage.pk]]
    shown = tuple(
        _shown(stage, ends[stage.pk], today, is_next=not running and stage is coming) for stage in stages
    )
    if running:
        left = (ends[running[0].pk] - today).days
        name = running[0].name.removesuffix("阶段")
        if left == 0:
            return Bar(shown, "今天", "", f"{name}截止")
        return Bar(shown, str(left), "天", f"距{name}截止")
    if coming is not None:
        return Bar(
            shown, str((coming.starts_on - today).days), "天", f"后{coming.name.removesuffix('阶段')}开始"
        )
    return Bar(shown, "", "", "各阶段都已结束")


def closed_bar(stages: Sequence[Stage], extensions: Iterable[Moved]) -> Bar:
    """Return the bar of a campaign that is closed: nothing of it runs any more, whatever its dates."""
    moved = list(extensions)
    ends = [(stage, stage_end(stage.pk, stage.ends_on, moved).on) for stage in stages]
    shown = (_shown(stage, end, date.max, is_next=False) for stage, end in ends)
    return Bar(tuple(shown), "", "", "已结束")


def _shown(stage: Stage, end: date, today: date, *, is_next: bool) -> StageShown:
    dates = f"{day(stage.starts_on)} 至 {day(end)}"
    if end > stage.ends_on:
        dates += "（已延期）"
    if today > end:
        return StageShown(stage.name, dates, "done", WHOLE)
    if today < stage.starts_on:
        return StageShown(stage.name, dates, "next" if is_next else "later", 0)
    length, passed = (end - stage.starts_on).days + 1, (today - stage.starts_on).days + 1
    return StageShown(stage.name, f"{dates}，第 {passed} 天 / 共 {length} 天", "now", WHOLE * passed / length)


@dataclass(frozen=True)
class Slice:
    """A state in the bar of counts. start, share: in per cent of the width."""

    state: State
    count: int
    start: float
    share: float

    @property
    def look(self) -> str:
        """Return its CSS class."""
        return STATE_LOOK[self.state][0]


def slices_of(counts: Mapping[State, int]) -> list[Slice]:
    """Return the states that occur, the furthest first, with their places in a bar."""
    total = sum(counts.values())
    found: list[Slice] = []
    start = 0.0
    for state in reversed(State):
        if counts.get(state):
            share = WHOLE * counts[state] / total
            found.append(Slice(state, counts[state], start, share))
            start += share
    return found


def passed_of(counts: Mapping[State, int]) -> int:
    """Return how many are approved for good."""
    return sum(counts.get(state, 0) for state in (State.DELIBERATED, State.SUBMITTED, State.ARCHIVED))


def counts_shown(counts: Counts) -> dict[str, object]:
    """Return how far a campaign is: how many forms, how many more are computed, its slices, how many are approved."""
    return {
        "count": counts.count,
        "computed": counts.computed,
        "slices": slices_of(counts.states),
        "passed": passed_of(counts.states),
    }
