"""Whose campaign a page is asked for, and which form of it."""

from django.http import Http404, HttpRequest

from shucai.apps.campaigns.models import Campaign, CampaignForm
from shucai.apps.campaigns.queries import campaign_in
from shucai.domain.access import Verb
from shucai.web.asking import guarded, may


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
