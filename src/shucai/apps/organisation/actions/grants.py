"""Granting roles: with scope and dates, changed, revoked (ORG-5)."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from shucai.apps.organisation.actions.acting import Acting, about_person, acting, day_of
from shucai.apps.organisation.actions.administrators import is_last_administrator
from shucai.apps.organisation.actions.finding import grant_of, open_unit, person_of
from shucai.apps.organisation.actions.scopes import cannot_hold, scope_words
from shucai.apps.organisation.models import RoleGrant
from shucai.apps.organisation.queries import has_lead_head
from shucai.apps.organisation.queries.actors import is_at_work
from shucai.domain.access import Actor, Position, Role, Verb
from shucai.domain.problems import Refused


@dataclass(frozen=True, slots=True)
class Scope:
    """What a role is granted for. starts_on None: today; ends_on None: until revoked; no forms: all of the department."""

    role: Role
    unit_id: int | None = None
    position: Position | None = None
    forms: frozenset[str] = frozenset()
    may_import: bool = True
    starts_on: date | None = None
    ends_on: date | None = None

    def settled(self, today: date) -> "Scope":
        """Return the scope with what its role does not have left out, and what it must have filled in."""
        position = (self.position or Position.MEMBER) if self.role.is_a_body else None
        return replace(
            self,
            position=position,
            unit_id=self.unit_id if self.role.is_of_a_unit else None,
            forms=self.forms if self.role.is_of_a_unit else frozenset(),
            starts_on=self.starts_on or today,
        )


@transaction.atomic
def grant_role(person_id: int, scope: Scope, *, by: Actor, at: datetime) -> RoleGrant | Refused:
    """Give a person a role from a day on."""
    act = _granting(scope, by, at, person_id)
    if isinstance(act, Refused):
        return act
    person = person_of(person_id, by.school)
    if isinstance(person, Refused):
        return person
    scope = scope.settled(day_of(at))
    grant = RoleGrant(school_id=by.school, person=person, granted_by_id=by.person, granted_at=at)
    if refused := write_scope(grant, scope, day_of(at)):
        return refused
    grant.save()
    act.record(about_person(person), did="授予角色", grant=scope_words(grant))
    return grant


@transaction.atomic
def change_grant(grant_id: int, scope: Scope, *, by: Actor, at: datetime) -> RoleGrant | Refused:
    """Change the scope or the dates of a role; the role itself and its department stay what they are."""
    grant = grant_of(grant_id, by.school)
    if isinstance(grant, Refused):
        return grant
    act = _granting(replace(scope, role=Role(grant.role)), by, at, grant.person_id)
    if isinstance(act, Refused):
        return act
    before = scope_words(grant)
    kept = replace(
        scope, role=Role(grant.role), unit_id=grant.unit_id, starts_on=scope.starts_on or grant.starts_on
    )
    if refused := would_lock_out(grant, kept, by, at) or write_scope(
        grant, kept.settled(day_of(at)), day_of(at)
    ):
        return refused
    if scope_words(grant) != before:
        grant.save()
        act.record(about_person(grant.person), did="调整角色", grant=[before, scope_words(grant)])
    return grant


@transaction.atomic
def revoke_grant(grant_id: int, *, by: Actor, at: datetime) -> RoleGrant | Refused:
    """Take a role back, now; delegations of it end with it."""
    grant = grant_of(grant_id, by.school)
    if isinstance(grant, Refused):
        return grant
    act = _granting(Scope(Role(grant.role)), by, at, grant.person_id)
    if isinstance(act, Refused):
        return act
    if refused := would_lock_out(grant, None, by, at):
        return refused
    grant.revoked_at, grant.revoked_by_id = at, by.person
    grant.save(update_fields=["revoked_at", "revoked_by"])
    act.record(about_person(grant.person), did="撤销角色", grant=scope_words(grant))
    return grant


def write_scope(grant: RoleGrant, scope: Scope, today: date) -> Refused | None:
    """Write a settled scope into a grant that is not saved yet, or say why its person cannot hold it."""
    grant.role = scope.role.value
    grant.position = scope.position.value if scope.position else ""
    grant.forms = sorted(scope.forms)
    grant.may_import = scope.may_import
    grant.starts_on, grant.ends_on = scope.starts_on or today, scope.ends_on
    if not is_at_work(grant.person, today):
        return Refused("R211", {"name": grant.person.name})
    if scope.role.is_of_a_unit:
        if scope.unit_id is None:
            return Refused("R201", {"field": f"{scope.role.label}所在的部门"})
        unit = open_unit(scope.unit_id, grant.school_id)
        if isinstance(unit, Refused):
            return unit
        grant.unit = unit
    return cannot_hold(grant)


def _granting(scope: Scope, by: Actor, at: datetime, person: int) -> Acting | Refused:
    """Return the frame of granting a role. Who may not grant it may not change or revoke it either.

    Where the lead office has no head, an administrator appoints one; else nobody could grant roles any more.
    """
    if scope.role is Role.ADMINISTRATOR:
        return acting(by, Verb.GRANT_ADMINISTRATOR, at=at, person=person)
    act = acting(by, Verb.GRANT_ROLES, at=at, person=person)
    appoints = scope.role is Role.LEAD_OFFICE and scope.position is Position.HEAD and person != by.person
    if isinstance(act, Refused) and appoints and not has_lead_head(by.school, day_of(at)):
        first = acting(by, Verb.GRANT_ADMINISTRATOR, at=at, person=person)
        return act if isinstance(first, Refused) else first
    return act


def would_lock_out(grant: RoleGrant, kept: Scope | None, by: Actor, at: datetime) -> Refused | None:
    """Return why a grant may not end or shrink: the last administrator, or the actor's own headship of the lead office.

    kept: the scope it would have, None where it is revoked.
    """
    today = day_of(at)
    ends = kept is None or kept.ends_on is not None or (kept.starts_on or today) > today
    if grant.role == Role.ADMINISTRATOR.value and ends and is_last_administrator(grant.person, today=today):
        return Refused("R207")
    leads = grant.role == Role.LEAD_OFFICE.value and grant.position == Position.HEAD.value
    if leads and grant.person_id == by.person and (ends or (kept and kept.position is not Position.HEAD)):
        return Refused("R212", lifted_by="另一名组长，或由副组长")
    return None
