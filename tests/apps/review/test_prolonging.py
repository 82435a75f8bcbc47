"""A department asks for a later last day of what is re-opened, and goes on where it was (REV-3)."""

from datetime import timedelta

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.filling.scopes import scope_of
from shucai.apps.review.actions.reopening import (
    Wish,
    ask_reopening,
    decline_reopening,
    end_reopening,
    grant_reopening,
)
from shucai.apps.review.models import Decision, Reopening
from shucai.apps.review.reopened import reopenings_on_desk
from shucai.domain.access import Allowed
from shucai.domain.problems import Refused
from tests.apps.review.test_reopening import AFTER, LAST, WHY, lasting, locked, may_fill, opened
from tests.builders.staffed import AT, acting
from tests.builders.staging import FILLING

__all__ = ["locked"]
pytestmark = pytest.mark.django_db


def ask_longer(locked, until, on=AFTER) -> Reopening | Refused:
    by = acting(locked.reporter, on)
    return ask_reopening(locked.part.pk, Wish(WHY, until), by=by, at=AT, today=on)


def test_a_department_asks_for_a_later_last_day_and_goes_on_where_it_was(school, locked):
    first = opened(school, locked, fields=("doc_no",))
    locked.retyped(locked.window.rows().frame["#uid"][0], doc_no="示例〔2024〕9 号")
    longer, office = AFTER + timedelta(days=2), acting(school.member, FILLING)
    lasting(locked, longer)
    asked = ask_longer(locked, longer)
    assert (asked.prolongs, asked.fields, asked.granted) == (first, ["doc_no"], None)
    assert isinstance(may_fill(locked, AFTER), Refused)
    granted = grant_reopening(asked.pk, longer, by=office, at=AT, today=AFTER)
    assert isinstance(granted, Reopening), granted.reason
    assert isinstance(may_fill(locked, longer), Allowed)
    assert scope_of(locked.now()).own_fields() == {"doc_no"}
    assert (Decision.objects.filter(verb="reopen").count(), Entry.objects.latest("number").action) == (
        1,
        "extend_reopening",
    )
    assert end_reopening(first.pk, by=office, at=AT, today=AFTER).code == "R719"


def test_a_later_last_day_is_asked_for_while_it_is_still_open_and_is_later(school, locked):
    opened(school, locked)
    assert ask_longer(locked, LAST, FILLING).code == "R716"
    assert isinstance(ask_longer(locked, AFTER, FILLING), Reopening)
    assert ask_longer(locked, AFTER, FILLING).code == "R718"


def test_nobody_asks_for_longer_once_it_is_submitted_again(school, locked):
    opened(school, locked)
    locked.submitted()
    assert ask_longer(locked, AFTER, FILLING).code == "R717"


def test_a_prolonged_one_that_was_not_used_goes_back_to_where_it_stood(school, locked):
    opened(school, locked)
    asked, office = ask_longer(locked, AFTER), acting(school.member, FILLING)
    grant_reopening(asked.pk, AFTER, by=office, at=AT, today=AFTER)
    assert isinstance(end_reopening(asked.pk, by=office, at=AT, today=AFTER), Reopening)
    assert locked.states() == ("compliant", "compliant")


def test_asking_for_longer_is_what_lies_on_the_desks_and_what_was_declined_leaves_it_over(school, locked):
    made = opened(school, locked)
    office, department = acting(school.member, FILLING), acting(locked.reporter, FILLING)
    asked = ask_longer(locked, AFTER)
    for person, answers in ((office, True), (department, False)):
        assert [(one.made, one.to_answer, one.is_over) for one in reopenings_on_desk(person, AFTER)] == [
            (asked, answers, False)
        ]
    at = AT + (AFTER - AT.date())
    decline_reopening(asked.pk, "更正通知没有涉及其余的行", by=office, at=at, today=AFTER)
    assert [(one.made, one.is_over) for one in reopenings_on_desk(office, AFTER)] == [(made, True)]
    assert {(one.made, one.is_over) for one in reopenings_on_desk(department, AFTER)} == {
        (asked, False),
        (made, True),
    }
