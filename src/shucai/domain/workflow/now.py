"""May I, now: the one decision over rights, campaign, state, stage, forms needed first and key data."""

from dataclasses import dataclass
from datetime import date

from shucai.domain.access import Actor, Allowed, Facts, Role, Verb, allowed, may
from shucai.domain.problems import Refused
from shucai.domain.workflow.phases import (
    CAMPAIGN_STATES,
    PERMITS,
    PHASES,
    WAITING_FOR_FORMS,
    WAITING_FOR_PARTS,
    CampaignState,
    FormNow,
    Permit,
    Phase,
    phase_of,
)
from shucai.domain.workflow.steps import label_of_turn, step_from, take

LEAD_OFFICE = Role.LEAD_OFFICE.label
READING = frozenset({Verb.SEE_RETURN, Verb.SEE_PROGRESS})


@dataclass(frozen=True, slots=True)
class Situation:
    """When it is asked, of which campaign, and of which return of it; None where the verb touches no return."""

    today: date
    campaign: CampaignState
    form: FormNow | None = None


def may_now(actor: Actor, verb: Verb, facts: Facts, situation: Situation) -> Allowed | Refused:
    """Return the grant by which an actor may do a verb to a thing today, or why not, until when, and who can lift it.

    The first that stands against it is told: rights, campaign, state of the return, stage, forms needed first, parts.
    """
    right = _right(actor, verb, facts, situation)
    answer = allowed(actor, right, facts)
    if isinstance(answer, Refused):
        return answer
    refused = _by_campaign(actor, verb, facts, situation.campaign)
    if refused is None and situation.form is not None and verb in CAMPAIGN_STATES and verb not in READING:
        refused = _by_form(verb, right, situation.form, situation.today, is_named=facts.person == _holder(actor, answer))
    return refused or answer


def _right(actor: Actor, verb: Verb, facts: Facts, situation: Situation) -> Verb:
    """Return the verb whose right is asked: of the step, where it asks another one; the first the actor has."""
    step = step_from(situation.form.standing.state, verb) if situation.form is not None else None
    if step is None:
        return verb
    return next((right for right in step.needs if may(actor, right, facts)), step.needs[0])


def _holder(actor: Actor, answer: Allowed) -> int:
    return actor.person if answer.on_behalf_of is None else answer.on_behalf_of
