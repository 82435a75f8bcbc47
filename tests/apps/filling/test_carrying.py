"""Beginning with last year's rows: they wait for review as any others, and are taken back together (FIL-9)."""

import pytest

from shucai.apps.campaigns.models import Prerequisite
from shucai.apps.filling.actions.accepting import accept_rows
from shucai.apps.filling.actions.carrying import carry_forward, still_to_carry
from shucai.apps.filling.actions.importing import undo_import
from shucai.apps.filling.bringing.touched import touched_by_undoing
from shucai.apps.filling.last_year import moved_since_last_year
from shucai.apps.filling.models import StagedRow
from shucai.apps.filling.working import working_rows
from shucai.domain.problems import Refused
from shucai.domain.rows import STATE
from tests.builders.organisation import done
from tests.builders.schools import STAFFED
from tests.builders.staffed import acting
from tests.builders.staging import AT, FILLING, Desk
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db
CODE, NAME = "1.1.3", "dept_name"
NEXT = FILLING.replace(year=2025)


def two_years(school):
    """Return the desks of a form that carries rows forward, with two rows accepted in the first year."""
    school.published(year=2024)
    before = Desk(CODE, school)
    before.added(before.right_rows(2))
    done(accept_rows(before.part.pk, None, by=before.reviewer, at=AT, today=FILLING))
    school.published(year=2025)
    Prerequisite.objects.update(lifted_at=AT)
    return before, Desk(CODE, school, year=2025)


years = standing(*STAFFED, two_years)


def carry(desk):
    return carry_forward(desk.part.pk, by=acting(desk.reporter, NEXT), at=AT, today=NEXT)


def there(desk):
    return working_rows(desk.made, at=AT)


def test_last_years_rows_wait_for_review_and_have_the_values_of_last_year(years):
    before, desk = years
    brought = done(carry(desk))
    assert brought.counts["new"] == 2
    rows = there(desk)
    assert rows.frame[STATE].to_list() == ["added", "added"]
    assert rows.texts.equals(there(before).texts)
    assert StagedRow.objects.filter(origin=brought, fillers=[desk.reporter.pk]).count() == 2
    assert moved_since_last_year(desk.made, rows)[""] == []


def test_what_is_there_stays_and_a_second_time_brings_nothing(years):
    _, desk = years
    row = desk.right_rows(1)[0]
    name = next(f.name for f in desk.form.fields if f.name not in desk.form.primary_key and not f.code_list)
    assert still_to_carry(desk.part, at=AT) == 2
    desk.added([row | {name: "今年的写法"}])
    desk.part.made_return.refresh_from_db()
    assert still_to_carry(desk.part, at=AT) == 1
    assert done(carry(desk)).counts["new"] == 1
    assert there(desk).frame[name][0] == "今年的写法"
    again = carry(desk)
    assert isinstance(again, Refused)
    assert again.code == "R572"
    desk.part.made_return.refresh_from_db()
    assert still_to_carry(desk.part, at=AT) == 0


def test_it_is_taken_back_as_a_whole(years):
    _, desk = years
    brought = done(carry(desk))
    assert touched_by_undoing(brought).pending == 2
    done(undo_import(brought.pk, by=acting(desk.reporter, NEXT), at=AT, today=NEXT))
    assert there(desk).frame.is_empty()
    assert done(carry(desk)).counts["new"] == 2


def test_without_a_last_year_there_is_nothing_to_begin_with(school):
    school.published(year=2024)
    Prerequisite.objects.update(lifted_at=AT)
    desk = Desk(CODE, school)
    refused = carry_forward(desk.part.pk, by=acting(desk.reporter, FILLING), at=AT, today=FILLING)
    assert isinstance(refused, Refused)
    assert refused.code == "R571"
