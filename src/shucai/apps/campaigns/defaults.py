"""The division of forms among the departments of a school as the edition has it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shucai.apps.campaigns.models import Campaign
from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.organisation.models import Unit
from shucai.apps.organisation.queries import units_by_name
from shucai.domain.catalogue import Department
from shucai.domain.roster import name_key


@dataclass(frozen=True)
class DefaultPart:
    """A department's part in a form as the edition has it."""

    unit: int
    scope: str
    fields: tuple[str, ...]


def parts_by_default(departments: Iterable[Department], units: Mapping[str, Unit]) -> tuple[DefaultPart, ...]:
    """Return the parts of a form, the leading one first; a department that the school does not have is left out.

    Departments that were merged come together, and the first of them keeps its place.
    """
    found: dict[int, DefaultPart] = {}
    for one in departments:
        unit = units.get(name_key(one.unit))
        if unit is not None:
            found.setdefault(unit.pk, DefaultPart(unit.pk, one.scope or "", one.fields))
    return tuple(found.values())


def default_division(campaign: Campaign) -> dict[str, tuple[DefaultPart, ...]]:
    """Return form code -> its parts as the edition has them."""
    units = units_by_name(campaign.school_id)
    forms = definitions_of(campaign.platform, campaign.edition_year)
    return {code: parts_by_default(form.departments, units) for code, form in forms.items()}
