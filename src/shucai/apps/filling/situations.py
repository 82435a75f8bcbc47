"""Whether somebody may do something to one return now; whole campaigns are read by ``queries.open_parts``."""

from dataclasses import replace
from datetime import date

from shucai.apps.filling.models import Contribution
from shucai.apps.filling.parts import Reading
from shucai.domain.access import Actor, Allowed, Verb
from shucai.domain.problems import Refused
from shucai.domain.workflow import CampaignState, FormNow, Situation, Standing, State, may_now


def may_now_on_part(actor: Actor, verb: Verb, contribution_id: int, today: date) -> Allowed | Refused:
    """Return whether an actor may do a verb to a department's part of a return today. R101 for one that is not there."""
    return _answer(actor, verb, today, pk=contribution_id)


def may_now_on_return(actor: Actor, verb: Verb, return_id: int, today: date) -> Allowed | Refused:
    """Return whether an actor may do a verb to a whole return today; it is the leading department's."""
    return _answer(actor, verb, today, made_return=return_id, assignment__order=0)


def _answer(actor: Actor, verb: Verb, today: date, **wanted: int) -> Allowed | Refused:
    """Return the answer for the part of the actor's school that is wanted."""
    read = ("assignment__unit", "made_return__form__campaign", "made_return__form__collected_by")
    part = Contribution.objects.select_related(*read).filter(school=actor.school, **wanted).first()
    if part is None:
        return Refused("R101")
    campaign = part.made_return.form.campaign
    siblings = part.made_return.contributions.select_related("assignment__unit", "made_return")
    opened = Reading(campaign, siblings).part(part)
    if opened.now is None:
        raise LookupError(f"contribution {part.pk} was read without its situation")
    now = _of_whole(opened.now, part) if "made_return" in wanted else opened.now
    return may_now(actor, verb, opened.facts, Situation(today, CampaignState(campaign.state), now))


def _of_whole(now: FormNow, part: Contribution) -> FormNow:
    """Return the situation of the whole return of a part."""
    return replace(now, standing=Standing(State(part.made_return.state), now.standing.key))
