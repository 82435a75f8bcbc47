"""Setting up the departments: add, rename, move, name the lead office, close. Merging has a file of its own."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from shucai.apps.organisation.actions.acting import Acting, about_unit, acting, day_of
from shucai.apps.organisation.actions.finding import NOT_FOUND, open_unit
from shucai.apps.organisation.actions.naming import checked_names, claim_names, holder_of, names_of
from shucai.apps.organisation.models import Person, RoleGrant, Unit
from shucai.apps.organisation.queries.actors import not_ended
from shucai.apps.organisation.queries.units import below
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused


@transaction.atomic
def add_unit(
    name: str, *, by: Actor, at: datetime, other_name: str = "", parent_id: int | None = None
) -> Unit | Refused:
    """Add a department at the end of those below a parent; it is there at once for people and assignments."""
    act = acting(by, Verb.MANAGE_UNITS, at=at)
    if isinstance(act, Refused):
        return act
    unit = Unit(school_id=by.school, name=name.strip(), other_name=other_name.strip())
    refused = _names_free(unit) or _set_parent(unit, parent_id)
    if refused:
        return refused
    unit.order = _next_order(by.school, parent_id)
    unit.save()
    act.record(about_unit(unit), did="新增部门", names_moved=claim_names(unit))
    return unit


@transaction.atomic
def rename_unit(unit_id: int, *, name: str, other_name: str, by: Actor, at: datetime) -> Unit | Refused:
    """Give a department new names; the old ones go on meaning it in workbooks and in the catalogue."""
    found = _acted_on(unit_id, by, at)
    if isinstance(found, Refused):
        return found
    act, unit = found
    before = unit.title
    unit.name, unit.other_name = name.strip(), other_name.strip()
    if refused := _names_free(unit):
        return refused
    if unit.title == before:
        return unit
    unit.save(update_fields=["name", "other_name"])
    act.record(about_unit(unit), did="改名", name=[before, unit.title], names_moved=claim_names(unit))
    return unit


@transaction.atomic
def move_unit(unit_id: int, *, parent_id: int | None, by: Actor, at: datetime) -> Unit | Refused:
    """Put a department below another, or at the top; it comes last there."""
    found = _acted_on(unit_id, by, at)
    if isinstance(found, Refused):
        return found
    act, unit = found
    before = unit.parent
    if parent_id == unit.parent_id:
        return unit
    if refused := _set_parent(unit, parent_id):
        return refused
    unit.order = _next_order(unit.school_id, parent_id)
    unit.save(update_fields=["parent", "order"])
    names = [parent.title if parent else "顶层" for parent in (before, unit.parent)]
    act.record(about_unit(unit), did="移动", parent=names)
    return unit


@transaction.atomic
def shift_unit(unit_id: int, *, places: int, by: Actor, at: datetime) -> Unit | Refused:
    """Move a department up (places below 0) or down among its neighbours; at the end it stays where it is."""
    found = _acted_on(unit_id, by, at)
    if isinstance(found, Refused):
        return found
    act, unit = found
    neighbours = list(
        Unit.objects.select_for_update()
        .filter(school=unit.school_id, parent=unit.parent_id, closed_at=None)
        .order_by("order", "pk")
    )
    here = next(n for n, one in enumerate(neighbours) if one.pk == unit.pk)
    there = min(max(here + places, 0), len(neighbours) - 1)
    if here == there:
        return unit
    neighbours.insert(there, neighbours.pop(here))
    for order, one in enumerate(neighbours):
        one.order = order
    Unit.objects.bulk_update(neighbours, ["order"])
    act.record(about_unit(unit), did="调整次序", order=[here + 1, there + 1])
    return neighbours[there]


@transaction.atomic
def name_lead_office(unit_id: int, *, by: Actor, at: datetime) -> Unit | Refused:
    """Make a department the lead office instead of the one that is; roles of people stay as they are."""
    found = _acted_on(unit_id, by, at)
    if isinstance(found, Refused):
        return found
    act, unit = found
    if unit.is_lead_office:
        return unit
    before = (
        Unit.objects.select_for_update().filter(school=by.school, is_lead_office=True, closed_at=None).first()
    )
    if before is not None:
        before.is_lead_office = False
        before.save(update_fields=["is_lead_office"])
    unit.is_lead_office = True
    unit.save(update_fields=["is_lead_office"])
    names = [before.title if before else "", unit.title]
    act.record(about_unit(unit), did="改设牵头部门", lead_office=names)
    return unit


@transaction.atomic
def close_unit(unit_id: int, *, by: Actor, at: datetime) -> Unit | Refused:
    """Close a department that holds nobody and nothing any more; it stays in the history.

    What upper apps know of it (assignments) is for them to ask first: apps.campaigns.succession.
    """
    found = _acted_on(unit_id, by, at)
    if isinstance(found, Refused):
        return found
    act, unit = found
    if unit.is_lead_office:
        return Refused("R208", {"name": unit.title})
    if left := what_keeps_open(unit, day_of(at)):
        return Refused("R204", {"name": unit.title, "what": "、".join(left)})
    unit.closed_at = at
    unit.save(update_fields=["closed_at"])
    act.record(about_unit(unit), did="撤销部门")
    return unit


def _acted_on(unit_id: int, by: Actor, at: datetime) -> tuple[Acting, Unit] | Refused:
    """Return the frame of an action on a department at work, with it, locked; or why it is refused."""
    act = acting(by, Verb.MANAGE_UNITS, at=at)
    if isinstance(act, Refused):
        return act
    unit = open_unit(unit_id, by.school)
    return unit if isinstance(unit, Refused) else (act, unit)


def what_keeps_open(unit: Unit, today: date) -> list[str]:
    """Return what a department still holds, as people count it; empty where it can be closed."""
    people = Person.objects.filter(unit=unit, is_active=True).count()
    grants = RoleGrant.objects.filter(not_ended(today), unit=unit, person__is_active=True).count()
    units = Unit.objects.filter(parent=unit, closed_at=None).count()
    counted = ((units, "个下级部门"), (people, "名在用的人员"), (grants, "个生效的角色"))
    return [f" {count} {what}" for count, what in counted if count]


def _names_free(unit: Unit) -> Refused | None:
    if refused := checked_names(unit.name, unit.other_name):
        return refused
    taken = holder_of(unit.school_id, names_of(unit), besides=unit.pk)
    return Refused("R202", {"name": taken}) if taken else None


def _set_parent(unit: Unit, parent_id: int | None) -> Refused | None:
    """Put a unit below another one, unless that is itself or lies below it."""
    unit.parent = None
    if parent_id is None:
        return None
    parent = open_unit(parent_id, unit.school_id)
    if isinstance(parent, Refused):
        return NOT_FOUND
    if unit.pk and parent.pk in below(unit, Unit.objects.filter(school=unit.school_id)):
        return Refused("R215", {"name": unit.title})
    unit.parent = parent
    return None


def _next_order(school_id: int, parent_id: int | None) -> int:
    last = Unit.objects.filter(school=school_id, parent=parent_id).aggregate(last=Max("order"))["last"]
    return 0 if last is None else int(last) + 1
