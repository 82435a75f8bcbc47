"""Moving a deadline, of a stage, a department or a form, always with a reason (CAM-2)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.campaigns.actions.holding import hold, too_short
from shucai.apps.campaigns.models import Campaign, CampaignForm, Extension, Stage
from shucai.apps.campaigns.queries import due_of_form, earliest_due, extensions_in_force
from shucai.apps.organisation.models import Unit
from shucai.domain.access import Actor, Verb
from shucai.domain.planning import stage_end
from shucai.domain.problems import Refused


@dataclass(frozen=True)
class Extent:
    """What is extended, by ids: a form, or a stage, the latter for everybody or for one department."""

    stage: int | None = None
    unit: int | None = None
    form: int | None = None


@transaction.atomic
def extend(
    campaign_id: int, extent: Extent, *, until: date, reason: str, by: Actor, at: datetime
) -> Extension | Refused:
    """Move a deadline; it must become later than it is."""
    held = hold(campaign_id, Verb.EXTEND_DEADLINE, by, at)
    if isinstance(held, Refused):
        return held
    found = _target(held.campaign, extent)
    if isinstance(found, Refused):
        return found
    stage, unit, form = found
    due = _due(held.campaign, stage, unit, form)
    refused = too_short(reason)
    if refused:
        return refused
    if until <= due:
        return Refused("R303", {"until": str(until), "due": str(due)})
    extension = Extension.objects.create(
        campaign=held.campaign,
        stage=None if form else stage,
        unit=unit,
        form=form,
        until=until,
        reason=reason.strip(),
        made_by_id=by.person,
        made_at=at,
    )
    told = {"of": _told(stage, unit, form), "old": str(due), "new": str(until), "reason": extension.reason}
    held.record("延期", told)
    return extension


@transaction.atomic
def revoke_extension(extension_id: int, *, by: Actor, at: datetime) -> Extension | Refused:
    """Take an extension back; the deadline is again what it would be without it."""
    extension = Extension.objects.filter(pk=extension_id, campaign__school=by.school).first()
    if extension is None:
        return Refused("R101")
    held = hold(extension.campaign_id, Verb.EXTEND_DEADLINE, by, at)
    if isinstance(held, Refused):
        return held
    if extension.revoked_at is not None:
        return Refused("R318")
    extension.revoked_at = at
    extension.save(update_fields=["revoked_at"])
    told = _told(extension.stage, extension.unit, extension.form)
    held.record("撤销延期", {"of": told, "old": str(extension.until)})
    return extension


Target = tuple[Stage, Unit | None, CampaignForm | None]


def _target(campaign: Campaign, extent: Extent) -> Target | Refused:
    """Return what is extended, a form with the stage it is in. R101 where one of them is not of this campaign."""
    form = campaign.forms.select_related("stage").filter(pk=extent.form).first() if extent.form else None
    stage = campaign.stages.filter(pk=extent.stage).first() if extent.stage else None
    unit = Unit.objects.filter(pk=extent.unit, school=campaign.school_id).first() if extent.unit else None
    if (extent.form and not form) or (extent.unit and not unit) or (extent.stage and not stage):
        return Refused("R101")
    stage = form.stage if form else stage
    if stage is None:
        return Refused("R201", {"field": "延期的对象"})
    return stage, unit, form


def _due(campaign: Campaign, stage: Stage, unit: Unit | None, form: CampaignForm | None) -> date:
    """Return when the form is due, of a stage the first of its forms: some may be due before the stage ends (CAM-6)."""
    units = frozenset({unit.pk}) if unit else frozenset()
    if form is not None:
        return due_of_form(campaign, form, units).on
    first = earliest_due(campaign, stage, units)
    return first or stage_end(stage.pk, stage.ends_on, extensions_in_force(campaign)).on


def _told(stage: Stage | None, unit: Unit | None, form: CampaignForm | None) -> str:
    return " ".join(
        filter(None, [stage.name if stage else "", unit.title if unit else "", form.code if form else ""])
    )
