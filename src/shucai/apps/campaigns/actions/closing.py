"""Closing a campaign, after which nothing in it moves, and opening it again."""

from datetime import datetime

from django.db import transaction

from shucai.apps.campaigns.actions.holding import hold, too_short
from shucai.apps.campaigns.models import Campaign
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused


@transaction.atomic
def close_campaign(campaign_id: int, reason: str, *, by: Actor, at: datetime) -> Campaign | Refused:
    """Close a published campaign."""
    held = hold(campaign_id, Verb.PUBLISH_CAMPAIGN, by, at)
    if isinstance(held, Refused):
        return held
    if held.campaign.state != "published":
        return Refused("R319")
    refused = too_short(reason)
    if refused:
        return refused
    held.campaign.state, held.campaign.closed_at = "closed", at
    held.campaign.save(update_fields=["state", "closed_at"])
    held.record("结束采集任务", {"reason": reason.strip()})
    return held.campaign


@transaction.atomic
def reopen_campaign(campaign_id: int, reason: str, *, by: Actor, at: datetime) -> Campaign | Refused:
    """Open a closed campaign again."""
    held = hold(campaign_id, Verb.PUBLISH_CAMPAIGN, by, at, closed=True)
    if isinstance(held, Refused):
        return held
    refused = too_short(reason)
    if refused:
        return refused
    if held.campaign.state == "closed":
        held.campaign.state, held.campaign.closed_at = "published", None
        held.campaign.save(update_fields=["state", "closed_at"])
        held.record("重新打开采集任务", {"reason": reason.strip()})
    return held.campaign
