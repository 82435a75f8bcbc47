"""The two campaigns of a year in the demo school: drafted from the edition, moved round about a day, published."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from shucai.apps.campaigns.actions.drafting import draft_campaign
from shucai.apps.campaigns.actions.staging import StageWanted, change_stages
from shucai.apps.campaigns.models import Campaign, Stage
from shucai.apps.filling.actions.opening import publish_campaign
from shucai.demo.opening.answers import done
from shucai.domain.access import Actor
from shucai.domain.planning import PlannedStage, StageKind

# Days from today: (first, last) of each stage.
TALENT = ((-9, 2), (-6, 4), (-1, 8))
NATIONAL = ((-6, 25), (-6, 25), (-6, 25), (5, 25))


def open_campaigns(lead: Actor, year: int, *, at: datetime, tell: Callable[[str], None]) -> list[Campaign]:
    """Open a campaign of either platform for a year, so that the day of ``at`` is one of filling, and return them."""
    today, opened = timezone.localdate(at), list[Campaign]()
    opened_at = at - timedelta(days=-TALENT[0][0])
    for platform, spans in (("talent", TALENT), ("national", NATIONAL)):
        campaign = done(draft_campaign(platform, year, by=lead, at=opened_at, opens_on=today))
        tell(campaign.title)
        done(change_stages(campaign.pk, _moved(campaign, spans, today), by=lead, at=opened_at, today=today))
        opened.append(done(publish_campaign(campaign.pk, by=lead, at=opened_at, today=today)))
    return opened


def _moved(campaign: Campaign, spans: tuple[tuple[int, int], ...], today: date) -> list[StageWanted]:
    """Return the stages of a campaign round about today."""
    stages = campaign.stages.order_by("order")
    return [
        StageWanted(
            stage.pk, replace(_planned(stage), starts_on=_day(today, first), ends_on=_day(today, last))
        )
        for stage, (first, last) in zip(stages, spans, strict=True)
    ]


def _planned(stage: Stage) -> PlannedStage:
    return PlannedStage(
        stage.name,
        StageKind(stage.kind),
        stage.starts_on,
        stage.ends_on,
        stage.work,
        stage.departments,
        stage.remark,
    )


def _day(today: date, days: int) -> date:
    return today + timedelta(days=days)
