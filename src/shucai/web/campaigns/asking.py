"""Whose campaign a page is asked for, and which form of it."""

from django.http import Http404, HttpRequest

from shucai.apps.campaigns.models import Campaign, CampaignForm
from shucai.apps.campaigns.queries import campaign_in, campaigns_of
from shucai.domain.access import Actor, Verb
from shucai.web.asking import guarded, id_in, may


def seen_campaign(request: HttpRequest, campaign_id: int) -> Campaign:
    """Return a campaign that the actor sees: drafts are for those who plan. Raises Http404."""
    actor = guarded(request, Verb.SEE_CAMPAIGN)
    found = campaign_in(actor.school, campaign_id, drafts=may(actor, Verb.PLAN_CAMPAIGN))
    if found is None:
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


def closed_asked(request: HttpRequest, actor: Actor) -> Campaign | None:
    """Return the campaign a page of running ones is asked for where it is closed by now, so that its own is shown."""
    asked = id_in(request, "campaign")
    if asked is None:
        return None
    return campaigns_of(actor.school, drafts=False).filter(pk=asked, state="closed").first()
