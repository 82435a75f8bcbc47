"""Two people at once: what holds for one alone holds for both together."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from shucai.apps.organisation.actions import add_unit, revoke_grant
from shucai.apps.organisation.models import RoleGrant, Unit
from shucai.domain.access import Role
from shucai.domain.problems import Refused
from tests.builders.organisation import AT, House

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(transactional_db) -> House:
    return House()


def at_once(*actions):
    """Do things in threads of their own that begin together, and return what each made."""
    start = Barrier(len(actions))

    def one(action):
        start.wait()
        try:
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(one, actions))


def test_two_administrators_cannot_revoke_each_other(house):
    other = house.member(Role.ADMINISTRATOR)
    grants = [RoleGrant.objects.get(person=one, role="administrator") for one in (house.administrator, other)]
    actors = [house.by(other), house.by_administrator]
    outcomes = at_once(
        *(
            lambda g=grant, by=by: revoke_grant(g.pk, by=by, at=AT)
            for grant, by in zip(grants, actors, strict=True)
        )
    )
    assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
    assert RoleGrant.objects.filter(role="administrator", revoked_at=None).count() == 1


def test_a_name_is_given_to_one_department_only(house):
    by = house.by_lead
    outcomes = at_once(*[lambda: add_unit("国际交流处", by=by, at=AT)] * 3)
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert {outcome.code for outcome in refused} == {"R202"}
    assert (len(refused), Unit.objects.filter(name="国际交流处").count()) == (2, 1)
