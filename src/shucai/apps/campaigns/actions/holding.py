"""Taking hold of a campaign: found in the actor's school, locked, and what the actor wants to do with it allowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shucai.apps.audit.actions import Subject, record
from shucai.apps.campaigns.models import Campaign, CampaignForm
from shucai.domain.access import Actor, Facts, Verb, allowed
from shucai.domain.problems import Refused

LEAST_REASON = 5  # characters, so that a reason says something


@dataclass(frozen=True)
class Held:
    """A campaign that is locked until the end of the transaction, and by whose right it is changed."""

    campaign: Campaign
    verb: Verb
    by: Actor
    at: datetime
    on_behalf_of: int | None

    def record(self, what: str, facts: Mapping[str, object] | None = None) -> None:
        """Write the audit entry of the action. what: it in words."""
        record(
            self.verb,
            Subject(self.campaign.school_id, "campaign", str(self.campaign.pk), self.campaign.title),
            by=self.by,
            at=self.at,
            facts={"did": what, **(facts or {})},
            on_behalf_of=self.on_behalf_of,
        )


def hold(
    campaign_id: int,
    verb: Verb,
    by: Actor,
    at: datetime,
    *,
    closed: bool = False,
    about: Facts | None = None,
) -> Held | Refused:
    """Return a campaign to change. Refused where it is of another school, the actor may not, or it is closed.

    closed: one that is closed is wanted. about: what of it is changed, where that is not the whole of it.
    """
    answer = allowed(by, verb, about or Facts(school=by.school))
    if isinstance(answer, Refused):
        return answer
    campaign = Campaign.objects.select_for_update().filter(pk=campaign_id, school=by.school).first()
    if campaign is None:
        return Refused("R101")
    if campaign.state == "closed" and not closed:
        return Refused("R315")
    return Held(campaign, verb, by, at, answer.on_behalf_of)


def hold_form(form_id: int, verb: Verb, by: Actor, at: datetime) -> tuple[Held, CampaignForm] | Refused:
    """Return a form of a campaign to change, with the campaign held."""
    form = CampaignForm.objects.filter(pk=form_id, campaign__school=by.school).first()
    if form is None:
        return Refused("R101")
    held = hold(form.campaign_id, verb, by, at)
    return held if isinstance(held, Refused) else (held, form)


def too_short(reason: str) -> Refused | None:
    """Return the refusal of a reason that says nothing."""
    if len(reason.strip()) >= LEAST_REASON:
        return None
    return Refused("R304", {"least": str(LEAST_REASON)})
