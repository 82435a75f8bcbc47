"""Units: by any of their names, and as a tree in the school's own order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from shucai.apps.organisation.models import Person, RoleGrant, Unit, UnitName
from shucai.apps.organisation.queries.actors import in_force
from shucai.domain.access import Role
from shucai.domain.roster import name_key


@dataclass(frozen=True)
class UnitLine:
    """A unit at work in its place of the tree.

    depth: 0 at the top. people_count: active people whose home it is. reporters, heads: names of those in force today.
    also_called: further names that mean it. first, last: among its neighbours.
    """

    unit: Unit
    depth: int
    people_count: int
    reporters: tuple[str, ...]
    heads: tuple[str, ...]
    also_called: tuple[str, ...]
    first: bool
    last: bool


@dataclass(frozen=True)
class Holder:
    """Somebody who holds a role in a department. forms: ids of those it is limited to, empty for every form."""

    person: int
    name: str
    forms: frozenset[str]

    def has(self, form: str) -> bool:
        """Return whether the role is held for a form."""
        return not self.forms or form in self.forms


def unit_named(school_id: int, name: str) -> Unit | None:
    """Return the unit that a name means, now or formerly, in whatever width and spacing it is written."""
    return units_by_name(school_id).get(name_key(name))


def units_by_name(school_id: int) -> dict[str, Unit]:
    """Return name_key -> unit for every name of a school; the names of merged units mean the one that took them in."""
    names = UnitName.objects.filter(school=school_id, unit__closed_at=None).select_related("unit")
    return {name_key(known.name): known.unit for known in names}


def units_at_work(school_id: int) -> list[Unit]:
    """Return the units of a school that take duties, in the order of the tree."""
    return [unit for unit, _depth, _siblings in _ordered(school_id)]


def unit_seen(school_id: int, unit_id: int) -> Unit | None:
    """Return a unit of a school, closed ones too."""
    return Unit.objects.filter(school=school_id, pk=unit_id).select_related("parent", "merged_into").first()


def unit_tree(school_id: int, today: date) -> list[UnitLine]:
    """Return the units at work, each below its parent."""
    people = _people_by_unit(school_id)
    holders = role_holders(school_id, today)
    names = _names_by_unit(school_id)
    return [
        UnitLine(
            unit=unit,
            depth=depth,
            people_count=people.get(unit.pk, 0),
            reporters=tuple(holders.get((unit.pk, Role.REPORTER.value), ())),
            heads=tuple(holders.get((unit.pk, Role.DEPARTMENT_HEAD.value), ())),
            also_called=tuple(
                name
                for name in names.get(unit.pk, ())
                if name not in {unit.name, unit.other_name, unit.title}
            ),
            first=siblings[0] is unit,
            last=siblings[-1] is unit,
        )
        for unit, depth, siblings in _ordered(school_id)
    ]


def _ordered(school_id: int) -> list[tuple[Unit, int, list[Unit]]]:
    """Return (unit, depth, its neighbours in order), a parent before what is below it."""
    below: dict[int | None, list[Unit]] = {}
    for unit in Unit.objects.filter(school=school_id, closed_at=None).order_by("order", "pk"):
        below.setdefault(unit.parent_id, []).append(unit)
    ordered: list[tuple[Unit, int, list[Unit]]] = []

    def walk(parent: int | None, depth: int) -> None:
        for unit in below.get(parent, ()):
            ordered.append((unit, depth, below[parent]))
            walk(unit.pk, depth + 1)

    walk(None, 0)
    return ordered


def _people_by_unit(school_id: int) -> dict[int, int]:
    counted = (
        Person.objects.filter(school=school_id, is_active=True, unit__isnull=False)
        .values_list("unit")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return {unit: count for unit, count in counted if unit is not None}


def role_holders(school_id: int, today: date) -> dict[tuple[int, str], list[str]]:
    """Return (department, role) -> names of those who hold it on a day."""
    return {key: [one.name for one in people] for key, people in holders_of(school_id, today).items()}


def holders_of(school_id: int, today: date) -> dict[tuple[int, str], list[Holder]]:
    """Return (department, role) -> who holds it on a day, each person once, with the forms it is limited to."""
    grants = RoleGrant.objects.filter(
        in_force(today), school=school_id, unit__isnull=False, person__is_active=True
    )
    columns = ("unit", "role", "person", "person__name", "forms")
    found: dict[tuple[int, str], dict[int, Holder]] = {}
    for unit, role, person, name, forms in grants.order_by("pk").values_list(*columns):
        if unit is not None:
            people = found.setdefault((unit, role), {})
            before = people.get(person)
            is_limited = bool(forms) and (before is None or bool(before.forms))
            earlier = before.forms if before else frozenset()
            people[person] = Holder(person, name, earlier | set(forms) if is_limited else frozenset())
    return {key: list(people.values()) for key, people in found.items()}


def office_holders(school_id: int, role: Role, today: date) -> list[str]:
    """Return the names of those who hold a role of no department on a day, each once."""
    grants = RoleGrant.objects.filter(in_force(today), school=school_id, role=role, person__is_active=True)
    return list(dict.fromkeys(grants.order_by("pk").values_list("person__name", flat=True)))


def _names_by_unit(school_id: int) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    for unit, name in UnitName.objects.filter(school=school_id).order_by("pk").values_list("unit", "name"):
        names.setdefault(unit, []).append(name)
    return names


def below(unit: Unit, units: Iterable[Unit]) -> set[int]:
    """Return the ids of a unit and of everything under it."""
    found, grown = {unit.pk}, True
    units = list(units)
    while grown:
        more = {one.pk for one in units if one.parent_id in found} - found
        found |= more
        grown = bool(more)
    return found
