"""A department that sees its own rows alone counts them from 1: in its grid, its findings and its row review (FIL-8)."""

import pytest

from shucai.apps.campaigns.models import Prerequisite
from shucai.apps.filling.actions.accepting import accept_rows
from shucai.apps.filling.checking import found_of, part_findings, row_findings
from shucai.apps.filling.checking.doubles import rule_of
from shucai.apps.filling.checking.owning import told_of
from shucai.apps.filling.reviewing import review_of
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import working_rows
from shucai.domain.rows import UID, Addition
from tests.builders.filling import Reporter
from tests.builders.staging import AT, FILLING, Desk

pytestmark = pytest.mark.django_db
FORM = "2.13.1"


@pytest.fixture
def opened(school):
    """Return a school in which the form may begin."""
    school.published()
    Prerequisite.objects.update(lifted_at=AT)
    return school


@pytest.fixture
def reporters(opened):
    """Return the reporters of two departments that fill awards; the first has two rows, the second one that is wrong."""
    lead, second = Desk(FORM, opened), Desk(FORM, opened, order=1)
    rows = lead.right_rows(3)
    lead.added(rows[:2])
    wrong = next(name for name in lead.form.primary_key)
    second.added([rows[2] | {wrong: None}])
    return Reporter(opened, FORM), Reporter(opened, FORM, order=1)


def numbers(reporter):
    part = type(reporter.part).objects.select_related("made_return__form__campaign", "assignment__unit")
    seen = part_findings(part.get(pk=reporter.part.pk), at=AT, today=FILLING).frame
    return set(seen.filter(mine=True, severity="error")["number"])


def test_findings_name_a_row_by_its_place_among_those_the_department_sees(reporters):
    _, second = reporters
    assert numbers(second) == {1}


def test_row_review_names_it_by_the_same_number(reporters):
    lead, second = reporters
    for reporter, expected in ((lead, [1, 2]), (second, [1])):
        part = type(reporter.part).objects.select_related("made_return__form__campaign", "assignment__unit")
        review = review_of(part.get(pk=reporter.part.pk), set(), at=AT, today=FILLING)
        assert [review.places[uid] for uid in review.waiting] == expected


def test_a_row_at_the_top_of_a_department_stands_below_the_rows_of_those_before_it(reporters):
    lead, second = reporters
    there = list(lead.rows().frame[UID])
    first, top = "a" * 32, "b" * 32
    second.send(added=(Addition(first, there[-1], {}),))
    second.send(added=(Addition(top, None, {}),))
    assert list(lead.rows().frame[UID]) == [*there[:2], top, there[2], first]


def test_the_first_row_of_a_department_stands_below_those_of_the_others(opened):
    lead, second = Reporter(opened, FORM), Reporter(opened, FORM, order=1)
    [one] = lead.add({})
    answer = second.send(added=(Addition("c" * 32, None, {}),))
    assert not answer.refused
    assert list(lead.rows().frame[UID]) == [one, "c" * 32]


def said_of_the_key(reporter):
    part = type(reporter.part).objects.select_related("made_return__form__campaign", "assignment__unit")
    seen = part_findings(part.get(pk=reporter.part.pk), at=AT, today=FILLING).frame
    return seen.filter(rule=f"talent.{FORM}.primary_key")["message"].to_list()


def test_a_key_that_is_there_twice_is_told_by_the_numbers_of_the_department(opened):
    lead, second = Desk(FORM, opened), Desk(FORM, opened, order=1)
    rows = lead.right_rows(2)
    lead.added(rows[:1])
    second.added([rows[1], rows[1]])
    told = said_of_the_key(Reporter(opened, FORM, order=1))
    assert ["第 2 行" in told[0], "第 1 行" in told[1]] == [True, True]


def test_a_key_that_another_department_has_is_told_by_the_department(opened):
    lead, second = Desk(FORM, opened), Desk(FORM, opened, order=1)
    [row] = lead.right_rows(1)
    lead.added([row])
    [uid] = second.added([row])
    unit = lead.part.assignment.unit.title
    [told] = said_of_the_key(Reporter(opened, FORM, order=1))
    assert f"与{unit}填的行重复" in told
    found = row_findings(second.made, [uid], at=AT, today=FILLING)
    saved = told_of(found, working_rows(second.made, at=AT), scope_of(second.part))
    assert told in saved["message"].to_list()
    both = said_of_the_key(Reporter(opened, FORM))
    assert ["第 2 行" in both[0], "第 1 行" in both[1]] == [True, True]


def reviewed(desk):
    part = type(desk.part).objects.select_related("made_return__form__campaign", "assignment__unit")
    return review_of(part.get(pk=desk.part.pk), set(), at=AT, today=FILLING)


def test_row_review_names_a_row_it_does_not_show_by_its_department(opened):
    lead, second = Desk(FORM, opened), Desk(FORM, opened, order=1)
    [row] = lead.right_rows(1)
    lead.added([row])
    accept_rows(lead.part.pk, None, by=lead.reviewer, at=AT, today=FILLING)
    [uid] = second.added([row])
    refused = reviewed(second).barred[uid]
    assert refused.code == "R542"
    assert refused.reason.startswith("第 1 行的主键")
    assert f"与{lead.part.assignment.unit.title}填的行相同" in refused.reason


def test_row_review_tells_twins_among_waiting_rows_by_the_numbers_of_the_department(opened):
    lead, second = Desk(FORM, opened), Desk(FORM, opened, order=1)
    other, row = lead.right_rows(2)
    lead.added([other])
    first, again = second.added([row, row])
    barred = reviewed(second).barred
    assert "与第 2 行重复" in barred[first].reason
    assert "与第 1 行相同" in barred[again].reason


def test_what_uses_a_row_is_told_by_the_number_in_the_grid_of_the_department_that_has_it(opened):
    departments, activities = Desk("1.1.3", opened), "2.19.5"
    lead, second = Desk(activities, opened), Desk(activities, opened, order=1)
    row, other = departments.right_rows(2)
    used, _ = departments.added([row, other])
    accept_rows(departments.part.pk, None, by=departments.reviewer, at=AT, today=FILLING)
    first, one = lead.right_rows(2)
    lead.added([first | {"organizer": other["dept_name"]}])
    second.added([one | {"organizer": row["dept_name"]}])
    answer = Reporter(opened, "1.1.3").send(removed=(used,))
    [refused] = answer.refused
    assert f"{second.part.assignment.unit.title}第 1 行" in refused.message


def test_where_two_rows_may_not_be_alike_no_reason_is_asked_for(opened):
    lead, second = Desk(FORM, opened), Desk(FORM, opened, order=1)
    first, other = lead.right_rows(2)
    lead.added([first, other])
    second.added([first, other | {"student_nos": "20230099"}])
    found = found_of(second.made, at=AT, today=FILLING).frame.filter(rule=rule_of(second.form))
    told = dict(found.select("number", "message").iter_rows())
    assert ["理由" in told[number] for number in (3, 4)] == [False, True]
