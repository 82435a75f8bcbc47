"""Who acts: a person with the grants of the day, own and delegated."""

from datetime import date

import pytest

from shucai.apps.organisation.models import Delegation, RoleGrant, Unit
from shucai.apps.organisation.queries import actor_of
from shucai.domain.access import Role
from tests.builders.people import MADE_AT, a_person

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2024, 9, 1), date(2024, 9, 30)


@pytest.fixture
def grant():
    """A reporter's grant for September."""
    person = a_person()
    unit = Unit.objects.create(school=person.school, name="学生工作处")
    return RoleGrant.objects.create(
        school=person.school,
        person=person,
        role=Role.REPORTER,
        unit=unit,
        starts_on=FIRST,
        ends_on=LAST,
        granted_at=MADE_AT,
    )


@pytest.mark.parametrize(
    ("day", "held"), [(date(2024, 8, 31), 0), (FIRST, 1), (LAST, 1), (date(2024, 10, 1), 0)]
)
def test_a_grant_holds_from_its_first_to_its_last_day(grant, day, held):
    assert len(actor_of(grant.person, day).grants) == held


def test_who_left_holds_nothing_from_the_day_after(grant):
    grant.person.left_on = date(2024, 9, 10)
    assert actor_of(grant.person, date(2024, 9, 10)).grants
    assert not actor_of(grant.person, date(2024, 9, 11)).grants


def test_a_delegated_grant_names_whose_it_is(grant):
    other = a_person("示例乙")
    Delegation.objects.create(
        school=grant.school,
        grant=grant,
        to=other,
        starts_on=FIRST,
        ends_on=date(2024, 9, 5),
        reason="出差",
        made_at=MADE_AT,
    )
    (held,) = actor_of(other, date(2024, 9, 5)).grants
    assert held.on_behalf_of == grant.person_id
    assert not actor_of(other, date(2024, 9, 6)).grants
