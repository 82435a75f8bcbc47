"""Which forms a department fills: as the published campaigns divide them, before that as the catalogue does."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from shucai.apps.campaigns.shares import parts_by_form
from shucai.apps.organisation.models import Unit
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


def titled(ids: Collection[str]) -> tuple[str, ...]:
    """Return forms by number and title, in catalogue order. ids: of the forms, such as talent.1.4.1."""
    return tuple(f"{form.code} {form.title}" for form in current_forms() if form.id in ids)


def shares(school_id: int) -> dict[int, list[Share]]:
    """Return unit id -> the forms it fills or contributes to, in catalogue order; renamed and merged units keep theirs."""
    known, divided = units_by_name(school_id), parts_by_form(school_id)
    found: dict[int, dict[str, Share]] = {}
    for form in current_forms():
        if form.read_only:
            continue
        if form.platform in divided:
            parts = [(one.unit_id, one.leads) for one in divided[form.platform].get(form.code, ())]
        else:
            parts = list(_by_catalogue(form, known))
        for unit, leads in parts:
            found.setdefault(unit, {}).setdefault(form.id, Share(form, leads=leads))
    return {unit: list(forms.values()) for unit, forms in found.items()}


def _by_catalogue(form: Form, known: dict[str, Unit]) -> Iterator[tuple[int, bool]]:
    """Yield the departments of a form as the catalogue divides it, and whether each leads."""
    for place, department in enumerate(form.departments):
        unit = known.get(name_key(department.unit))
        if unit is not None:
            yield unit.pk, place == 0
