"""The names of units: a name means one unit, the one that carries it now before one that carried it formerly."""

from shucai.apps.organisation.models import Unit, UnitName
from shucai.domain.problems import Refused
from shucai.domain.roster import name_key

LONGEST = 40


def names_of(unit: Unit) -> tuple[str, ...]:
    """Return the names a unit carries now: the printed one, the first, the second."""
    return tuple(dict.fromkeys(name for name in (unit.title, unit.name, unit.other_name) if name))


def checked_names(name: str, other_name: str) -> Refused | None:
    """Return what is wrong with the two names of a unit by themselves."""
    if not name:
        return Refused("R201", {"field": "部门名称"})
    if longest := next((text for text in (name, other_name) if len(text) > LONGEST), None):
        return Refused("R214", {"field": "部门名称", "most": str(LONGEST), "count": str(len(longest))})
    return None


def holder_of(school_id: int, names: tuple[str, ...], *, besides: int | None = None) -> str | None:
    """Return the first of some names that a unit at work carries now. besides: the unit that asks."""
    wanted = {name_key(name): name for name in names}
    others = Unit.objects.filter(school=school_id, closed_at=None)
    carried = {name_key(name) for unit in others if unit.pk != besides for name in names_of(unit)}
    return next((name for key, name in wanted.items() if key in carried), None)


def claim_names(unit: Unit) -> list[str]:
    """Make the names of a unit mean it, and return those that meant another one until now."""
    moved: list[str] = []
    for name in names_of(unit):
        known = UnitName.objects.filter(school=unit.school_id, name=name).select_related("unit").first()
        if known is None:
            UnitName.objects.create(school_id=unit.school_id, name=name, unit=unit)
        elif known.unit_id != unit.pk:
            moved.append(f"{name}（原指{known.unit.title}）")
            known.unit = unit
            known.save(update_fields=["unit"])
    return moved
