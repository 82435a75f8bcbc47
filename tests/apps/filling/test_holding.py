"""What every change of rows does at its end: state, revision, history, and one entry of the audit."""

import json
from datetime import date

import pytest
from django.db import transaction

from shucai.apps.audit.models import Entry
from shucai.apps.audit.queries import last_move
from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.formal.history import Change, place_of_change
from shucai.apps.formal.models import RowChange
from shucai.domain.access import Verb
from shucai.domain.problems import Refused
from tests.builders.staffed import AT, Staffed, acting

pytestmark = pytest.mark.django_db
FILLING = date(2024, 9, 4)


@pytest.fixture
def part(school):
    school.published()
    return Contribution.objects.get(made_return__form__code="2.11.1")


def held(school, part) -> HeldPart | Refused:
    by = acting(school.reporters["财务处"], FILLING)
    return hold_part(part.pk, Verb.FILL, by=by, at=AT, today=FILLING)


def test_a_change_of_rows_begins_the_part_and_tells_of_itself_once(school, part):
    cells = {"amount": (None, "12")}
    with transaction.atomic():
        found = held(school, part)
        assert isinstance(found, HeldPart)
        changes = [Change("a" * 32, 1, "typed", cells), Change("b" * 32, 1, "deleted")]
        assert found.record("填写", changes) == 2
    part.refresh_from_db()
    made = Return.objects.get(pk=part.made_return_id)
    assert (part.state, made.state, made.revision) == ("filling", "filling", 1)
    one = RowChange.objects.get(uid="a" * 32)
    assert json.loads(found.sealing.unseal(one.sealed, place_of_change(one.uid, 1))) == {
        "amount": [None, "12"]
    }
    entry = Entry.objects.order_by("number").last()
    assert (entry.action, entry.row_changes, len(entry.rows_digest)) == ("fill", 2, 64)


def test_the_digest_is_over_every_entry_in_order(school, part):
    digests = set()
    changes = [Change("a" * 32, 1, "typed"), Change("b" * 32, 1, "typed")]
    for told in (changes, changes[::-1], changes[:1], [changes[0]._replace(version=2), changes[1]]):
        with transaction.atomic():
            found = held(school, part)
            found.record("填写", told)
        digests.add(Entry.objects.order_by("number").last().rows_digest)
    assert len(digests) == 4


def test_boards_hear_of_the_first_rows_of_a_part_and_not_of_those_that_follow(school, part):
    heard = [last_move(school.school.pk)]
    for uid in "abc":
        with transaction.atomic():
            held(school, part).record("填写", [Change(uid * 32, 1, "typed")])
        heard.append(last_move(school.school.pk))
    before, first, second, third = heard
    assert before != first
    assert first == second == third


def test_a_part_that_is_not_theirs_is_not_held(school, part):
    stranger = Staffed("示例乙职业学校")
    with transaction.atomic():
        by = acting(stranger.reporters["财务处"], FILLING)
        answer = hold_part(part.pk, Verb.FILL, by=by, at=AT, today=FILLING)
    assert isinstance(answer, Refused)
    assert answer.code == "R101"
