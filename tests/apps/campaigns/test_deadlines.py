"""Extensions: later than now, with a reason, revocable (CAM-2)."""

from datetime import date, timedelta

import pytest

from shucai.apps.campaigns.actions import Extent, close_campaign, extend, reopen_campaign, revoke_extension
from shucai.apps.campaigns.lines import lines_of
from shucai.apps.campaigns.models import Extension
from tests.builders.schools import STAFFED
from tests.builders.staffed import AT, TODAY, Staffed, acting
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db
WHY = "系统开放推迟一天"
PLANNED, LATER = date(2024, 9, 6), date(2024, 9, 9)


campaign = standing(*STAFFED, Staffed.published)


def ask(school, campaign, until=LATER, reason=WHY, **extent):
    return extend(campaign.pk, Extent(**extent), until=until, reason=reason, by=acting(school.planner), at=AT)


def dues(campaign):
    return {
        (line.form.code, part.assignment.unit.title): part.due.on
        for line in lines_of(campaign, TODAY)
        for part in line.parts
    }


def test_a_stage_is_extended_for_everybody(school, campaign):
    before = dues(campaign)
    ask(school, campaign, stage=campaign.stages.get(order=1).pk)
    after = dues(campaign)
    assert {after[key] for key, due in before.items() if due == PLANNED} == {LATER}
    assert {after[key] for key, due in before.items() if due != PLANNED} == {date(2024, 9, 2)}


def test_a_department_is_extended_alone(school, campaign):
    ask(school, campaign, stage=campaign.stages.get(order=1).pk, unit=school.units["团委"].pk)
    assert {unit for (_, unit), due in dues(campaign).items() if due == LATER} == {"团委"}


def test_a_form_is_extended_alone(school, campaign):
    ask(school, campaign, form=campaign.forms.get(code="2.7.1").pk)
    assert {code for (code, _), due in dues(campaign).items() if due == LATER} == {"2.7.1"}


def test_a_deadline_only_becomes_later_than_it_is_now(school, campaign):
    stage = campaign.stages.get(order=1).pk
    assert ask(school, campaign, stage=stage, until=PLANNED).code == "R303"
    ask(school, campaign, stage=stage)
    refused = ask(school, campaign, stage=stage, until=date(2024, 9, 8))
    assert (refused.code, "2024-09-09" in refused.reason) == ("R303", True)


def test_forms_that_are_due_before_their_stage_ends_are_extended_with_it_or_a_department(school):
    campaign = school.published("national")
    stage, unit = campaign.stages.get(order=0), "组织人事部"
    early = min(due for (_, of), due in dues(campaign).items() if of == unit)
    until = early + timedelta(days=3)
    assert early < until < stage.ends_on
    extent = {"stage": stage.pk, "unit": school.units[unit].pk}
    assert ask(school, campaign, until=early, **extent).code == "R303"
    before = dues(campaign)
    ask(school, campaign, until=until, **extent)
    moved = {key: due for key, due in dues(campaign).items() if due != before[key]}
    assert {of for _, of in moved} == {unit}
    assert set(moved.values()) == {until}


def test_an_extension_has_a_reason_and_something_it_is_of(school, campaign):
    assert ask(school, campaign, stage=campaign.stages.get(order=1).pk, reason=" 急 ").code == "R304"
    assert ask(school, campaign).code == "R201"
    assert not Extension.objects.exists()


def test_what_is_not_of_this_campaign_is_unknown(school, campaign):
    foreign = Staffed("另一示例学校")
    other = foreign.published()
    assert ask(school, campaign, stage=other.stages.first().pk).code == "R101"
    assert ask(school, campaign, form=other.forms.first().pk).code == "R101"
    stage = campaign.stages.get(order=1).pk
    assert ask(school, campaign, stage=stage, unit=foreign.units["团委"].pk).code == "R101"


def test_only_the_lead_office_extends(school, campaign):
    refused = extend(
        campaign.pk,
        Extent(stage=campaign.stages.get(order=1).pk),
        until=LATER,
        reason=WHY,
        by=acting(school.heads["团委"]),
        at=AT,
    )
    assert refused.code == "R102"


def test_an_extension_can_be_revoked_once(school, campaign):
    extension = ask(school, campaign, stage=campaign.stages.get(order=1).pk)
    assert revoke_extension(extension.pk, by=acting(school.planner), at=AT).revoked_at == AT
    assert LATER not in dues(campaign).values()
    assert revoke_extension(extension.pk, by=acting(school.planner), at=AT).code == "R318"


def test_in_a_closed_campaign_nothing_moves_until_it_is_opened_again(school, campaign):
    by, stage = acting(school.planner), campaign.stages.get(order=1).pk
    assert close_campaign(campaign.pk, "已全部上报完毕", by=by, at=AT).state == "closed"
    assert ask(school, campaign, stage=stage).code == "R315"
    assert reopen_campaign(campaign.pk, "市局要求补充", by=by, at=AT).state == "published"
    assert ask(school, campaign, stage=stage).until == LATER
