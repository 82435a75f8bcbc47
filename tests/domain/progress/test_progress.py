"""Progress of a campaign: counts, what holds each form up, who waits for whom, the order of departments."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from shucai.domain.planning import StageKind
from shucai.domain.progress import Coming, HoldKind, hold_of, progress_of
from shucai.domain.workflow import FormNow, KeyData, Standing, State
from tests.domain.todos.test_todos import PART, TODAY

APPROVED = State.DEPARTMENT_APPROVED
LATER, EARLIER = date(2024, 9, 20), date(2024, 9, 2)


def again(until, *, sent_back=False):
    """A part that was re-opened by request until a day; sent_back: its head returned it since."""
    standing = Standing(State.FILLING, is_returned=True, open_until=until, sent_back=sent_back)
    return FormNow(standing, StageKind.FILLING, "填报", EARLIER, until, open_until=until)


REOPENED = {"state": State.FILLING, "is_returned": True, "now": again(LATER)}


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"state": State.FILLING, "is_returned": True, "due_on": EARLIER}, HoldKind.RETURNED),
        ({**REOPENED, "due_on": LATER}, HoldKind.REOPENED),
        ({**REOPENED, "due_on": EARLIER, "now": again(EARLIER)}, HoldKind.REOPENED_OVER),
        ({**REOPENED, "now": again(LATER, sent_back=True)}, HoldKind.RETURNED),
        ({"due_on": EARLIER}, HoldKind.LATE),
        ({"state": State.CHECKED, "key": KeyData.PUT}, HoldKind.KEY_DATA),
        ({"state": State.CHECKED, "key": KeyData.DUE}, HoldKind.TO_PUT),
        ({"state": State.CHECKED, "key": KeyData.APPROVED}, HoldKind.REVIEW),
        ({"state": State.CHECKED, "due_on": EARLIER}, HoldKind.REVIEW),
        ({"state": APPROVED, "return_state": APPROVED}, HoldKind.COMPLIANCE),
        ({"state": APPROVED, "return_state": State.FILLING}, HoldKind.OTHERS),
        ({"state": APPROVED, "return_state": APPROVED, "leads": False}, None),
        ({"waits_for": ("0.1.1 专业基本信息表",)}, HoldKind.WAITING),
        ({"state": State.FILLING}, HoldKind.FILLING),
        ({}, HoldKind.NOT_STARTED),
        ({"opens_on": LATER, "due_on": LATER}, HoldKind.NOT_YET),
        ({"is_typed": False, "due_on": EARLIER}, None),
        ({"state": State.COMPLIANT}, None),
    ],
)
def test_a_part_is_held_up_by_the_one_thing_somebody_has_to_do_first(change, kind):
    assert hold_of(replace(PART, **change), TODAY) is kind


def test_the_department_furthest_behind_stands_first_and_who_is_done_last():
    parts = [
        replace(PART, id=1, unit=1, unit_title="甲", state=APPROVED, return_state=APPROVED),
        replace(PART, id=2, unit=2, unit_title="乙"),
        replace(PART, id=3, unit=3, unit_title="丙", due_on=EARLIER),
        replace(PART, id=4, unit=4, unit_title="丁", state=APPROVED, return_state=APPROVED),
        replace(PART, id=5, unit=4, unit_title="丁"),
    ]
    progress = progress_of(parts, parts, TODAY)
    assert [one.title for one in progress.departments] == ["丙", "乙", "丁", "甲"]
    assert [(one.done, one.count, one.share) for one in progress.departments] == [
        (0, 1, 0), (0, 1, 0), (1, 2, 50), (1, 1, 100),
    ]  # fmt: skip
    assert (progress.done, progress.count, progress.expected) == (2, 5, 1)


def test_the_next_deadline_counts_the_forms_that_are_not_submitted_yet():
    parts = [
        replace(PART, id=1, due_on=TODAY),
        replace(PART, id=2, due_on=TODAY, state=State.FILLING),
        replace(PART, id=3, due_on=TODAY, state=State.CHECKED),
        replace(PART, id=4, due_on=TODAY, is_typed=False),
        replace(PART, id=5, due_on=TODAY, leads=False),
        replace(PART, id=6, due_on=LATER),
        replace(PART, id=7, due_on=EARLIER),
    ]
    assert progress_of(parts, parts, TODAY).coming == Coming(TODAY, 2)
    assert progress_of(parts[2:5], parts, TODAY).coming is None


def test_a_form_of_two_departments_counts_once_in_all_and_once_in_each():
    parts = [replace(PART, id=1, unit=1), replace(PART, id=2, unit=2, leads=False)]
    progress = progress_of(parts, parts, TODAY)
    assert progress.count == 1
    assert [one.count for one in progress.departments] == [1, 1]
    assert sum(progress.counts.values()) == 1


def test_a_department_counts_the_forms_it_adds_to_as_well_as_those_it_leads():
    led = replace(PART, id=1, form_id=1, state=APPROVED)
    other = replace(PART, id=2, form_id=2, unit=2)
    added = replace(PART, id=3, form_id=2, leads=False, state=APPROVED)
    progress = progress_of([led, added], [led, other, added], TODAY)
    assert (progress.count, progress.done) == (2, 2)
    assert (progress.departments[0].count, progress.departments[0].done) == (2, 2)
    assert progress_of([led, added, other], [led, other, added], TODAY).done == 1


def test_who_waits_for_whom_is_told_on_both_sides_even_where_only_one_is_seen():
    needed = replace(PART, id=1, form_id=1, code="0.1.1", title="专业", unit=1, unit_title="甲")
    waits = replace(PART, id=2, form_id=2, unit=2, unit_title="乙", waits_for=("0.1.1 专业",))
    own = replace(PART, id=3, form_id=3, unit=1, unit_title="甲", waits_for=("0.1.1 专业",))
    everything = [needed, waits, own]
    by_title = {one.title: one for one in progress_of(everything, everything, TODAY).departments}
    assert (by_title["甲"].keeps, by_title["甲"].awaits) == ({"乙": 1}, {})
    assert (by_title["乙"].keeps, by_title["乙"].awaits) == ({}, {"甲": 1})
    only = progress_of([waits], everything, TODAY).departments
    assert only[0].awaits == {"甲": 1}


def test_the_oldest_of_what_is_held_up_is_told():
    times = [datetime(2024, 9, day, tzinfo=UTC) for day in (3, 1, 2)]
    parts = [replace(PART, id=n, state=State.CHECKED, since=time) for n, time in enumerate(times)]
    hold = progress_of(parts, parts, TODAY).holds[0]
    assert (hold.words, hold.since) == ("3 张等部门审核", times[1])


def test_whom_a_department_waits_for_most_is_named_first_and_in_the_same_order_by_every_process():
    titles = "甲乙丙丁戊己庚"
    needed = [
        replace(PART, id=n, form_id=n, code=f"0.1.{n}", title="表", unit=n, unit_title=title)
        for n, title in enumerate(titles)
    ]
    more = replace(PART, id=20, form_id=20, code="0.2.1", title="表", unit=5, unit_title="己")
    named = tuple(one.named for one in [*needed, more])
    waits = replace(PART, id=30, form_id=30, unit=9, unit_title="壬", waits_for=named)
    only = progress_of([waits], [*needed, more, waits], TODAY).departments
    assert list(only[0].awaits.items()) == [("己", 2), *((title, 1) for title in "甲乙丙丁戊庚")]


def test_a_form_that_is_computed_is_not_counted_and_does_not_keep_its_department_from_being_done():
    parts = [
        replace(PART, id=1, form_id=1, state=APPROVED, return_state=APPROVED),
        replace(PART, id=2, form_id=2, is_typed=False, due_on=EARLIER),
        replace(PART, id=3, form_id=3, unit=2, is_typed=False),
    ]
    progress = progress_of(parts, parts, TODAY)
    assert (progress.done, progress.count, progress.expected, progress.computed) == (1, 1, 0, 2)
    assert progress.counts[State.NOT_STARTED] == 0
    assert [(one.count, one.computed, one.is_done, one.share) for one in progress.departments] == [
        (1, 1, True, 100), (0, 1, True, 100),
    ]  # fmt: skip
    assert progress.departments[0].parts == tuple(parts[:2])
