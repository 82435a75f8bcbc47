"""Reading campaigns: found in a school, their deadlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet

from shucai.apps.campaigns.models import Assignment, Campaign, CampaignForm, Stage
from shucai.apps.catalogue.queries import definitions_of
from shucai.domain.catalogue import Form
from shucai.domain.planning import Due, Moved, StageKind, due_of, first_days_end
from shucai.domain.predicates import Parameters


def campaigns_of(school: int, *, drafts: bool) -> QuerySet[Campaign]:
    """Return the campaigns of a school, the newest first. drafts: those that only the lead office sees as well."""
    found = Campaign.objects.filter(school=school).order_by("-year", "platform")
    return found if drafts else found.exclude(state="draft")


def campaign_in(school: int, campaign_id: int, *, drafts: bool) -> Campaign | None:
    """Return a campaign of a school, or None."""
    return campaigns_of(school, drafts=drafts).filter(pk=campaign_id).first()


def campaign_before(campaign: Campaign) -> Campaign | None:
    """Return the last campaign of the platform before one that others than the lead office saw, None where there is none."""
    return last_of(campaign.school_id, campaign.platform, campaign.year)


def last_of(school: int, platform: str, year: int) -> Campaign | None:
    """Return the last campaign of a platform before a year, drafts left out."""
    found = Campaign.objects.filter(school=school, platform=platform, year__lt=year).exclude(state="draft")
    return found.order_by("-year").first()


def named_form(form: CampaignForm) -> str:
    """Return a form as people call it, number and title. form: with its campaign at hand."""
    definitions = definitions_of(form.campaign.platform, form.campaign.edition_year)
    return f"{form.code} {definitions[form.code].title}"


def parameters_in(campaign: Campaign, definition: Form) -> Parameters:
    """Return what a campaign fixes for the rows of a form: its year and the period the form reports (CAM-1)."""
    starts, ends = (
        (campaign.calendar_starts_on, campaign.calendar_ends_on)
        if definition.period == "calendar_year"
        else (campaign.academic_starts_on, campaign.academic_ends_on)
    )
    return Parameters(starts, ends, campaign.year)


def extensions_in_force(campaign: Campaign) -> list[Moved]:
    """Return the extensions of a campaign that were not revoked: those read with it, where they were."""
    return [
        Moved(one.until, one.stage_id, one.unit_id, one.form_id, one.reason)
        for one in campaign.extensions.all()
        if one.revoked_at is None
    ]


def ends_on(campaign: Campaign) -> date | None:
    """Return the last day of a campaign, whatever was extended counted in; None without stages."""
    moved = Max("extensions__until", filter=Q(extensions__revoked_at=None))
    found = Campaign.objects.filter(pk=campaign.pk).aggregate(planned=Max("stages__ends_on"), moved=moved)
    return max((day for day in found.values() if day is not None), default=None)


def opens_on(stages: Sequence[Stage]) -> date | None:
    """Return the day on which filling opens, from the stages of a campaign in order."""
    filling = [stage.starts_on for stage in stages if stage.kind == StageKind.FILLING]
    return min(filling, default=None)


@dataclass(frozen=True)
class Deadlines:
    """What the deadlines of a campaign depend on, read once for all its forms. opening: the day filling opens."""

    opening: date | None
    extensions: Sequence[Moved]

    @classmethod
    def of(cls, campaign: Campaign, stages: Sequence[Stage]) -> "Deadlines":
        """Read them for a campaign with its stages in order."""
        return cls(opens_on(stages), extensions_in_force(campaign))

    def due(self, form: CampaignForm, stage: Stage, units: frozenset[int]) -> Due:
        """Return when a form of a stage is due for some departments."""
        own = first_days_end(self.opening, form.within_days) if self.opening and form.within_days else None
        return due_of(
            stage=stage.pk,
            form=form.pk,
            units=units,
            stage_ends_on=stage.ends_on,
            own_end=own,
            extensions=self.extensions,
        )


def earliest_due(campaign: Campaign, stage: Stage, units: frozenset[int]) -> date | None:
    """Return the first deadline of the forms of a stage, of some departments where they are named; None without forms."""
    deadlines = Deadlines.of(campaign, list(campaign.stages.order_by("order")))
    parts = Assignment.objects.filter(form__stage=stage).select_related("form")
    if units:
        parts = parts.filter(unit__in=units)
    dues = (deadlines.due(part.form, stage, frozenset({part.unit_id})).on for part in parts)
    return min(dues, default=None)


def due_of_form(campaign: Campaign, form: CampaignForm, units: frozenset[int]) -> Due:
    """Return when a form is due for some departments, or for those who fill it where none is named."""
    deadlines = Deadlines.of(campaign, list(campaign.stages.all()))
    return deadlines.due(
        form, form.stage, units or frozenset(form.assignments.values_list("unit", flat=True))
    )
