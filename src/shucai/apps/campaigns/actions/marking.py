"""Key data (REV-2), and the days a form has from the opening (CAM-6)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from shucai.apps.campaigns.actions.holding import hold_form
from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.catalogue.queries import definitions_of
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

MOST_DAYS = 365


@transaction.atomic
def mark_key(
    form_id: int, *, whole: bool, fields: Sequence[str], by: Actor, at: datetime
) -> CampaignForm | Refused:
    """Mark a form, or fields of it, as needing the school leader. After publishing marks are added, never taken away."""
    found = hold_form(form_id, Verb.PLAN_CAMPAIGN, by, at)
    if isinstance(found, Refused):
        return found
    held, form = found
    named = definitions_of(held.campaign.platform, held.campaign.edition_year)[form.code].by_name
    unknown = next((name for name in fields if name not in named), None)
    if unknown is not None:
        return Refused("R317", {"field": unknown, "form": form.code})
    wanted = [name for name in named if name in set(fields)]
    if held.campaign.state != "draft" and (
        (form.is_key and not whole) or not set(form.key_fields) <= set(wanted)
    ):
        return Refused("R305", {"what": "已标为关键数据的项目"})
    if (form.is_key, form.key_fields) == (whole, wanted):
        return form
    old = {"whole": form.is_key, "fields": form.key_fields}
    form.is_key, form.key_fields = whole, wanted
    form.save(update_fields=["is_key", "key_fields"])
    held.record("标关键数据", {"form": form.code, "old": old, "new": {"whole": whole, "fields": wanted}})
    return form


@transaction.atomic
def set_limit(form_id: int, days: int | None, *, by: Actor, at: datetime) -> CampaignForm | Refused:
    """Set within how many days of the opening a form is due, None for the end of its stage.

    After publishing it can only become longer: shortening would take time away that people count on.
    """
    found = hold_form(form_id, Verb.PLAN_CAMPAIGN, by, at)
    if isinstance(found, Refused):
        return found
    held, form = found
    if days is not None and not 1 <= days <= MOST_DAYS:
        return Refused("R314", {"value": str(days), "allowed": f"1 到 {MOST_DAYS} 的整数，或留空"})
    shorter = days is not None and (form.within_days is None or days < form.within_days)
    if held.campaign.state != "draft" and shorter:
        return Refused("R305", {"what": "期限改短的要求"})
    if form.within_days != days:
        old, form.within_days = form.within_days, days
        form.save(update_fields=["within_days"])
        held.record("改表单期限", {"form": form.code, "old": old, "new": days})
    return form
