"""Reading campaigns: found in a school, their deadlines."""

from datetime import date

from django.db.models import QuerySet

from shucai.apps.campaigns.models import Campaign, CampaignForm, Extension, Stage
from shucai.domain.planning import Due, Moved, StageKind, due_of, first_days_end


def campaigns_of(school: int, *, drafts: bool) -> QuerySet[Campaign]:
    """Return the campaigns of a school, the newest first. drafts: those that only the lead office sees as well."""
    found = Campaign.objects.filter(school=school).order_by("-year", "platform")
    return found if drafts else found.exclude(state="draft")


def campaign_in(school: int, campaign_id: int, *, drafts: bool) -> Campaign | None:
    """Return a campaign of a school, or None."""
    return campaigns_of(school, drafts=drafts).filter(pk=campaign_id).first()


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
