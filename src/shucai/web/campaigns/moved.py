"""What is said where the dates of the step table were over when a campaign was drafted."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from shucai.apps.campaigns.models import Campaign
from shucai.apps.catalogue.queries import edition_of_year
from shucai.domain.planning import stages_of
from shucai.web.campaigns.words import day

Span = tuple[date, date]


def moved_words(campaign: Campaign, spans: Iterable[Span]) -> str:
    """Return why stages stand where the draft put them and not where the step table has them; blank where they do not."""
    edition = edition_of_year(campaign.platform, campaign.year)
    if edition is None:
        return ""
    on = timezone.localdate(campaign.made_at)
    meant = [(stage.starts_on, stage.ends_on) for stage in stages_of(edition, campaign.year)]
    given = [(stage.starts_on, stage.ends_on) for stage in stages_of(edition, campaign.year, today=on)]
    if given == meant or list(spans) != given:
        return ""
    first, last = meant[0][0], max(end for _, end in meant)
    begins = (
        f"步骤表的日期推到 {campaign.year} 年是 {day(first)} 至 {day(last)}，{day(on)} 建这次任务时已经晚了，"
        f"所以从 {day(given[0][0])} 起重新安排，避开周末和节假日"
    )
    if max(end for _, end in given) <= last:
        return f"{begins}：先后不变，各阶段缩短，仍在 {day(last)} 前结束。"
    return f"{begins}：先后不变，比步骤表的截止日期晚，请先确认平台届时还能填报。"
