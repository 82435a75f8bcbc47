"""The burn-down: what was left day by day, what should have been, and what the forecast says will be."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shucai.domain.progress import burn_down
from shucai.domain.workflow import State
from tests.domain.todos.test_todos import PART

APPROVED = State.DEPARTMENT_APPROVED
FIRST = date(2024, 9, 2)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def part(number: int, **changes):
    start = {"opens_on": FIRST, "due_on": day(3), "state": State.NOT_STARTED}
    return replace(PART, id=number, form_id=number, **{**start, **changes})


def test_what_was_approved_taken_back_and_approved_again_is_left_on_the_days_between():
    parts = [part(1, state=APPROVED), part(2), part(3, due_on=day(1))]
    turns = {1: [(day(1), True), (day(2), False), (day(4), True)]}
    made = burn_down(parts, turns, [], day(5))
    assert made.days == tuple(day(number) for number in range(6))
    assert made.left == (3, 2, 3, 3, 2, 2)
    assert made.planned == (3, 2, 2, 0, 0, 0)
    assert (made.count, made.planned_now) == (3, 0)
    assert burn_down(parts, turns, [], day(3)).planned_now == 2
    assert burn_down(parts, turns, [], FIRST).planned_now == 3


def test_what_stands_approved_without_a_decision_is_so_since_it_came_there():
    since = datetime(2024, 9, 4, 3, tzinfo=UTC)
    made = burn_down([part(1, state=APPROVED, since=since), part(2)], {}, [], day(3))
    assert made.left == (2, 2, 1, 1)


def test_the_forecast_goes_on_from_what_is_left_today():
    made = burn_down([part(1), part(2)], {}, [day(2), day(6)], day(1))
    assert made.days[-1] == day(6)
    assert made.coming == (2, 1, 1, 1, 1, 0)


def test_before_the_first_day_there_is_nothing_to_draw():
    assert burn_down([part(1)], {}, [], FIRST - timedelta(days=1)) is None
    assert burn_down([], {}, [], FIRST) is None


@given(st.lists(st.tuples(st.sampled_from(State), st.integers(0, 9)), min_size=1), st.integers(0, 12))
def test_today_agrees_with_the_states_and_nothing_lies_outside(states, today):
    parts = [part(n, state=state, due_on=day(due)) for n, (state, due) in enumerate(states)]
    made = burn_down(parts, {}, [], day(today))
    assert made.left[-1] == made.coming[0] == sum(not state.is_complete for state, _ in states)
    assert len(made.left) + len(made.coming) == len(made.days) + 1
    assert all(0 <= count <= len(parts) for count in (*made.left, *made.planned, *made.coming))
    assert list(made.planned) == sorted(made.planned, reverse=True)
