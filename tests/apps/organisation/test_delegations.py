"""A role exercised by somebody else between two dates, and duties confirmed by their holder."""

from datetime import timedelta

import pytest

from shucai.apps.organisation.actions import (
    Scope,
    Span,
    close_account,
    confirm_duties,
    confirm_group,
    delegate,
    grant_role,
    revoke_delegation,
    revoke_grant,
)
from shucai.apps.organisation.models import Delegation, DutyConfirmation, RoleGrant
from shucai.domain.access import Role
from tests.builders.organisation import AT, TEACHING, TODAY, House, done

pytestmark = pytest.mark.django_db

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
AWAY = Span(TODAY, TOMORROW, "外出培训")


@pytest.fixture
def head(house):
    return house.head()


@pytest.fixture
def grant(head):
    return RoleGrant.objects.get(person=head)


def test_a_delegated_role_is_held_on_behalf_of_its_holder(house, head, grant):
    deputy = house.person()
    done(delegate(grant.pk, to_id=deputy.pk, span=AWAY, by=house.by(head), at=AT))
    (held,) = house.by(deputy).grants
    assert (held.role, held.on_behalf_of) == (Role.DEPARTMENT_HEAD, head.pk)
    assert house.by(deputy, TOMORROW + timedelta(days=1)).grants == ()


def test_the_lead_office_delegates_for_somebody_who_is_absent(house, grant):
    deputy = house.person()
    done(delegate(grant.pk, to_id=deputy.pk, span=AWAY, by=house.by_lead, at=AT))
    assert house.by(deputy).roles == {Role.DEPARTMENT_HEAD}


def test_nobody_else_delegates_it(house, grant):
    other = house.head("团委")
    refused = delegate(grant.pk, to_id=other.pk, span=AWAY, by=house.by(other), at=AT)
    assert refused.code == "R101"


def test_a_delegated_role_is_not_delegated_further(house, head, grant):
    deputy, third = house.person(), house.person()
    done(delegate(grant.pk, to_id=deputy.pk, span=AWAY, by=house.by(head), at=AT))
    assert delegate(grant.pk, to_id=third.pk, span=AWAY, by=house.by(deputy), at=AT).code == "R102"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_guards_the_system_delegates_nothing(house, role):
    holder = house.member(role)
    grant = RoleGrant.objects.get(person=holder)
    refused = delegate(grant.pk, to_id=house.person().pk, span=AWAY, by=house.by(holder), at=AT)
    assert refused.code == "R224"


@pytest.mark.parametrize(
    ("span", "code"),
    [
        (Span(TOMORROW, TODAY, "外出培训"), "R206"),
        (Span(YESTERDAY, YESTERDAY, "外出培训"), "R225"),
        (Span(TODAY, TOMORROW, "忙"), "R304"),
        (Span(TODAY, TOMORROW, "忙" * 201), "R214"),
    ],
)
def test_a_delegation_has_dates_to_come_and_a_reason(house, head, grant, span, code):
    assert delegate(grant.pk, to_id=house.person().pk, span=span, by=house.by(head), at=AT).code == code


def test_a_delegation_ends_with_the_role(house):
    person = house.person()
    grant = house.grant(person, Role.REPORTER, TEACHING, ends_on=TODAY)
    refused = delegate(grant.pk, to_id=house.person().pk, span=AWAY, by=house.by(person), at=AT)
    assert refused.code == "R226"


def test_it_goes_to_somebody_else_who_is_there(house, head, grant):
    gone = house.person()
    done(close_account(gone.pk, by=house.by_lead, at=AT))
    by = house.by(head)
    assert delegate(grant.pk, to_id=head.pk, span=AWAY, by=by, at=AT).code == "R227"
    assert delegate(grant.pk, to_id=gone.pk, span=AWAY, by=by, at=AT).code == "R211"
    assert delegate(grant.pk, to_id=House().lead.pk, span=AWAY, by=by, at=AT).code == "R101"


def test_it_goes_to_the_same_person_once_at_a_time(house, head, grant):
    deputy = house.person()
    done(delegate(grant.pk, to_id=deputy.pk, span=AWAY, by=house.by(head), at=AT))
    assert delegate(grant.pk, to_id=deputy.pk, span=AWAY, by=house.by(head), at=AT).code == "R228"


@pytest.mark.parametrize("ending", ["taken back", "role revoked", "holder closed"])
def test_a_delegation_ends_when_its_ground_goes(house, head, grant, ending):
    deputy = house.person()
    made = done(delegate(grant.pk, to_id=deputy.pk, span=AWAY, by=house.by(head), at=AT))
    if ending == "taken back":
        done(revoke_delegation(made.pk, by=house.by(head), at=AT))
    elif ending == "role revoked":
        done(revoke_grant(grant.pk, by=house.by_lead, at=AT))
    else:
        done(close_account(head.pk, by=house.by_lead, at=AT))
    assert house.by(deputy).grants == ()


def test_a_delegation_is_taken_back_by_its_holder_or_the_lead_office_only(house, head, grant):
    made = done(delegate(grant.pk, to_id=house.person().pk, span=AWAY, by=house.by(head), at=AT))
    assert revoke_delegation(made.pk, by=house.by(house.head("团委")), at=AT).code == "R101"
    assert revoke_delegation(made.pk, by=House().by_lead, at=AT).code == "R101"
    done(revoke_delegation(made.pk, by=house.by_lead, at=AT))
    assert Delegation.objects.get().revoked_at == AT


def test_duties_are_confirmed_once_a_year_by_their_holder(house, head, grant):
    for _ in range(2):
        done(confirm_duties(grant.pk, year=2024, by=house.by(head), at=AT))
    done(confirm_duties(grant.pk, year=2025, by=house.by(head), at=AT))
    assert sorted(DutyConfirmation.objects.values_list("year", flat=True)) == [2024, 2025]
    assert confirm_duties(grant.pk, year=2024, by=house.by_lead, at=AT).code == "R101"


def test_duties_that_have_not_begun_are_not_confirmed(house):
    person = house.reporter()
    later = Scope(Role.SCHOOL_LEADER, starts_on=TOMORROW)
    grant = done(grant_role(person.pk, later, by=house.by_lead, at=AT))
    assert confirm_duties(grant.pk, year=2024, by=house.by(person), at=AT).code == "R229"


def test_being_in_the_chat_group_is_confirmed_once(house, head):
    first = done(confirm_group(by=house.by(head), at=AT))
    done(confirm_group(by=house.by(head), at=AT + timedelta(days=1)))
    first.refresh_from_db()
    assert first.joined_group_at == AT
