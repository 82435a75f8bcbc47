"""Who closed a campaign and why, as the audit has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
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


def going_on_or_closed_since(since: datetime) -> Q:
    """Return the condition for campaigns that are not closed, or were since then."""
    return ~Q(state="closed") | Q(closed_at__gte=since)


def closings_of(campaigns: Iterable[Campaign]) -> list[Closing]:
    """Return those of some campaigns that are closed, with who closed them and why, the latest first."""
    found = [(one.closed_at, one) for one in campaigns if one.state == "closed" and one.closed_at is not None]
    return [closing_of(one) for _, one in sorted(found, key=lambda pair: pair[0], reverse=True)]
