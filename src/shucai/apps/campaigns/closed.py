"""Who closed a campaign and why, as the audit has it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import get_current_timezone

from shucai.apps.audit.queries import Wanted, entries
from shucai.apps.campaigns.models import Campaign
from shucai.domain.access import Verb


@dataclass(frozen=True)
class Closing:
    """A campaign that is closed: by whom, why; blank where nobody wrote it down."""

    campaign: Campaign
    by: str
    reason: str


def closing_of(campaign: Campaign) -> Closing:
    """Return who closed a closed campaign last, and why."""
    wanted = Wanted(action=Verb.PUBLISH_CAMPAIGN.value, kind="campaign", subject_id=str(campaign.pk))
    last = entries(campaign.school_id, wanted, get_current_timezone()).first()
    if last is None or "reason" not in last.facts:
        return Closing(campaign, "", "")
    return Closing(campaign, last.actor_name, str(last.facts["reason"]))


def closed_since(school: int, since: datetime) -> list[Closing]:
    """Return the campaigns of a school that were closed since then and still are, the latest first."""
    found = Campaign.objects.filter(school=school, state="closed", closed_at__gte=since)
    return [closing_of(one) for one in found.order_by("-closed_at")]
