"""Which forms a department fills, by the task division of the catalogue."""

from dataclasses import dataclass

from shucai.apps.organisation.queries import units_by_name
from shucai.domain.catalogue import PLATFORM_WORDS, Form
from shucai.domain.roster import name_key
from shucai.web.catalogue.queries import current_forms


@dataclass(frozen=True)
class Share:
    """A form in the hands of a department."""

    form: Form
    leads: bool

    @property
    def platform(self) -> str:
        """Return the platform's name."""
        return PLATFORM_WORDS[self.form.platform]


def shares(school_id: int) -> dict[int, list[Share]]:
    """Return unit id -> the forms it fills or contributes to, in catalogue order; renamed and merged units keep theirs."""
    known = units_by_name(school_id)
    found: dict[int, dict[str, Share]] = {}
    for form in current_forms():
        for place, department in enumerate(form.departments):
            unit = known.get(name_key(department.unit))
            if unit is not None and not form.read_only:
                found.setdefault(unit.pk, {}).setdefault(form.id, Share(form, leads=place == 0))
    return {unit: list(forms.values()) for unit, forms in found.items()}
