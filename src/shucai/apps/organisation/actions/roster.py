"""People, accounts and roles from a roster, all in one transaction or none of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from shucai.apps.audit.actions import Subject
from shucai.apps.organisation.actions.acting import acting, day_of
from shucai.apps.organisation.actions.grants import Scope, would_lock_out, write_scope
from shucai.apps.organisation.actions.passwords import (
    InitialPassword,
    give_initial_password,
)
from shucai.apps.organisation.actions.people import Admitted, Card, write_card
from shucai.apps.organisation.actions.scopes import scope_words
from shucai.apps.organisation.models import Person, RoleGrant
from shucai.apps.organisation.queries.actors import not_ended
from shucai.apps.organisation.queries.roster import known_of
from shucai.domain.access import Actor, Facts, Position, Role, Verb, allowed
from shucai.domain.problems import Refused
from shucai.domain.roster import NO_END, Checked, RosterSheet, Row, check_roster


@dataclass(frozen=True)
class Applied:
    """What a roster did. admitted: new people with their initial passwords, to be shown once."""

    admitted: tuple[Admitted, ...]
    people_changed: int
    grants_new: int
    grants_changed: int

    @property
    def is_nothing(self) -> bool:
        """Return whether everything was there already."""
        return not any(self.counts.values())

    @property
    def counts(self) -> dict[str, int]:
        """Return how many of what was done."""
        return {
            "people_new": len(self.admitted),
            "people_changed": self.people_changed,
            "grants_new": self.grants_new,
            "grants_changed": self.grants_changed,
        }


@dataclass(frozen=True, slots=True)
class Brought:
    """A roster to be applied. fingerprint: of the check that was shown before."""

    sheet: RosterSheet
    file_name: str
    fingerprint: str


def new_people(brought: Brought, *, by: Actor, at: datetime) -> int | Refused:
    """Return how many accounts a roster would create, if it still says what was shown and its bringer may bring it."""
    asked = allowed(by, Verb.MANAGE_PEOPLE, Facts(school=by.school))
    if isinstance(asked, Refused):
        return asked
    checked = check_roster(brought.sheet, known_of(by, day_of(at)))
    refused = _cannot_apply(checked, brought)
    return refused or sum(row.person == "new" for row in checked.rows)


def _cannot_apply(checked: Checked, brought: Brought) -> Refused | None:
    if checked.faults:
        return Refused("R235", {"count": str(len(checked.faults))})
    return None if checked.fingerprint == brought.fingerprint else Refused("R237")


@transaction.atomic
def apply_roster(
    brought: Brought, *, by: Actor, at: datetime, ready: Iterable[InitialPassword] = ()
) -> Applied | Refused:
    """Create, change and grant what a roster says, if it still says what was shown; a faulty one changes nothing.

    ready: initial passwords made before, as hashing takes long; where they run out, more are made.
    """
    act = acting(by, Verb.MANAGE_PEOPLE, at=at)
    if isinstance(act, Refused):
        return act
    checked = check_roster(brought.sheet, known_of(by, day_of(at), lock=True))
    if refused := _cannot_apply(checked, brought):
        return refused
    try:
        applied, each = _apply(checked, iter(ready), by, at)
    except NotWritten as stopped:
        transaction.set_rollback(True)
        return stopped.refused
    if not applied.is_nothing:
        told = Subject(by.school, "roster", checked.fingerprint, brought.file_name[:120])
        act.record(told, did="名册导入", file=brought.file_name, **applied.counts, each=each)
    return applied


class NotWritten(Exception):
    """A line that passed the check cannot be written after all; nothing of the roster is."""

    def __init__(self, refused: Refused, row: int) -> None:
        super().__init__(refused.code, row)
        self.refused = refused


def _apply(
    checked: Checked, ready: Iterator[InitialPassword], by: Actor, at: datetime
) -> tuple[Applied, list[list[object]]]:
    """Write the lines. Return what was done, and for the audit each line that did something: id, name, what."""
    people = {p.staff_no: p for p in Person.objects.filter(school=by.school).exclude(staff_no="")}
    admitted: list[Admitted] = []
    each: list[list[object]] = []
    for row in checked.rows:
        if row.person == "new":
            admitted.append(_admit(row, next(ready, None), by, at))
            people[row.entry.staff_no] = admitted[-1].person
        elif row.person == "changed":
            _change(people[row.entry.staff_no], row)
        person = people[row.entry.staff_no]
        grant = _grant(person, row, by, at) if row.grant in {"new", "changed"} else None
        if row.standing != "same":
            each.append([person.pk, person.name, _words(row, grant)])
    counted = (
        sum(row.person == "changed" for row in checked.rows),
        sum(row.grant == "new" for row in checked.rows),
        sum(row.grant == "changed" for row in checked.rows),
    )
    return Applied(tuple(admitted), *counted), each


def _words(row: Row, grant: RoleGrant | None) -> str:
    """Return what a line did to a person: 新建账号；授予 填报人 · 教学管理处 · 2024-09-01 起."""
    parts = ["新建账号"] if row.person == "new" else []
    if row.changes:
        parts.append(f"修改 {'、'.join(row.changes)}")
    if grant is not None:
        parts.append(f"{'授予' if row.grant == 'new' else '调整为'} {scope_words(grant)}")
    return "；".join(parts)


def _admit(row: Row, ready: InitialPassword | None, by: Actor, at: datetime) -> Admitted:
    person = Person(school_id=by.school, made_at=at)
    entry = row.entry
    _written(write_card(person, Card(entry.name, entry.staff_no, entry.login, entry.unit_id)), row)
    person.set_unusable_password()
    person.save()
    return Admitted(person, give_initial_password(person, at=at, ready=ready))


def _change(person: Person, row: Row) -> None:
    entry = row.entry
    unit = entry.unit_id if entry.unit_id is not None else person.unit_id
    _written(write_card(person, Card(entry.name, entry.staff_no, entry.login or person.login, unit)), row)
    person.save(update_fields=["name", "login", "unit"])


def _grant(person: Person, row: Row, by: Actor, at: datetime) -> RoleGrant | None:
    entry, today = row.entry, day_of(at)
    role = entry.role
    if role is None:
        return None
    unit = entry.unit_id if role.is_of_a_unit else None
    held = RoleGrant.objects.filter(not_ended(today), person=person, role=role.value, unit=unit)
    grant = held.order_by("starts_on", "pk").first() if row.grant == "changed" else None
    scope = _scope(row, role, unit, grant).settled(today)
    if grant is None:
        grant = RoleGrant(school_id=by.school, person=person, granted_by_id=by.person, granted_at=at)
    else:
        _written(would_lock_out(grant, scope, by, at), row)
    _written(write_scope(grant, scope, today), row)
    grant.save()
    return grant


def _scope(row: Row, role: Role, unit: int | None, held: RoleGrant | None) -> Scope:
    """Return what the line grants; a blank cell leaves what is there already."""
    entry = row.entry
    scope = Scope(role, unit)
    if held is not None:
        scope = Scope(
            role,
            unit,
            Position(held.position) if held.position else None,
            frozenset(held.forms),
            held.may_import,
            held.starts_on,
            held.ends_on,
        )
    ends = scope.ends_on if entry.ends_on is None else None if entry.ends_on == NO_END else entry.ends_on
    return replace(
        scope,
        position=entry.position or scope.position,
        forms=scope.forms if entry.forms is None else entry.forms,
        may_import=scope.may_import if entry.may_import is None else entry.may_import,
        starts_on=entry.starts_on or scope.starts_on,
        ends_on=ends if not isinstance(ends, str) else None,
    )


def _written(refused: Refused | None, row: Row) -> None:
    if refused:
        raise NotWritten(refused, row.entry.line.row)
