"""The page of a department by person, and words to remind one of them with."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.campaigns.actions.naming import name_fillers
from shucai.apps.campaigns.models import Campaign
from shucai.apps.campaigns.queries import campaigns_of
from shucai.domain.access import Actor, Verb, reach
from shucai.domain.progress import counted
from shucai.domain.todos import OpenPart
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import id_in, ids_of, refused_or_said
from shucai.web.board.outlook import Names
from shucai.web.board.reminding import lines_for
from shucai.web.board.seen import seen_parts
from shucai.web.board.staff import Desk, desks_of, words_to
from shucai.web.campaigns.words import name_of
from shucai.web.fragments import SEE_OTHER


@dataclass(frozen=True)
class Shown:
    """A campaign with who has what open in it. done: forms the department has approved, of so many."""

    campaign: Campaign
    name: str
    desks: tuple[Desk, ...]
    done: int
    count: int


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Show who of a department has what open. unit: the department; who: only the words to remind them with."""
    actor, on = actor_of(request), today()
    running = list(campaigns_of(actor.school, drafts=False).exclude(state="closed"))
    seen = {campaign.pk: seen_parts(actor, campaign)[0] for campaign in running}
    units = {part.unit: part.unit_title for parts in seen.values() for part in parts}
    unit = _unit(request, actor, units)
    names = Names(actor.school, on)
    shown = [_shown(one, [part for part in seen[one.pk] if part.unit == unit], names) for one in running]
    facts = {"units": units, "unit": unit, "title": units.get(unit, ""), "on": on}
    if "who" in request.GET:
        return render(request, "board/reminder.html", facts | _words(request, shown))
    naming, parts = reach(actor, Verb.NAME_FILLERS), [part for parts in seen.values() for part in parts]
    facts |= {
        "shown": [one for one in shown if one.count],
        "may_name": {part.id for part in parts if part.unit == unit and naming.covers(part.facts)},
    }
    return render(request, "board/people.html", facts)


@require_POST
def name(request: HttpRequest, part_id: int) -> HttpResponse:
    """Name who fills a part; nobody ticked leaves it to every reporter of its department."""
    actor = actor_of(request)
    found = campaigns_of(actor.school, drafts=False).filter(forms__made_return__contributions=part_id).first()
    seen = seen_parts(actor, found)[0] if found else []
    part = next((part for part in seen if part.id == part_id), None)
    if part is None:
        raise Http404
    wanted = ids_of(request, "fill")
    done = name_fillers(part.form_id, part.unit, wanted, by=actor, at=clock(), today=today())
    refused = refused_or_said(request, done, f"{part.named} 的填报人已改")
    if refused:
        messages.error(request, refused.reason)
    return HttpResponseRedirect(f"{reverse('underway')}?unit={part.unit}", status=SEE_OTHER)


def _unit(request: HttpRequest, actor: Actor, units: dict[int, str]) -> int:
    """Return the department asked for; without one the first of the actor's own. Raises Http404 for one not seen."""
    asked = id_in(request, "unit")
    if asked is None and "unit" not in request.GET:
        own = [grant.unit for grant in actor.grants if grant.unit in units]
        return next((one for one in own if one is not None), next(iter(units), 0))
    if asked not in units:
        raise Http404
    return asked


def _shown(campaign: Campaign, parts: list[OpenPart], names: Names) -> Shown:
    filled = counted(parts)
    done = sum(part.state.is_complete for part in filled)
    return Shown(campaign, name_of(campaign), tuple(desks_of(filled, names)), done, len(filled))


def _words(request: HttpRequest, shown: list[Shown]) -> dict[str, object]:
    """Return what the page of words shows for one person of one campaign."""
    campaign, who = id_in(request, "campaign"), request.GET["who"]
    chosen = next((one for one in shown if one.campaign.pk == campaign), None)
    desk = next((one for one in chosen.desks if one.who == who), None) if chosen else None
    if chosen is None or desk is None:
        raise Http404
    words = words_to(desk, chosen.name)
    return {
        "words": words,
        "rows": lines_for(words),
        "name": chosen.name,
        "chosen": chosen.campaign,
        "who": who,
    }
