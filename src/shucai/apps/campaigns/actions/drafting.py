"""Drafting a campaign from an edition, and dropping a draft."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from shucai.apps.audit.actions import Subject, record
from shucai.apps.campaigns.actions.holding import hold
from shucai.apps.campaigns.defaults import DefaultPart, default_division
from shucai.apps.campaigns.models import Assignment, Campaign, CampaignForm, Prerequisite, Stage
from shucai.apps.catalogue.queries import edition_of_year, first_year_of
from shucai.domain.access import Actor, Facts, Verb, allowed
from shucai.domain.catalogue import PLATFORM_WORDS
from shucai.domain.planning import Plan, PlannedForm, plan_of
from shucai.domain.problems import Refused


@transaction.atomic
def draft_campaign(
    platform: str, year: int, *, by: Actor, at: datetime, opens_on: date | None = None, address: str = ""
) -> Campaign | Refused:
    """Return a new draft with everything as the edition has it, to be changed before it is published.

    opens_on: the opening day of a platform whose stages have no beginnings of their own. Dates that would be over are
    moved to the day of the draft and after it.
    Departments are found by the names that the school keeps; a name it does not know leaves the place open.
    """
    answer = allowed(by, Verb.PLAN_CAMPAIGN, Facts(school=by.school))
    if isinstance(answer, Refused):
        return answer
    there = {"platform": PLATFORM_WORDS.get(platform, platform), "year": str(year)}
    edition = edition_of_year(platform, year) if platform in PLATFORM_WORDS else None
    if edition is None:
        first = first_year_of(platform) if platform in PLATFORM_WORDS else ""
        return Refused("R312", {**there, "first": str(first)})
    if Campaign.objects.filter(school=by.school, platform=platform, year=year).exists():
        return Refused("R301", there)
    plan = plan_of(edition, year, opens_on, timezone.localdate(at))
    campaign = _campaign(plan, by, at, address)
    _fill(campaign, plan, by.person)
    record(
        Verb.PLAN_CAMPAIGN,
        Subject(by.school, "campaign", str(campaign.pk), campaign.title),
        by=by,
        at=at,
        facts={"did": "建立采集任务", "forms": len(plan.forms), "edition": plan.edition_year},
        on_behalf_of=answer.on_behalf_of,
    )
    return campaign


@transaction.atomic
def drop_draft(campaign_id: int, *, by: Actor, at: datetime) -> Refused | None:
    """Drop a campaign that was never published, with everything in it."""
    held = hold(campaign_id, Verb.PLAN_CAMPAIGN, by, at)
    if isinstance(held, Refused):
        return held
    if held.campaign.state != "draft":
        return Refused("R305", {"what": "已有的任务"})
    held.record("删除未发布的采集任务")
    Prerequisite.objects.filter(form__campaign=held.campaign).delete()
    Assignment.objects.filter(form__campaign=held.campaign).delete()
    held.campaign.forms.all().delete()
    held.campaign.delete()
    return None


def _campaign(plan: Plan, by: Actor, at: datetime, address: str) -> Campaign:
    return Campaign.objects.create(
        school_id=by.school,
        platform=plan.platform,
        year=plan.year,
        edition_year=plan.edition_year,
        title=plan.title,
        address=address,
        academic_starts_on=plan.periods.academic_starts_on,
        academic_ends_on=plan.periods.academic_ends_on,
        calendar_starts_on=plan.periods.calendar_starts_on,
        calendar_ends_on=plan.periods.calendar_ends_on,
        made_by_id=by.person,
        made_at=at,
    )


def _fill(campaign: Campaign, plan: Plan, planner: int) -> None:
    stages = Stage.objects.bulk_create(
        Stage(
            campaign=campaign, order=order, kind=stage.kind, name=stage.name, starts_on=stage.starts_on,
            ends_on=stage.ends_on, work=stage.work, departments=stage.departments, remark=stage.remark,
        )
        for order, stage in enumerate(plan.stages)
    )  # fmt: skip
    forms = CampaignForm.objects.bulk_create(
        _form(campaign, planned, stages[planned.stage], planner) for planned in plan.forms
    )
    saved = {form.code: form for form in forms}
    division = default_division(campaign)
    Assignment.objects.bulk_create(
        assignment for form in forms for assignment in _assignments(form, division[form.code])
    )
    Prerequisite.objects.bulk_create(
        Prerequisite(form=saved[one.form], needs=saved[one.needs], origin=one.why)
        for one in plan.prerequisites
    )


def _form(campaign: Campaign, planned: PlannedForm, stage: Stage, planner: int) -> CampaignForm:
    return CampaignForm(
        campaign=campaign,
        code=planned.code,
        stage=stage,
        position=planned.position,
        step=planned.step,
        step_name=planned.step_name,
        within_days=planned.within_days,
        key_fields=list(planned.key_fields),
        collected_by_id=planner if planned.collected else None,
    )


def _assignments(form: CampaignForm, parts: Sequence[DefaultPart]) -> list[Assignment]:
    return [
        Assignment(form=form, unit_id=part.unit, order=order, scope=part.scope, fields=list(part.fields))
        for order, part in enumerate(parts)
    ]
