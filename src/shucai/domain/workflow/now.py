"""May I, now: the one decision over rights, campaign, state, stage, forms needed first and key data."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from shucai.domain.access import Actor, Allowed, Facts, Role, Verb, allowed, may
from shucai.domain.problems import Refused
from shucai.domain.workflow.phases import (
    BY_FILLERS,
    BY_REVIEWERS,
    CAMPAIGN_STATES,
    EVER,
    MOVING,
    OF_TYPED_FORMS,
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
from shucai.domain.workflow.states import Standing
from shucai.domain.workflow.steps import step_from, take

LEAD_OFFICE = Role.LEAD_OFFICE.label
NOT_NAMED, NOT_THEIR_ROLE, NOT_IN_STATE = "R414", "R102", "R401"


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
    answer = _answer(actor, verb, facts, situation)
    if isinstance(answer, Refused) and answer.code == NOT_NAMED:
        # not by the grant that came first; another of the actor's may be that of a person who is named
        alone = (_answer(replace(actor, grants=(grant,)), verb, facts, situation) for grant in actor.grants)
        return next((one for one in alone if isinstance(one, Allowed)), answer)
    return answer


def _answer(actor: Actor, verb: Verb, facts: Facts, situation: Situation) -> Allowed | Refused:
    right = _right(actor, verb, facts, situation)
    answer = allowed(actor, right, facts)
    if isinstance(answer, Refused):
        return _later(answer, actor, verb, facts, situation) if right is not verb else answer
    refused = _by_campaign(actor, verb, facts, situation.campaign)
    if refused is None and verb in MOVING:
        if situation.form is None:
            raise ValueError(f"{verb} moves a return, and the situation names none")
        acting = frozenset({actor.person, answer.on_behalf_of})
        refused = _by_form(Asked(verb, right, acting, facts.person), situation.form, situation.today)
    return refused or answer


def _right(actor: Actor, verb: Verb, facts: Facts, situation: Situation) -> Verb:
    """Return the verb whose right is asked: of the step, where it asks another one; the first the actor has."""
    step = step_from(situation.form.standing.state, verb) if situation.form is not None else None
    if step is None:
        return verb
    return next((right for right in step.needs if may(actor, right, facts)), step.needs[0])


def _later(refused: Refused, actor: Actor, verb: Verb, facts: Facts, situation: Situation) -> Refused:
    """Return a refusal of what a step asks beyond the verb: whose verb it is elsewhere has come too late for it here."""
    if refused.code != NOT_THEIR_ROLE or situation.form is None or not may(actor, verb, facts):
        return refused
    state = situation.form.standing.label_on(situation.today)
    return replace(refused, code=NOT_IN_STATE, facts={"state": state, "verb": verb.label})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the verb, the one whose right is used, by whom, and who is named for the central import.

    acting: the actor, and the person whose delegated role is used.
    """

    verb: Verb
    right: Verb
    acting: frozenset[int | None]
    collector: int | None

    @property
    def is_by_collector(self) -> bool:
        """Return whether the person named for the central import acts."""
        return self.collector is not None and self.collector in self.acting


def _by_campaign(actor: Actor, verb: Verb, facts: Facts, state: CampaignState) -> Refused | None:
    """Return why the state of the campaign stands against it. A draft is there for those only who plan it."""
    if state is CampaignState.DRAFT and verb in CAMPAIGN_STATES and not may(actor, Verb.PLAN_CAMPAIGN, facts):
        return Refused("R101")
    if state in CAMPAIGN_STATES.get(verb, EVER):
        return None
    said = {"verb": verb.label}
    if state is CampaignState.DRAFT:
        return Refused("R404", said, lifted_by=LEAD_OFFICE)
    return Refused("R405" if state is CampaignState.CLOSED else "R413", said)


def _by_form(asked: Asked, form: FormNow, today: date) -> Refused | None:
    """Return why the return stands against it: its state, the stage, the forms needed first, the other parts."""
    taken = take(form.standing, asked.verb)
    if isinstance(taken, Refused):
        return _said_today(taken, form.standing, today)
    return (
        _by_names(asked, form)
        or _by_reopening(asked, form, today)
        or _by_phase(asked, form, today)
        or _by_others(asked.verb, form)
    )


def _said_today(refused: Refused, standing: Standing, today: date) -> Refused:
    """Return a refusal with where the return stands on the day: a re-opening that is over waits for the lead office."""
    if "state" not in refused.facts:
        return refused
    lifted_by = LEAD_OFFICE if standing.is_over(today) else refused.lifted_by
    return replace(refused, facts={**refused.facts, "state": standing.label_on(today)}, lifted_by=lifted_by)


def _by_reopening(asked: Asked, form: FormNow, today: date) -> Refused | None:
    """Return that a re-opening is over: what departments fill is locked again (REV-3)."""
    is_over = form.open_until is not None and form.open_until < today
    if not is_over or asked.right not in BY_FILLERS or form.open_until is None:
        return None
    said = {"verb": asked.verb.label, "until": in_words(form.open_until)}
    return Refused("R416", said, lifted_by=LEAD_OFFICE)


def _by_names(asked: Asked, form: FormNow) -> Refused | None:
    """Return why it is nobody's, or somebody else's by name."""
    if not form.is_typed and asked.right in OF_TYPED_FORMS:
        return Refused("R415", {"verb": asked.verb.label})
    named: Mapping[int, str] = {}
    if asked.right in BY_FILLERS and not asked.is_by_collector:
        named = form.fillers
    elif asked.right in BY_REVIEWERS:
        named = form.reviewers
    if not named or asked.acting & named.keys():
        return None
    said = {"verb": asked.verb.label, "names": "、".join(named.values())}
    return Refused(NOT_NAMED, said, lifted_by=LEAD_OFFICE)


def _by_phase(asked: Asked, form: FormNow, today: date) -> Refused | None:
    phase = phase_of(form, today)
    match PERMITS[asked.right][PHASES.index(phase)]:
        case Permit.YES:
            return None
        case Permit.RETURNED if form.standing.is_returned:
            return None
        case Permit.NAMED if form.standing.is_returned or asked.is_by_collector:
            return None
        case Permit.REVIEW_BEGUN:
            return _before_review(asked.verb, form, today)
        case _:
            return _out_of_phase(asked.verb, phase, form)


def _before_review(verb: Verb, form: FormNow, today: date) -> Refused | None:
    if form.review_on is None or form.review_on <= today:
        return None
    return Refused("R412", {"verb": verb.label}, until=_beginning(form.review_on), lifted_by=LEAD_OFFICE)


def _out_of_phase(verb: Verb, phase: Phase, form: FormNow) -> Refused:
    said = {"verb": verb.label, "stage": form.stage, "due": in_words(form.due), "collector": form.collector}
    until = _beginning(form.starts_on) if phase is Phase.BEFORE else ""
    return Refused(OUT_OF_PHASE[phase], said, until=until, lifted_by=LEAD_OFFICE)


def _by_others(verb: Verb, form: FormNow) -> Refused | None:
    if verb in WAITING_FOR_FORMS and form.missing:
        said = {"verb": verb.label, "forms": "、".join(form.missing)}
        return Refused("R410", said, lifted_by=f"负责这些表的部门或{LEAD_OFFICE}")
    if verb in WAITING_FOR_PARTS and form.parts:
        said = {"verb": verb.label, "units": "、".join(form.parts)}
        return Refused("R411", said, lifted_by="这些部门的负责人")
    return None


def _beginning(day: date) -> str:
    return f"{in_words(day)}阶段开始"


def in_words(day: date) -> str:
    """Return a day as people write it."""
    return f"{day.year}年{day.month}月{day.day}日"


OUT_OF_PHASE = {
    Phase.BEFORE: "R406",
    Phase.COLLECTING: "R409",
    Phase.REVIEW: "R407",
    Phase.ANALYSIS: "R408",
}
