"""Reading campaigns: found in a school, their deadlines, the names of departments."""

from datetime import date

from django.db.models import QuerySet

from shucai.apps.campaigns.models import Campaign, CampaignForm, Extension, Stage
from shucai.apps.organisation.models import Unit, UnitName
from shucai.domain.planning import Due, Moved, StageKind, due_of, first_days_end


def campaigns_of(school: int, *, drafts: bool) -> QuerySet[Campaign]:
    """Return the campaigns of a school, the newest first. drafts: those that only the lead office sees as well."""
    found = Campaign.objects.filter(school=school).order_by("-year", "platform")
    return found if drafts else found.exclude(state="draft")


def campaign_in(school: int, campaign_id: int, *, drafts: bool) -> Campaign | None:
    """Return a campaign of a school, or None."""
    return campaigns_of(school, drafts=drafts).filter(pk=campaign_id).first()


def units_by_name(school: int) -> dict[str, Unit]:
    """Return the departments at work by every name they go by: name, both names, earlier ones, those of the catalogue.

    A department that was merged stands for the one that took it over.
    """
    units = {unit.pk: unit for unit in Unit.objects.filter(school=school)}
    names: list[tuple[str, int]] = list(UnitName.objects.filter(school=school).values_list("name", "unit_id"))
    names += [(unit.other_name, unit.pk) for unit in units.values() if unit.other_name]
    names += [(name, unit.pk) for unit in units.values() for name in (unit.name, unit.title)]
    found = {name: _at_work(units[pk], units) for name, pk in names}
    return {name: unit for name, unit in found.items() if unit.closed_at is None}


def _at_work(unit: Unit, units: dict[int, Unit]) -> Unit:
    seen: set[int] = set()
    while unit.merged_into_id is not None and unit.pk not in seen:
        seen.add(unit.pk)
        unit = units[unit.merged_into_id]
    return unit


def extensions_in_force(campaign_id: int) -> list[Moved]:
    """Return the extensions of a campaign that were not revoked."""
    found = Extension.objects.filter(campaign=campaign_id, revoked_at=None)
    return [
        Moved(until, stage, unit, form)
        for until, stage, unit, form in found.values_list("until", "stage", "unit", "form")
    ]


def opens_on(stages: list[Stage]) -> date | None:
    """Return the day on which filling opens, from the stages of a campaign in order."""
    filling = [stage.starts_on for stage in stages if stage.kind == StageKind.FILLING]
    return min(filling, default=None)


def due_of_form(campaign: Campaign, form: CampaignForm, units: frozenset[int]) -> Due:
    """Return when a form is due for some departments, or for those who fill it where none is named."""
    opening = opens_on(list(campaign.stages.all()))
    own = first_days_end(opening, form.within_days) if opening and form.within_days else None
    return due_of(
        stage=form.stage_id,
        form=form.pk,
        units=units or frozenset(form.assignments.values_list("unit", flat=True)),
        stage_ends_on=form.stage.ends_on,
        own_end=own,
        extensions=extensions_in_force(campaign.pk),
    )
