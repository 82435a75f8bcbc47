"""Merging a department into another one: what it holds follows, its names go on meaning what took it in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.organisation.actions.acting import about_unit, acting, day_of
from shucai.apps.organisation.actions.finding import open_unit
from shucai.apps.organisation.models import MergerMade, Person, RoleGrant, Unit, UnitName
from shucai.apps.organisation.queries.actors import not_ended
from shucai.apps.organisation.queries.units import below
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused


@dataclass(frozen=True, slots=True)
class Merger:
    """What a merger moves, in names. doubled: roles that their holder has in the other department already."""

    people: tuple[str, ...]
    grants: tuple[str, ...]
    doubled: tuple[str, ...]
    units: tuple[str, ...]
    names: tuple[str, ...]


@transaction.atomic
def merge_unit(unit_id: int, *, into_id: int, by: Actor, at: datetime) -> Merger | Refused:
    """Move people, roles to come or in force, departments below and names into another department, and close the first.

    Roles that ended stay where they were held. Assignments are moved by apps.campaigns.succession in the same transaction.
    """
    act = acting(by, Verb.MANAGE_UNITS, at=at)
    if isinstance(act, Refused):
        return act
    unit, into = open_unit(unit_id, by.school), open_unit(into_id, by.school)
    if isinstance(unit, Refused):
        return unit
    if isinstance(into, Refused):
        return into
    if refused := cannot_merge(unit, into):
        return refused
    merger = what_would_move(unit, into, day_of(at))
    ids = _ids(unit)
    Person.objects.filter(unit=unit).update(unit=into)
    ids |= _move_grants(unit, into, by, at)
    Unit.objects.filter(parent=unit, closed_at=None).update(parent=into)
    UnitName.objects.filter(unit=unit).update(unit=into)
    unit.merged_into, unit.closed_at = into, at
    unit.save(update_fields=["merged_into", "closed_at"])
    moved = {"people": len(merger.people), "grants": len(merger.grants), "units": len(merger.units)}
    number = act.record(
        about_unit(unit), did="合并部门", merged_into=into.title, revoked=len(merger.doubled), **moved
    )
    MergerMade.objects.create(
        school_id=by.school, unit=unit, into=into, number=number, moved=ids, made_by_id=by.person, made_at=at
    )
    return merger


def _ids(unit: Unit) -> dict[str, list[object]]:
    """Return what moves with a department, by id, for the merger to be undone; its roles come from _move_grants."""
    return {
        "people": list(Person.objects.filter(unit=unit).order_by("pk").values_list("pk", flat=True)),
        "units": list(Unit.objects.filter(parent=unit, closed_at=None).values_list("pk", flat=True)),
        "names": list(UnitName.objects.filter(unit=unit).values_list("pk", flat=True)),
    }


def cannot_merge(unit: Unit, into: Unit) -> Refused | None:
    """Return why a department cannot go into another one."""
    if into.pk in below(unit, Unit.objects.filter(school=unit.school_id)):
        return Refused("R203")
    return Refused("R208", {"name": unit.title}) if unit.is_lead_office else None


def what_would_move(unit: Unit, into: Unit, today: date) -> Merger:
    """Return what merging would move, for people to see before they confirm."""
    held = _held(into, today)
    grants = list(
        RoleGrant.objects.filter(not_ended(today), unit=unit).select_related("person").order_by("pk")
    )
    told = [(f"{g.person.name} {g.get_role_display()}", (g.person_id, g.role) in held) for g in grants]
    return Merger(
        people=tuple(Person.objects.filter(unit=unit).order_by("pk").values_list("name", flat=True)),
        grants=tuple(words for words, doubled in told if not doubled),
        doubled=tuple(words for words, doubled in told if doubled),
        units=tuple(
            below.title for below in Unit.objects.filter(parent=unit, closed_at=None).order_by("order")
        ),
        names=tuple(UnitName.objects.filter(unit=unit).order_by("pk").values_list("name", flat=True)),
    )


def _held(unit: Unit, today: date) -> dict[tuple[int, str], RoleGrant]:
    grants = RoleGrant.objects.select_for_update().filter(not_ended(today), unit=unit)
    return {(grant.person_id, grant.role): grant for grant in grants}


def _move_grants(unit: Unit, into: Unit, by: Actor, at: datetime) -> dict[str, list[object]]:
    """Move the grants; where the holder has the role there already, that one is widened and stays alone.

    Return which moved, and of each two that became one: the revoked, the widened, and what that one was before.
    """
    moved: dict[str, list[object]] = {"grants": [], "doubled": []}
    today = day_of(at)
    held = _held(into, today)
    for grant in RoleGrant.objects.select_for_update().filter(not_ended(today), unit=unit):
        there = held.get((grant.person_id, grant.role))
        if there is None:
            grant.unit = into
            moved["grants"].append(grant.pk)
        else:
            moved["doubled"].append([grant.pk, there.pk, _before(there)])
            grant.revoked_at, grant.revoked_by_id = at, by.person
            _widen(there, grant)
        grant.save(update_fields=["unit", "revoked_at", "revoked_by"])
    return moved


def _before(grant: RoleGrant) -> dict[str, object]:
    ends = f"{grant.ends_on}" if grant.ends_on else ""
    return {"forms": grant.forms, "may_import": grant.may_import, "ends_on": ends}


def _widen(there: RoleGrant, grant: RoleGrant) -> None:
    """Make a grant cover what another one of the same person and role covers: forms, dates, import."""
    both = there.forms and grant.forms
    there.forms = sorted({*there.forms, *grant.forms}) if both else []
    there.may_import = there.may_import or grant.may_import
    ends = [one.ends_on for one in (there, grant) if one.ends_on is not None]
    there.ends_on = max(ends) if len(ends) == 2 else None  # noqa: PLR2004 - both end
    there.save(update_fields=["forms", "may_import", "ends_on"])
