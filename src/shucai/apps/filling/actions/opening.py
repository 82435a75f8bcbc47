"""Publishing a campaign: every form becomes a return, every department's part a contribution."""

from datetime import date, datetime

from django.db import transaction

from shucai.apps.campaigns.actions.holding import hold
from shucai.apps.campaigns.gaps import gaps_of
from shucai.apps.campaigns.lines import FormLine, lines_of
from shucai.apps.campaigns.models import Campaign
from shucai.apps.filling.models import Contribution, Return
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused


@transaction.atomic
def publish_campaign(campaign_id: int, *, by: Actor, at: datetime, today: date) -> Campaign | Refused:
    """Publish a draft with nothing missing: from now on it is everybody's."""
    held = hold(campaign_id, Verb.PUBLISH_CAMPAIGN, by, at)
    if isinstance(held, Refused):
        return held
    campaign = held.campaign
    if campaign.state != "draft":
        return Refused("R320")
    lines = lines_of(campaign, today)
    missing = [gap for gap in gaps_of(campaign, lines, today) if gap.blocks]
    if missing:
        return Refused("R307", {"count": str(len(missing)), "first": missing[0].words})
    contributions = _open(campaign, lines, at)
    campaign.state, campaign.published_at = "published", at
    campaign.save(update_fields=["state", "published_at"])
    held.record("发布采集任务", {"returns": len(lines), "contributions": contributions})
    return campaign


def _open(campaign: Campaign, lines: list[FormLine], at: datetime) -> int:
    returns = Return.objects.bulk_create(
        Return(school_id=campaign.school_id, form=line.form, state_at=at) for line in lines
    )
    made = Contribution.objects.bulk_create(
        Contribution(
            school_id=campaign.school_id, made_return=made_return, assignment=part.assignment, state_at=at
        )
        for made_return, line in zip(returns, lines, strict=True)
        for part in line.parts
    )
    return len(made)
