"""Taking over in a draft what was arranged for the last campaign of its platform."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from shucai.apps.campaigns.actions import Carried, carry_over
from shucai.apps.campaigns.models import Campaign
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.campaigns.asking import planned_campaign
from shucai.web.fragments import go_to

MOST_TOLD = 8


@require_POST
def carry(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Take over, and go back to the division."""
    campaign = planned_campaign(request, campaign_id)
    take_over(request, campaign)
    return go_to(request, "campaigns_assignments", campaign_id=str(campaign.pk))


def take_over(request: HttpRequest, campaign: Campaign) -> None:
    """Take over, and tell what was and what was not."""
    done = carry_over(campaign.pk, by=actor_of(request), at=clock(), today=today())
    if isinstance(done, Refused):
        messages.error(request, done.reason)
        return
    messages.success(request, _taken(done))
    if done.left:
        more = f" 等 {len(done.left)} 处" if len(done.left) > MOST_TOLD else ""
        messages.warning(
            request, f"没有沿用：{'、'.join(done.left[:MOST_TOLD])}{more}；请在“任务分工”“人员和次序”里核对"
        )


def _taken(done: Carried) -> str:
    people = f"，指定的填报和审核人员 {done.people} 人次" if done.people else ""
    keys = f"，{done.keys} 张表的关键数据" if done.keys else ""
    return f"已沿用 {done.last.year} 年度的安排：{done.forms} 张表的分工{people}{keys}"
