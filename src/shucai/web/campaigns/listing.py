"""The campaigns of a school, and beginning a new one."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from shucai.apps.campaigns.actions import draft_campaign
from shucai.apps.campaigns.models import Campaign
from shucai.apps.campaigns.queries import campaigns_of, extensions_in_force, last_of
from shucai.apps.catalogue.queries import edition_of_year, first_year_of
from shucai.apps.filling.queries import counts_in
from shucai.domain.access import Verb
from shucai.domain.catalogue import PLATFORM_WORDS
from shucai.domain.planning import next_working_day
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, day_in, guarded, may, refused_or_said, text_of, whole
from shucai.web.campaigns.carrying import take_over
from shucai.web.campaigns.moved import moved_words
from shucai.web.campaigns.words import Bar, bar_of, closed_bar, counts_shown
from shucai.web.fragments import go_to


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """Show the campaigns of the school, those being prepared to those who plan."""
    actor = guarded(request, Verb.SEE_CAMPAIGN)
    plans, on = may(actor, Verb.PLAN_CAMPAIGN), today()
    found = list(campaigns_of(actor.school, drafts=plans).prefetch_related("stages"))
    shown = [(campaign, _bar(campaign, on), _counts(campaign)) for campaign in found]
    return render(request, "campaigns/list.html", {"shown": shown, "may_plan": plans})


def _bar(campaign: Campaign, on: date) -> Bar:
    stages = sorted(campaign.stages.all(), key=lambda stage: stage.order)
    moved = extensions_in_force(campaign)
    return closed_bar(stages, moved) if campaign.state == "closed" else bar_of(stages, moved, on)


def _counts(campaign: Campaign) -> dict[str, object]:
    return counts_shown(counts_in(campaign))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a campaign: platform, year and opening day; everything else comes from the edition and is changed after."""
    actor = guarded(request, Verb.PLAN_CAMPAIGN)
    if request.method != "POST":
        return _new_page(request)
    year = whole(text_of(request, "year")) or 0
    made = draft_campaign(
        text_of(request, "platform"),
        year,
        by=actor,
        at=clock(),
        opens_on=day_in(text_of(request, "opens_on")),
        address=text_of(request, "address"),
    )
    refused = refused_or_said(request, made, _made_words(made))
    if isinstance(made, Campaign) and request.POST.get(f"carry_{made.platform}"):
        take_over(request, made)
    if refused or not isinstance(made, Campaign):
        there = Campaign.objects.filter(
            school=actor.school, platform=text_of(request, "platform"), year=year
        ).first()
        return _new_page(request, refused.reason if refused else "", there)
    return go_to(request, "campaigns_basics", campaign_id=str(made.pk))


def _made_words(made: object) -> str:
    """Return what is said once a draft is there, and that its dates were moved where they were."""
    if not isinstance(made, Campaign):
        return ""
    spans = made.stages.order_by("order").values_list("starts_on", "ends_on")
    return f"已按年度版建好，请逐步核对。{moved_words(made, spans)}"


def _new_page(request: HttpRequest, wrong: str = "", there: Campaign | None = None) -> HttpResponse:
    on = today()
    known = {(c.platform, c.year) for c in campaigns_of(actor_of(request).school, drafts=True)}
    first = min(first_year_of(platform) for platform in PLATFORM_WORDS)
    typed = request.POST
    platforms = [(key, name, edition_of_year(key, on.year)) for key, name in PLATFORM_WORDS.items()]
    open_ones = [(key, year) for year in (on.year, on.year + 1) for key in PLATFORM_WORDS]
    free, year = next((one for one in open_ones if one not in known), ("talent", on.year))
    facts = {
        "platforms": platforms,
        "lasts": [(key, last_of(actor_of(request).school, key, on.year + 2)) for key in PLATFORM_WORDS],
        "carries": request.method != "POST",
        "years": range(first, on.year + 2),
        "platform": typed.get("platform") or free,
        "year": whole(typed.get("year", "")) or year,
        "opens_on": typed.get("opens_on") or next_working_day(max(on, date(year, 9, 20))).isoformat(),
        "address": typed.get("address", ""),
        "wrong": wrong,
        "there": there,
    }
    return render(request, "campaigns/new.html", facts, status=UNPROCESSABLE if wrong else 200)
