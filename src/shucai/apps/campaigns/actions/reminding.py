"""Noting that departments were reminded, so that nobody of the lead office reminds them a second time."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from shucai.apps.audit.actions import Subject, record
from shucai.apps.campaigns.actions.holding import hold
from shucai.apps.campaigns.models import Campaign
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

REMIND = "remind"


@transaction.atomic
def note_reminder(campaign_id: int, names: Sequence[str], *, by: Actor, at: datetime) -> Campaign | Refused:
    """Note that words were sent to some departments and offices. names: what they are called."""
    held = hold(campaign_id, Verb.EXTEND_DEADLINE, by, at)
    if isinstance(held, Refused):
        return held
    campaign = held.campaign
    record(
        REMIND,
        Subject(campaign.school_id, "campaign", str(campaign.pk), campaign.title),
        by=by,
        at=at,
        facts={"did": "催办", "units": list(names)},
        on_behalf_of=held.on_behalf_of,
    )
    return campaign
