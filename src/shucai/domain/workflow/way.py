"""The way of a return from its first row to the archive, told from the steps: what leads on, what stays, what goes back."""

from collections.abc import Iterable
from dataclasses import dataclass

from shucai.domain.access import RIGHTS, Within
from shucai.domain.workflow.states import State
from shucai.domain.workflow.steps import STEPS, TURNS, Step


@dataclass(frozen=True, slots=True)
class Move:
    """Steps between the same two states by the same people, in words."""

    what: str
    who: str
    start: State
    end: State


@dataclass(frozen=True, slots=True)
class Station:
    """A state on the way. turn: whose move it is, blank where nobody's."""

    state: State
    turn: str
    onward: tuple[Move, ...]
    within: tuple[Move, ...]
    back: tuple[Move, ...]


def way() -> tuple[Station, ...]:
    """Return the states in their order, each with its steps."""
    return tuple(_station(state) for state in State)


def who_takes(step: Step) -> str:
    """Return who may take a step, in words; those who do it only where they are named are left out."""
    who = dict.fromkeys(
        right.label for verb in step.needs for right in RIGHTS[verb].rights if right.within is not Within.SELF
    )
    return "、".join(who)


def _station(state: State) -> Station:
    steps = [step for step in STEPS if step.start is state]
    role = TURNS[state]
    return Station(
        state,
        role.label if role else "",
        _moves(step for step in steps if step.end.rank > state.rank),
        _moves(step for step in steps if step.end is state),
        _moves(step for step in steps if step.end.rank < state.rank),
    )


def _moves(steps: Iterable[Step]) -> tuple[Move, ...]:
    """Return steps with those told together that the same people take between the same states."""
    found: dict[tuple[State, State, str], list[str]] = {}
    for step in steps:
        found.setdefault((step.start, step.end, who_takes(step)), []).append(step.verb.label)
    return tuple(Move("、".join(verbs), who, start, end) for (start, end, who), verbs in found.items())
