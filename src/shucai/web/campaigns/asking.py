"""What the pages of campaigns are asked: whose campaign, what was typed, what the actor may do."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from shucai.apps.campaigns.models import Campaign, CampaignForm
from shucai.apps.campaigns.queries import campaign_in
from shucai.domain.access import Actor, Facts, Verb, allowed
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of


def may(actor: Actor, verb: Verb) -> bool:
    """Return whether an actor may do something in the school, so that a page shows the way to it."""
    return not isinstance(allowed(actor, verb, Facts(school=actor.school)), Refused)


def guarded(request: HttpRequest, verb: Verb) -> Actor:
    """Return the actor where a verb is theirs. Raises Http404 for what they do not see, else PermissionDenied with why."""
    actor = actor_of(request)
    asked = allowed(actor, verb, Facts(school=actor.school))
    if isinstance(asked, Refused):
        if asked.code == "R101":
            raise Http404
        raise PermissionDenied(asked.reason)
    return actor


def seen_campaign(request: HttpRequest, campaign_id: int) -> Campaign:
    """Return a campaign that the actor sees: drafts are for those who plan. Raises Http404."""
    actor = actor_of(request)
    found = campaign_in(actor.school, campaign_id, drafts=may(actor, Verb.PLAN_CAMPAIGN))
    if found is None or not may(actor, Verb.SEE_CAMPAIGN):
        raise Http404
    return found


def planned_campaign(request: HttpRequest, campaign_id: int) -> Campaign:
    """Return a campaign that the actor plans. Raises Http404, or PermissionDenied for one that only others plan."""
    campaign = seen_campaign(request, campaign_id)
    guarded(request, Verb.PLAN_CAMPAIGN)
    return campaign


def form_in(campaign: Campaign, form_id: int) -> CampaignForm:
    """Return a form of a campaign. Raises Http404."""
    found = campaign.forms.select_related("stage", "collected_by").filter(pk=form_id).first()
    if found is None:
        raise Http404
    return found


def refused_or_said(request: HttpRequest, outcome: object, words: str) -> Refused | None:
    """Return the refusal of an action, or say what was done. A thing that is not there is a page that is not there."""
    if isinstance(outcome, Refused):
        if outcome.code == "R101":
            raise Http404
        return outcome
    messages.success(request, words)
    return None


def text_of(request: HttpRequest, name: str) -> str:
    """Return what was typed into a field, without blanks around it."""
    return request.POST.get(name, "").strip()


def id_of(request: HttpRequest, name: str) -> int | None:
    """Return the id that was chosen, None for nothing."""
    return whole(text_of(request, name))


def ids_of(request: HttpRequest, name: str) -> list[int]:
    """Return the ids that were ticked."""
    return [int(text) for text in request.POST.getlist(name) if text.isdecimal()]


def whole(text: str) -> int | None:
    """Return a whole number, None for anything else."""
    return int(text) if text.isdecimal() and text.isascii() else None


def day_in(text: str) -> date | None:
    """Return a day as the browser sends it, None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
