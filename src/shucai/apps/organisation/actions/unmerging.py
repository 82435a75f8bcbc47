"""Undoing a merger while nothing was done in the department that took the other one in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from shucai.apps.audit.models import Entry
from shucai.apps.organisation.actions.acting import about_unit, acting, day_of
from shucai.apps.organisation.actions.finding import NOT_FOUND
from shucai.apps.organisation.models import MergerMade, Person, RoleGrant, Unit, UnitName
from shucai.apps.organisation.queries.actors import not_ended
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

HARMLESS = {Verb.CONFIRM_DUTIES}  # it says nothing of where a role is held


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing a merger gives back, in names; refused: why it cannot be undone any more."""

    made: MergerMade
    people: tuple[str, ...]
    grants: tuple[str, ...]
    units: tuple[str, ...]
    names: tuple[str, ...]
    refused: Refused | None


def merger_of(unit: Unit) -> MergerMade | None:
    """Return the merger that closed a department, None where it is at work or was closed otherwise."""
    found = MergerMade.objects.filter(unit=unit, undone_at=None, into=unit.merged_into_id)
    return found.select_related("into", "unit").order_by("-pk").first()


def what_undoing_gives_back(made: MergerMade, today: date) -> Undoing:
    """Return what undoing a merger would give back, for people to see before they confirm."""
    moved = made.moved
    back = [*moved["grants"], *(revoked for revoked, _there, _before in moved["doubled"])]
    grants = RoleGrant.objects.filter(pk__in=back).select_related("person").order_by("pk")
    return Undoing(
        made=made,
        people=_names(
            Person.objects.filter(pk__in=moved["people"]).order_by("pk").values_list("name", flat=True)
        ),
        grants=tuple(f"{grant.person.name} {grant.get_role_display()}" for grant in grants),
        units=tuple(unit.title for unit in Unit.objects.filter(pk__in=moved["units"]).order_by("order")),
        names=_names(
            UnitName.objects.filter(pk__in=moved["names"]).order_by("pk").values_list("name", flat=True)
        ),
        refused=cannot_undo(made, today),
    )


def cannot_undo(made: MergerMade, today: date) -> Refused | None:
    """Return why a merger cannot be undone: something was built on it, or its name is taken."""
    if made.into.closed_at is not None:
        return Refused("R241", {"name": made.into.title})
    if joined := made.moved.get("joined"):
        return Refused("R242", {"forms": "、".join(joined)})
    taken = Unit.objects.filter(school=made.school_id, name=made.unit.name, closed_at=None)
    if taken.exists():
        return Refused("R202", {"name": made.unit.name})
    since = Entry.objects.filter(_touches(made, today), school=made.school_id, number__gt=made.number)
    first = since.filter(action__in=set(Verb) - HARMLESS).order_by("number").first()
    if first is None:
        return None
    did = f"{first.actor_name} {first.facts.get('did') or Verb(first.action).label}：{first.subject}"
    return Refused("R243", {"day": f"{day_of(first.at)}", "did": did})


def _touches(made: MergerMade, today: date) -> Q:
    """Return the condition of what was done in or to the two departments, their people and the campaigns that moved."""
    held = RoleGrant.objects.filter(not_ended(today), unit=made.into)
    people = {*made.moved["people"], *held.values_list("person", flat=True)}
    units = {made.unit_id, made.into_id, *made.moved["units"]}
    touches = Q(subject_kind="unit", subject_id__in=[str(unit) for unit in units])
    touches |= Q(subject_kind="person", subject_id__in=[str(person) for person in people])
    touches |= Q(
        subject_kind="campaign", subject_id__in=[str(one) for one in made.moved.get("campaigns", ())]
    )
    return touches | Q(subject_kind="roster") | Q(actor__in=people)


@transaction.atomic
def undo_merger(unit_id: int, *, by: Actor, at: datetime) -> MergerMade | Refused:
    """Give back what a merger moved and open the department again. Assignments are given back by apps.campaigns."""
    act = acting(by, Verb.MANAGE_UNITS, at=at)
    if isinstance(act, Refused):
        return act
    unit = Unit.objects.select_for_update().filter(school=by.school, pk=unit_id).first()
    made = merger_of(unit) if unit is not None else None
    if unit is None or made is None:
        return NOT_FOUND
    if refused := cannot_undo(made, day_of(at)):
        return refused
    into, moved = made.into, made.moved
    unit.merged_into, unit.closed_at = None, None
    unit.save(update_fields=["merged_into", "closed_at"])
    Person.objects.filter(pk__in=moved["people"], unit=into).update(unit=unit)
    RoleGrant.objects.filter(pk__in=moved["grants"], unit=into).update(unit=unit)
    for revoked, there, before in moved["doubled"]:
        _part(revoked, there, before)
    Unit.objects.filter(pk__in=moved["units"], parent=into).update(parent=unit)
    UnitName.objects.filter(pk__in=moved["names"], unit=into).update(unit=unit)
    made.undone_at = at
    made.save(update_fields=["undone_at"])
    counts = {kind: len(moved[kind]) for kind in ("people", "grants", "units")}
    act.record(about_unit(unit), did="撤回合并", merged_into=into.title, **counts)
    return made


def _part(revoked: int, there: int, before: dict[str, Any]) -> None:  # as the merger stored it
    """Make two grants of one again."""
    RoleGrant.objects.filter(pk=revoked).update(revoked_at=None, revoked_by=None)
    ends = date.fromisoformat(before["ends_on"]) if before["ends_on"] else None
    RoleGrant.objects.filter(pk=there).update(
        forms=before["forms"], may_import=before["may_import"], ends_on=ends
    )


def _names(found: Any) -> tuple[str, ...]:  # a list of values has no type of its own
    return tuple(found)
