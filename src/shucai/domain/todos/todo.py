"""Whose work a part is, and how urgent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from shucai.domain.access import Actor, Verb, reach
from shucai.domain.todos.part import OpenPart
from shucai.domain.workflow import KeyData, State

SOON = timedelta(days=1)  # due today or tomorrow
BEFORE_CHECK = frozenset({State.NOT_STARTED, State.FILLING})


class Task(StrEnum):
    """What is to be done with a part; the value is also how its place in a list is known."""

    FILL = "fill"
    GATHER = "gather"
    COLLECT = "collect"
    REVIEW = "review"
    APPROVE_KEY_DATA = "approve_key_data"
    CHECK_COMPLIANCE = "check_compliance"
    DELIBERATE = "deliberate"
    SUBMIT = "submit"

    @property
    def label(self) -> str:
        """Return the verb of its button."""
        return TASK_WORDS[self]


TASK_WORDS = {
    Task.FILL: "填报",
    Task.GATHER: "收集数据",
    Task.COLLECT: "集中导入",
    Task.REVIEW: "审核",
    Task.APPROVE_KEY_DATA: "批准关键数据",
    Task.CHECK_COMPLIANCE: "合规检查",
    Task.DELIBERATE: "审议",
    Task.SUBMIT: "上报",
}


class Urgency(StrEnum):
    """In which group of the workbench a to-do stands, the most urgent first."""

    FIRST = "first"
    OPEN = "open"
    WAITING = "waiting"
    LATER = "later"

    @property
    def label(self) -> str:
        """Return the heading of the group."""
        return {"first": "先处理", "open": "接着做", "waiting": "等其他表或部门", "later": "还没到时间"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do until a day. urgency: see ``Urgency``; is_late: the last day is over."""

    task: Task
    part: OpenPart
    due_on: date
    urgency: Urgency
    is_late: bool


def todos_of(actor: Actor, parts: Iterable[OpenPart], today: date) -> list[Todo]:
    """Return what an actor has to do, the most urgent first, then by deadline.

    parts: of published campaigns. Work of those who delegated to the actor counts as well.
    """
    mine = _Mine(actor)
    found = [_todo(task, part, today) for part in parts for task in mine.tasks(part)]
    order = list(Urgency)
    return sorted(found, key=lambda todo: (order.index(todo.urgency), todo.due_on, todo.part.campaign))


class _Mine:
    """How far an actor reaches for each verb, asked once."""

    def __init__(self, actor: Actor) -> None:
        verbs = (
            Verb.FILL, Verb.IMPORT, Verb.APPROVE_DEPARTMENT, Verb.APPROVE_KEY_DATA, Verb.APPROVE_COMPLIANCE,
            Verb.DELIBERATE, Verb.SUBMIT,
        )  # fmt: skip
        self.reaches = {verb: reach(actor, verb) for verb in verbs}
        self.people = {actor.person} | {grant.on_behalf_of for grant in actor.grants if grant.on_behalf_of}

    def tasks(self, part: OpenPart) -> Iterator[Task]:
        """Yield what the actor does with a part in its state."""
        yield from self._before_check(part)
        if (
            part.state is State.CHECKED
            and part.key is not KeyData.PUT
            and self._is_named(part.reviewers)
            and self._may(Verb.APPROVE_DEPARTMENT, part)
        ):
            yield Task.REVIEW
        if part.state is State.CHECKED and part.key is KeyData.PUT and self._may(Verb.APPROVE_KEY_DATA, part):
            yield Task.APPROVE_KEY_DATA
        if not part.leads:
            return
        for state, verb, task in OF_THE_WHOLE:
            if part.return_state is state and self._may(verb, part):
                yield task

    def _before_check(self, part: OpenPart) -> Iterator[Task]:
        if part.state not in BEFORE_CHECK or not part.is_typed:
            return
        if part.collected_by in self.people and self._may(Verb.IMPORT, part):
            if part.leads:  # one import for all departments of a form
                yield Task.COLLECT
        elif self._is_named(part.fillers) and self._may(Verb.FILL, part):
            yield Task.GATHER if part.collected_by else Task.FILL

    def _may(self, verb: Verb, part: OpenPart) -> bool:
        return self.reaches[verb].covers(part.facts)

    def _is_named(self, named: frozenset[int]) -> bool:
        return not named or bool(named & self.people)


OF_THE_WHOLE = (
    (State.DEPARTMENT_APPROVED, Verb.APPROVE_COMPLIANCE, Task.CHECK_COMPLIANCE),
    (State.COMPLIANT, Verb.DELIBERATE, Task.DELIBERATE),
    (State.DELIBERATED, Verb.SUBMIT, Task.SUBMIT),
)


OF_THE_DEPARTMENT = frozenset({Task.FILL, Task.GATHER, Task.COLLECT, Task.REVIEW})


def _todo(task: Task, part: OpenPart, today: date) -> Todo:
    due = part.due_on if task in OF_THE_DEPARTMENT else part.due_above
    return Todo(task, part, due, _urgency(task, part, due, today), due < today)


def _urgency(task: Task, part: OpenPart, due: date, today: date) -> Urgency:
    if task in OF_THE_DEPARTMENT - {Task.REVIEW} and part.opens_on > today:
        return Urgency.LATER
    if task in {Task.FILL, Task.COLLECT} and (part.waits_for or part.is_locked_again(today)):
        return Urgency.WAITING
    if task is Task.REVIEW and part.waits_for_units and not part.key.waits:
        return Urgency.WAITING
    is_back = task is Task.FILL and part.is_returned
    return Urgency.FIRST if is_back or due - today <= SOON else Urgency.OPEN
