"""What lies on somebody's desk: to-dos in groups, the forms of theirs by state, deadlines."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import prefetch_related_objects

from shucai.apps.campaigns.models import Campaign
from shucai.apps.campaigns.queries import extensions_in_force
from shucai.apps.filling.queries import counts_of, told_parts
from shucai.apps.review.queue import without_own
from shucai.domain.access import Actor, Verb, reach
from shucai.domain.progress import counted
from shucai.domain.todos import OpenPart, Task, Todo, Urgency, todos_of
from shucai.domain.workflow import State
from shucai.web.campaigns.words import (
    Bar,
    Slice,
    bar_of,
    day,
    due_words,
    extended_words,
    name_of,
    passed_of,
    slices_of,
    weekday,
)
from shucai.web.workbench.why import Reasons

SHOWN = 8  # to-dos of a group before the rest folds
ACTIONS = {
    Task.FILL: "去填",
    Task.GATHER: "下载模板",
    Task.COLLECT: "去导入",
    Task.REVIEW: "去审核",
    Task.APPROVE_KEY_DATA: "去批准",
    Task.CHECK_COMPLIANCE: "去检查",
    Task.DELIBERATE: "去审议",
    Task.SUBMIT: "去上报",
}
OF_THE_FORM = "campaigns_form"
PAGES = {
    Task.FILL: "filling",
    Task.COLLECT: "imports_part",
    Task.REVIEW: "review",
    Task.APPROVE_KEY_DATA: "review",
    Task.CHECK_COMPLIANCE: "compliance_one",
    Task.DELIBERATE: "compliance_one",
    Task.SUBMIT: "compliance_one",
}


@dataclass(frozen=True)
class Line:
    """A to-do, or a form of a state, as a row.

    gathers: it downloads a template. opens: name of the page it leads to. extended: how its deadline was moved and why;
    told: where that is said above the group, for several rows at once. late: how late it will be at the pace so far.
    """

    part: OpenPart
    why: str
    due: str
    look: str
    action: str
    gathers: bool = False
    opens: str = OF_THE_FORM
    extended: str = ""
    told: bool = False
    late: str = ""


@dataclass(frozen=True)
class Group:
    """To-dos of one urgency; the rest folds away. moved: what moved the deadlines of several of them, and of how many."""

    title: str
    count: int
    lines: tuple[Line, ...]
    rest: tuple[Line, ...]
    moved: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Deadline:
    """A day on which something of somebody's is due."""

    day: str
    weekday: str
    title: str
    detail: str


@dataclass(frozen=True)
class Shown:
    """A campaign of the desk with its stages."""

    campaign: Campaign
    name: str
    bar: Bar


@dataclass(frozen=True)
class Desk:
    """Everything of the workbench. count: forms that somebody fills; computed: those beside them that nobody does."""

    campaigns: tuple[Shown, ...]
    groups: tuple[Group, ...]
    first_count: int
    open_count: int
    waiting_count: int
    todo_count: int
    title: str
    count: int
    computed: int
    slices: tuple[Slice, ...]
    passed: int
    listed: tuple[Line, ...]
    listed_moved: tuple[tuple[str, int], ...]
    deadlines: tuple[Deadline, ...]


def desk_of(
    actor: Actor, campaigns: Sequence[Campaign], today: date, moved: str, state: State | None = None
) -> Desk:
    """Return the desk of an actor over some published campaigns.

    moved: as ``told_parts`` takes it. state: list the forms of this state.
    """
    prefetch_related_objects(campaigns, "stages", "extensions")
    by_campaign = {campaign.pk: told_parts(campaign, moved) for campaign in campaigns}
    parts = [part for those in by_campaign.values() for part in those]
    seen, title = _seen(actor, parts)
    todos = without_own(actor, todos_of(actor, parts, today))
    counts = counts_of(seen)
    groups = tuple(_groups(todos, Reasons(actor.school, by_campaign, seen, today), today))
    listed, listed_moved = _told_once([_listed(part, today) for part in counted(seen) if part.state is state])
    return Desk(
        campaigns=tuple(_shown(campaigns, today)),
        groups=groups,
        first_count=sum(todo.urgency is Urgency.FIRST for todo in todos),
        open_count=sum(todo.urgency is Urgency.OPEN for todo in todos),
        waiting_count=sum(todo.urgency is Urgency.WAITING for todo in todos),
        todo_count=len(todos),
        title=title,
        count=counts.count,
        computed=counts.computed,
        slices=tuple(slices_of(counts.states)),
        passed=passed_of(counts.states),
        listed=listed,
        listed_moved=listed_moved,
        deadlines=tuple(_deadlines(todos, {campaign.pk: name_of(campaign) for campaign in campaigns}, today)),
    )


def _shown(campaigns: Sequence[Campaign], today: date) -> Iterable[Shown]:
    for campaign in campaigns:
        stages = sorted(campaign.stages.all(), key=lambda stage: stage.order)
        yield Shown(campaign, name_of(campaign), bar_of(stages, extensions_in_force(campaign), today))


def _seen(actor: Actor, parts: Iterable[OpenPart]) -> tuple[list[OpenPart], str]:
    """Return the parts an actor sees and how they are called together; of a whole school each form once."""
    seeing = reach(actor, Verb.SEE_RETURN)
    if seeing.whole_school:
        return [part for part in parts if part.leads], "全校"
    seen = [part for part in parts if seeing.covers(part.facts)]
    return seen, "所在部门" if len({part.unit for part in seen}) > 1 else "本部门"


def _groups(todos: Sequence[Todo], reasons: Reasons, today: date) -> Iterable[Group]:
    for urgency in Urgency:
        lines, moved = _told_once([_line(todo, reasons, today) for todo in todos if todo.urgency is urgency])
        if lines:
            folded = 0 if urgency is Urgency.LATER else SHOWN
            yield Group(urgency.label, len(lines), lines[:folded], lines[folded:], moved)


def _told_once(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[tuple[str, int], ...]]:
    """Return lines whose shared extension is told above them, and what is told, with how many it concerns."""
    counts = Counter(line.extended for line in lines if line.extended)
    moved = {words: count for words, count in counts.items() if count > 1}
    marked = tuple(replace(line, told=True) if line.extended in moved else line for line in lines)
    return marked, tuple(moved.items())


def _line(todo: Todo, reasons: Reasons, today: date) -> Line:
    part = todo.part
    look = "late" if todo.is_late else "soon" if todo.urgency is Urgency.FIRST else ""
    gathers, rests = todo.task is Task.GATHER, todo.urgency in {Urgency.WAITING, Urgency.LATER}
    mends = todo.task is Task.FILL and todo.part.is_returned
    action = "查看" if rests and not gathers else "去修改" if mends else ACTIONS[todo.task]
    opens = OF_THE_FORM if rests and todo.task is not Task.REVIEW else PAGES.get(todo.task, OF_THE_FORM)
    extended = extended_words(part.extended) if todo.due_on == part.due_on else ""
    return Line(
        part,
        reasons.of(todo),
        due_words(todo.due_on, today),
        look,
        action,
        gathers,
        opens,
        extended,
        late=reasons.late(todo),
    )


def _listed(part: OpenPart, today: date) -> Line:
    late = "late" if part.due_on < today else ""
    return Line(
        part,
        part.unit_title,
        due_words(part.due_on, today),
        late,
        "打开",
        extended=extended_words(part.extended),
    )


def _deadlines(todos: Sequence[Todo], names: dict[int, str], today: date) -> Iterable[Deadline]:
    """Yield the days on which to-dos are due, each campaign apart."""
    counts: dict[tuple[date, int], int] = {}
    for todo in todos:
        key = (todo.due_on, todo.part.campaign)
        counts[key] = counts.get(key, 0) + 1
    for (on, campaign), count in sorted(counts.items()):
        late = "，已过期" if on < today else ""
        yield Deadline(day(on), weekday(on), names[campaign], f"还有 {count} 件没有完成{late}")
