"""Roles: granted with scope and dates, changed, revoked; some people can never be without them."""

from datetime import timedelta

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.organisation.actions import Scope, change_grant, close_account, grant_role, revoke_grant
from shucai.apps.organisation.models import RoleGrant
from shucai.domain.access import Position, Role
from shucai.domain.problems import Refused
from tests.builders.organisation import AT, STUDENTS, TEACHING, TODAY, House, done

pytestmark = pytest.mark.django_db

TOMORROW, LAST_WEEK = TODAY + timedelta(days=1), TODAY - timedelta(days=7)


def grant_of(person, role: Role) -> RoleGrant:
    return RoleGrant.objects.get(person=person, role=role.value, revoked_at=None)


def test_a_reporter_of_a_department_may_import_and_fills_every_form_unless_said_otherwise(house):
    (grant,) = house.by(house.reporter(STUDENTS)).grants
    assert (grant.role, grant.unit) == (Role.REPORTER, house.unit(STUDENTS).pk)
    assert (grant.forms, grant.may_import) == (frozenset(), True)


def test_a_role_holds_from_its_first_to_its_last_day(house):
    person = house.person()
    house.grant(person, Role.SCHOOL_LEADER, starts_on=TOMORROW, ends_on=TOMORROW)
    days = [TODAY, TOMORROW, TOMORROW + timedelta(days=1)]
    assert [bool(house.by(person, day).grants) for day in days] == [False, True, False]


def test_a_member_of_a_body_is_a_plain_member_unless_said_otherwise(house):
    member = house.member(Role.STEERING_COMMITTEE)
    assert grant_of(member, Role.STEERING_COMMITTEE).position == Position.MEMBER.value


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        ({"role": Role.REPORTER}, "R201"),
        ({"role": Role.REPORTER, "unit_id": 999_999_999}, "R101"),
        ({"role": Role.SCHOOL_LEADER, "ends_on": LAST_WEEK}, "R206"),
    ],
)
def test_a_scope_must_hold_together(house, scope, code):
    assert grant_role(house.person().pk, Scope(**scope), by=house.by_lead, at=AT).code == code


def test_only_forms_of_the_catalogue_are_granted(house):
    scope = Scope(Role.REPORTER, house.unit(TEACHING).pk, forms=frozenset({"talent.9.9.9"}))
    assert grant_role(house.person().pk, scope, by=house.by_lead, at=AT).code == "R223"


def test_the_same_role_is_granted_once_at_a_time(house):
    person = house.reporter()
    scope = Scope(Role.REPORTER, house.unit(TEACHING).pk, starts_on=TOMORROW)
    assert grant_role(person.pk, scope, by=house.by_lead, at=AT).code == "R209"


def test_the_same_role_may_follow_one_that_ends(house):
    person = house.person()
    house.grant(person, Role.REPORTER, TEACHING, ends_on=TODAY)
    house.grant(person, Role.REPORTER, TEACHING, starts_on=TOMORROW)
    assert len(house.by(person, TOMORROW).grants) == 1


def test_nobody_fills_and_reviews_the_same_forms(house):
    """ORG-3: filling and reviewing accounts are distinct people."""
    person = house.reporter()
    head = Scope(Role.DEPARTMENT_HEAD, house.unit(TEACHING).pk)
    assert grant_role(person.pk, head, by=house.by_lead, at=AT).code == "R210"


def test_filling_some_forms_and_reviewing_others_is_two_hands(house):
    person = house.reporter(forms=frozenset({"talent.1.4.1"}))
    house.grant(person, Role.DEPARTMENT_HEAD, TEACHING, forms=frozenset({"talent.0.1.1"}))
    assert house.by(person).roles == {Role.REPORTER, Role.DEPARTMENT_HEAD}


def test_a_closed_account_gets_no_role(house):
    person = house.person()
    done(close_account(person.pk, by=house.by_lead, at=AT))
    refused = grant_role(person.pk, Scope(Role.SCHOOL_LEADER), by=house.by_lead, at=AT)
    assert refused.code == "R211"


def test_a_role_is_limited_afterwards(house):
    person = house.reporter()
    grant = grant_of(person, Role.REPORTER)
    scope = Scope(Role.REPORTER, forms=frozenset({"talent.1.4.1"}), may_import=False, ends_on=TOMORROW)
    done(change_grant(grant.pk, scope, by=house.by_lead, at=AT))
    (held,) = house.by(person).grants
    assert (held.forms, held.may_import, held.unit) == ({"talent.1.4.1"}, False, house.unit(TEACHING).pk)
    before, after = Entry.objects.latest("pk").facts["grant"]
    assert ("1 张表" in before, "1 张表 · 不能导入" in after) == (False, True)


def test_a_revoked_role_is_gone_and_cannot_be_revoked_again(house):
    person = house.reporter()
    grant = grant_of(person, Role.REPORTER)
    done(revoke_grant(grant.pk, by=house.by_lead, at=AT))
    assert house.by(person).grants == ()
    assert revoke_grant(grant.pk, by=house.by_lead, at=AT).code == "R101"


def test_the_lead_office_does_not_make_administrators(house):
    refused = grant_role(house.person().pk, Scope(Role.ADMINISTRATOR), by=house.by_lead, at=AT)
    assert refused.code == "R102"


def test_an_administrator_grants_no_role_that_touches_data(house):
    for role in set(Role) - {Role.ADMINISTRATOR}:
        scope = Scope(role, house.unit(TEACHING).pk, Position.HEAD)
        refused = grant_role(house.administrator.pk, scope, by=house.by_administrator, at=AT)
        assert refused.code == "R102", role


def test_an_administrator_appoints_a_head_where_the_lead_office_has_none(house):
    person, head = house.person(), Scope(Role.LEAD_OFFICE, position=Position.HEAD)
    assert grant_role(person.pk, head, by=house.by_administrator, at=AT).code == "R102"
    done(close_account(house.lead.pk, by=house.by_administrator, at=AT))
    assert grant_role(house.administrator.pk, head, by=house.by_administrator, at=AT).code == "R102"
    done(grant_role(person.pk, head, by=house.by_administrator, at=AT))


def test_the_last_administrator_stays(house):
    grant = grant_of(house.administrator, Role.ADMINISTRATOR)
    by = house.by_administrator
    assert revoke_grant(grant.pk, by=by, at=AT).code == "R207"
    assert change_grant(grant.pk, Scope(Role.ADMINISTRATOR, ends_on=TOMORROW), by=by, at=AT).code == "R207"


def test_an_administrator_goes_when_there_is_another(house):
    house.member(Role.ADMINISTRATOR)
    done(revoke_grant(grant_of(house.administrator, Role.ADMINISTRATOR).pk, by=house.by_administrator, at=AT))
    assert house.by_administrator.grants == ()


def test_an_administrator_for_a_time_does_not_count_as_the_last(house):
    person = house.person()
    house.grant(person, Role.ADMINISTRATOR, ends_on=TOMORROW)
    grant = grant_of(house.administrator, Role.ADMINISTRATOR)
    assert revoke_grant(grant.pk, by=house.by_administrator, at=AT).code == "R207"


def test_the_head_of_the_lead_office_does_not_lock_out_themselves(house):
    grant, by = grant_of(house.lead, Role.LEAD_OFFICE), house.by_lead
    member = Scope(Role.LEAD_OFFICE, position=Position.MEMBER)
    ending = Scope(Role.LEAD_OFFICE, position=Position.HEAD, ends_on=TOMORROW)
    outcomes = [
        revoke_grant(grant.pk, by=by, at=AT),
        change_grant(grant.pk, member, by=by, at=AT),
        change_grant(grant.pk, ending, by=by, at=AT),
    ]
    assert {outcome.code for outcome in outcomes if isinstance(outcome, Refused)} == {"R212"}
    assert len(outcomes) == 3


def test_a_member_of_the_lead_office_grants_nothing(house):
    by = house.by(house.member(Role.LEAD_OFFICE, Position.MEMBER))
    refused = grant_role(house.person().pk, Scope(Role.SCHOOL_LEADER), by=by, at=AT)
    assert refused.code == "R109"


def test_people_and_roles_of_another_school_are_as_unknown_as_none(house):
    other = House()
    theirs = grant_of(other.lead, Role.LEAD_OFFICE)
    for grant_id in (theirs.pk, 999_999_999):
        assert revoke_grant(grant_id, by=house.by_lead, at=AT).code == "R101"
    for person_id in (other.lead.pk, 999_999_999):
        assert grant_role(person_id, Scope(Role.SCHOOL_LEADER), by=house.by_lead, at=AT).code == "R101"
