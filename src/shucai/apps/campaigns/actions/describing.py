"""What a campaign is called, where its platform is, and which spans its data describe."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.campaigns.actions.holding import hold
from shucai.apps.campaigns.models import Campaign
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused


@dataclass(frozen=True)
class Description:
    """Everything about a campaign but its work."""

    title: str
    address: str
    academic_starts_on: date
    academic_ends_on: date
    calendar_starts_on: date
    calendar_ends_on: date


@transaction.atomic
def describe(campaign_id: int, wanted: Description, *, by: Actor, at: datetime) -> Campaign | Refused:
    """Change the title, the address and the periods; periods stay once it is published, since the data follow them."""
    held = hold(campaign_id, Verb.PLAN_CAMPAIGN, by, at)
    if isinstance(held, Refused):
        return held
    refused = _wrong(wanted)
    if refused:
        return refused
    changed = {name: value for name, value in asdict(wanted).items() if getattr(held.campaign, name) != value}
    if held.campaign.state != "draft" and any(name.endswith("_on") for name in changed):
        return Refused("R305", {"what": "采集时段"})
    if not changed:
        return held.campaign
    old = {name: str(getattr(held.campaign, name)) for name in changed}
    for name, value in changed.items():
        setattr(held.campaign, name, value)
    held.campaign.save(update_fields=list(changed))
    held.record("改基本信息", {"old": old, "new": {name: str(value) for name, value in changed.items()}})
    return held.campaign


def _wrong(wanted: Description) -> Refused | None:
    if not wanted.title.strip():
        return Refused("R201", {"field": "任务名称"})
    spans = (
        (wanted.academic_starts_on, wanted.academic_ends_on),
        (wanted.calendar_starts_on, wanted.calendar_ends_on),
    )
    for starts, ends in spans:
        if ends <= starts:
            return Refused("R206", {"starts": str(starts), "ends": str(ends)})
    return None
