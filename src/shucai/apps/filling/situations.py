"""Whether somebody may do something to a return now, read from the tables: the facts and the situation of domain.workflow."""

from datetime import date

from django.db.models import QuerySet

from shucai.apps.campaigns.models import CampaignForm, Prerequisite
from shucai.apps.campaigns.queries import due_of_form
from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.models import Contribution
from shucai.domain.access import Actor, Allowed, Facts, Verb
from shucai.domain.planning import StageKind
from shucai.domain.problems import Refused
from shucai.domain.workflow import CampaignState, FormNow, KeyData, Situation, Standing, State, may_now

COMPLETE = [state.value for state in State if state.is_complete]


def may_now_on_part(actor: Actor, verb: Verb, contribution_id: int, today: date) -> Allowed | Refused:
    """Return whether an actor may do a verb to a department's part of a return today. R101 for one that is not there."""
    part = _parts(actor.school).filter(pk=contribution_id).first()
    if part is None:
        return Refused("R101")
    form = part.made_return.form
    facts = _facts(form, actor.school, part.assignment.unit_id)
    standing = Standing(State(part.state), _key_of(form))
    return may_now(actor, verb, facts, _situation(form, part, standing, today))


def may_now_on_return(actor: Actor, verb: Verb, return_id: int, today: date) -> Allowed | Refused:
    """Return whether an actor may do a verb to a whole return today; it is the leading department's."""
    leading = _parts(actor.school).filter(made_return=return_id, assignment__order=0).first()
    if leading is None:
        return Refused("R101")
    whole = leading.made_return
    facts = _facts(whole.form, actor.school, leading.assignment.unit_id)
    standing = Standing(State(whole.state), _key_of(whole.form))
    return may_now(actor, verb, facts, _situation(whole.form, leading, standing, today))


def _parts(school: int) -> QuerySet[Contribution]:
    """Return the parts of a school with what is read of their forms."""
    form = "made_return__form"
    read = ("assignment", f"{form}__campaign", f"{form}__stage", f"{form}__collected_by")
    return Contribution.objects.filter(school=school).select_related(*read)


def _facts(form: CampaignForm, school: int, unit: int) -> Facts:
    form_id = f"{form.campaign.platform}.{form.code}"
    return Facts(school, frozenset({unit}), form_id, person=form.collected_by_id)


def _key_of(form: CampaignForm) -> KeyData:
    return KeyData.DUE if form.is_key or form.key_fields else KeyData.NONE


def _situation(form: CampaignForm, part: Contribution, standing: Standing, today: date) -> Situation:
    """Return a return in time and among others, as the department of a part sees it."""
    campaign = form.campaign
    named = _named(part)
    now = FormNow(
        standing=standing,
        kind=StageKind(form.stage.kind),
        stage=form.stage.name,
        starts_on=form.stage.starts_on,
        due=due_of_form(campaign, form, frozenset({part.assignment.unit_id})).on,
        review_on=_begins(form, StageKind.REVIEW),
        analysis_on=_begins(form, StageKind.ANALYSIS),
        collector=form.collected_by.name if form.collected_by else "",
        missing=_missing(form),
        parts=_other_parts(part),
        fillers=named["fill"],
        reviewers=named["review"],
        is_typed=not definitions_of(campaign.platform, campaign.edition_year)[form.code].read_only,
    )
    return Situation(today, CampaignState(campaign.state), now)


def _begins(form: CampaignForm, kind: StageKind) -> date | None:
    stages = form.campaign.stages.filter(kind=kind.value).order_by("starts_on")
    return stages.values_list("starts_on", flat=True).first()


def _missing(form: CampaignForm) -> tuple[str, ...]:
    """Return the forms needed first that are not complete, by code and title."""
    needed = Prerequisite.objects.filter(form=form, lifted_at=None).exclude(
        needs__made_return__state__in=COMPLETE
    )
    codes = needed.order_by("needs__position").values_list("needs__code", flat=True)
    titles = definitions_of(form.campaign.platform, form.campaign.edition_year)
    return tuple(f"{code} {titles[code].title}" for code in codes)


def _other_parts(part: Contribution) -> tuple[str, ...]:
    """Return the departments whose part the leading one waits for; those of a part that does not lead wait for none."""
    if part.assignment.order != 0:
        return ()
    others = (
        Contribution.objects.filter(made_return=part.made_return_id)
        .exclude(pk=part.pk)
        .exclude(state__in=COMPLETE)
    )
    return tuple(one.assignment.unit.title for one in others.select_related("assignment__unit"))


def _named(part: Contribution) -> dict[str, dict[int, str]]:
    """Return who is named to fill and to review a part, by id with the name."""
    found: dict[str, dict[int, str]] = {"fill": {}, "review": {}}
    for task, person, name in part.assignment.people.values_list("part", "person", "person__name"):
        found[task][person] = name
    return found
