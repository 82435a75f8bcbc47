"""What will be late: by pace, deadlines and what waits for what; nothing done earlier makes anything later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shucai.domain.planning import Due, StageKind, working_days
from shucai.domain.progress import Mover, causes_of, mover_of, outlook_of, pace_of, work_left
from shucai.domain.workflow import FormNow, KeyData, Standing, State
from tests.domain.progress.test_progress import EARLIER, LATER, again
from tests.domain.todos.test_todos import PART, TODAY

MONDAY = date(2024, 9, 2)
STATES = (State.NOT_STARTED, State.FILLING, State.CHECKED, State.DEPARTMENT_APPROVED)


def part(number, **changes):
    start = {"opens_on": MONDAY, "due_on": MONDAY + timedelta(days=3)}
    return replace(PART, id=number, form_id=number, code=f"1.{number}", title="表", **{**start, **changes})


def settled(parts):
    """Return parts with only those waited for that are not approved, as they are read."""
    missing = {one.named for one in parts if not one.state.is_complete}
    return [replace(one, waits_for=tuple(n for n in one.waits_for if n in missing)) for one in parts]


def test_a_department_without_history_is_taken_to_keep_its_plan():
    parts = [part(number) for number in range(1, 5)]
    outlook = outlook_of(parts, MONDAY)
    assert not outlook.paces[PART.unit].is_measured
    assert [outlook.forecasts[n].on.day for n in range(1, 5)] == [2, 3, 4, 5]
    assert outlook.late == ()
    assert outlook.ends_on == date(2024, 9, 5)


def test_who_has_done_nothing_so_far_is_late_by_working_days():
    parts = [part(number) for number in range(1, 5)]
    thursday = MONDAY + timedelta(days=3)
    outlook = outlook_of(parts, thursday)
    assert outlook.paces[PART.unit].per_day == pytest.approx(1 / 2)  # half of its plan at least
    last = outlook.forecasts[4]
    assert (last.on, last.late) == (date(2024, 9, 14), 7)  # that Saturday is a working day
    assert last.late == working_days(date(2024, 9, 6), last.on)
    (cause,) = causes_of(outlook.late)
    assert cause.is_crowded
    assert cause.days == 7
    assert len(cause.late) == 4


def test_a_chain_of_forms_is_told_from_the_one_that_somebody_has_to_move():
    needed = part(1, unit=1, unit_title="甲")
    middle = part(2, unit=2, waits_for=(needed.named,))
    last = part(3, unit=3, waits_for=(middle.named,))
    parts = [needed, middle, last, *(part(n, unit=3) for n in (4, 5))]
    outlook = outlook_of(parts, MONDAY + timedelta(days=2))
    assert [one.id for one in outlook.forecasts[3].chain] == [1, 2, 3]
    cause = next(cause for cause in causes_of(outlook.late) if cause.root.id == 1)
    assert not cause.is_crowded
    assert [one.part.id for one in cause.late] == [3, 2, 1]
    assert cause.units == 3


def test_a_part_that_waits_is_moved_by_who_has_what_it_waits_for():
    key = part(1, unit=1, state=State.CHECKED, key=KeyData.PUT)
    middle = part(2, unit=1, waits_for=(key.named,))
    last = part(3, unit=2, waits_for=(key.named, middle.named))
    outlook = outlook_of([key, middle, last], MONDAY)
    assert [outlook.begins_with(one).id for one in (key, middle, last)] == [1, 1, 1]


def test_a_part_that_waits_for_other_departments_of_its_form_is_moved_by_them():
    now = FormNow(Standing(State.CHECKED), StageKind.FILLING, "填报", MONDAY, MONDAY, parts=("乙",))
    theirs = replace(part(2, unit=2, unit_title="乙", leads=False, state=State.CHECKED), form_id=1)
    leading = part(1, unit=1, unit_title="甲", state=State.CHECKED, now=now)
    assert outlook_of([leading, theirs], MONDAY).begins_with(leading).id == 2
    to_put = replace(leading, key=KeyData.DUE)  # its head can put them to the leader before
    assert outlook_of([to_put, theirs], MONDAY).begins_with(to_put).id == 1


def test_forms_that_wait_for_each_other_are_begun_with_one_of_them():
    parts = [part(1, waits_for=("1.2 表",)), part(2, waits_for=("1.1 表",))]
    assert outlook_of(parts, MONDAY).begins_with(parts[0]).id in {1, 2}


def test_what_others_wait_for_is_done_first_where_deadlines_are_the_same():
    parts = [part(1), part(2), part(3, unit=2, waits_for=("1.2 表",))]
    outlook = outlook_of(parts, MONDAY)
    assert outlook.forecasts[2].on < outlook.forecasts[1].on


@pytest.mark.parametrize("change", [{"is_returned": True, "state": State.FILLING}, {"state": State.CHECKED}])
def test_what_was_sent_back_or_submitted_does_not_wait_until_all_the_rest_is_done(change):
    parts = [*(part(number) for number in range(1, 9)), part(9, **change)]
    outlook = outlook_of(parts, MONDAY)
    assert outlook.forecasts[9].on == MONDAY
    assert outlook.forecasts[9].before == 0
    assert outlook.forecasts[8].on > MONDAY


def test_forms_that_wait_for_each_other_are_forecast_all_the_same():
    parts = [part(1, waits_for=("1.2 表",)), part(2, unit=2, waits_for=("1.1 表",))]
    assert set(outlook_of(parts, MONDAY).forecasts) == {1, 2}


def test_what_is_approved_or_fills_itself_has_no_forecast():
    parts = [part(1, state=State.DEPARTMENT_APPROVED), part(2, is_typed=False)]
    outlook = outlook_of(parts, MONDAY)
    assert outlook.forecasts == {}
    assert outlook.ends_on is None


@pytest.mark.parametrize(
    ("change", "mover"),
    [
        ({}, Mover.FILLERS),
        ({"collected_by": 7}, Mover.COLLECTOR),
        ({"collected_by": 7, "is_returned": True}, Mover.FILLERS),
        ({"state": State.CHECKED}, Mover.HEAD),
        ({"state": State.FILLING, "is_returned": True, "now": again(LATER)}, Mover.FILLERS),
        ({"state": State.FILLING, "is_returned": True, "now": again(EARLIER)}, Mover.LEAD_OFFICE),
        ({"state": State.CHECKED, "key": KeyData.PUT}, Mover.LEADER),
    ],
)
def test_who_can_move_a_part_goes_by_where_it_stands(change, mover):
    assert mover_of(replace(PART, **change), TODAY) is mover


@st.composite
def campaigns(draw):
    """Draw parts of up to four departments; each waits for some of those before it."""
    found = []
    for number in range(1, draw(st.integers(2, 9)) + 1):
        earlier = [one.named for one in found]
        opens = MONDAY + timedelta(days=draw(st.integers(0, 6)))
        found.append(
            part(
                number,
                unit=draw(st.integers(1, 4)),
                state=draw(st.sampled_from(STATES)),
                is_returned=draw(st.booleans()),
                opens_on=opens,
                due_on=opens + timedelta(days=draw(st.integers(0, 12))),
                waits_for=tuple(draw(st.sets(st.sampled_from(earlier), max_size=2))) if earlier else (),
            )
        )
    return found


@given(campaigns(), st.integers(0, 20), st.data())
def test_finishing_something_earlier_makes_nothing_later(parts, days, data):
    today = MONDAY + timedelta(days=days)
    before = outlook_of(settled(parts), today)
    chosen = data.draw(st.integers(0, len(parts) - 1))
    further = data.draw(st.sampled_from([s for s in STATES if s.rank >= parts[chosen].state.rank]))
    parts[chosen] = replace(parts[chosen], state=further)
    after = outlook_of(settled(parts), today)
    assert set(after.forecasts) <= set(before.forecasts)
    for number, forecast in after.forecasts.items():
        assert forecast.on <= before.forecasts[number].on
        assert forecast.late <= before.forecasts[number].late


@given(campaigns(), st.integers(0, 20))
def test_a_forecast_never_lies_before_today_the_stage_or_what_is_waited_for(parts, days):
    today = MONDAY + timedelta(days=days)
    parts = settled(parts)
    outlook = outlook_of(parts, today)
    assert set(outlook.forecasts) == {one.id for one in parts if work_left(one)}
    by_named = {one.named: outlook.forecasts.get(one.id) for one in parts}
    for one in outlook.forecasts.values():
        assert one.on >= max(today, one.part.opens_on)
        assert one.chain[-1] is one.part
        assert all(by_named[named].on <= one.on for named in one.part.waits_for if by_named[named])
        assert bool(one.late) == (
            working_days(one.part.due_on, one.on) > working_days(one.part.due_on, one.part.due_on)
        )


@given(campaigns(), st.integers(0, 20))
def test_every_late_form_has_one_cause(parts, days):
    outlook = outlook_of(settled(parts), MONDAY + timedelta(days=days))
    causes = causes_of(outlook.late)
    assert sorted(one.part.id for cause in causes for one in cause.late) == sorted(
        one.part.id for one in outlook.late
    )


def test_a_longer_deadline_makes_nothing_later():
    later = MONDAY + timedelta(days=9)
    parts = [part(number) for number in range(1, 5)]
    longer = [replace(one, due_on=later, extended=Due(later, one.due_on, "系统推迟开放")) for one in parts]
    thursday = MONDAY + timedelta(days=3)
    before, after = outlook_of(parts, thursday), outlook_of(longer, thursday)
    assert [one.on for one in before.forecasts.values()] == [one.on for one in after.forecasts.values()]
    assert sum(one.late for one in after.late) < sum(one.late for one in before.late)


def test_pace_weighs_what_was_done_with_the_plan():
    parts = [part(1, state=State.DEPARTMENT_APPROVED), part(2, state=State.CHECKED), part(3), part(4)]
    pace = pace_of(parts, MONDAY + timedelta(days=2))
    assert (pace.done, pace.days, pace.planned) == (pytest.approx(1.8), 2, 1.0)
    assert pace.per_day == pytest.approx(0.95)
