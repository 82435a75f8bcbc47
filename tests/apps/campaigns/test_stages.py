"""Changing stages: freely before publishing, carefully after (CAM-2)."""

from dataclasses import replace
from datetime import date

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.actions import StageWanted, change_stages
from shucai.domain.planning import PlannedStage, StageKind
from tests.builders.staffed import AT, TODAY, acting

pytestmark = pytest.mark.django_db


def wanted(campaign):
    """Return the stages of a campaign as they are, to be changed."""
    return [
        StageWanted(
            stage.pk,
            PlannedStage(stage.name, StageKind(stage.kind), stage.starts_on, stage.ends_on, stage.work),
        )
        for stage in campaign.stages.order_by("order")
    ]


def moved(one, **changes):
    return replace(one, planned=replace(one.planned, **changes))


def change(school, campaign, stages, today=TODAY):
    return change_stages(campaign.pk, stages, by=acting(school.planner), at=AT, today=today)


def names(campaign):
    return list(campaign.stages.order_by("order").values_list("name", flat=True))


def test_dates_of_a_draft_can_be_changed(school):
    campaign = school.draft()
    stages = wanted(campaign)
    stages[1] = moved(stages[1], ends_on=date(2024, 9, 7))
    assert change(school, campaign, stages) == campaign
    assert campaign.stages.get(order=1).ends_on == date(2024, 9, 7)


def test_a_stage_can_be_added_and_an_empty_one_removed(school):
    campaign = school.draft()
    extra = StageWanted(None, PlannedStage("补报", StageKind.FILLING, date(2024, 9, 9), date(2024, 9, 9)))
    change(school, campaign, [*wanted(campaign), extra])
    assert names(campaign) == ["准备阶段", "填报阶段", "审核提交阶段", "补报"]
    change(school, campaign, wanted(campaign)[:3])
    assert names(campaign) == ["准备阶段", "填报阶段", "审核提交阶段"]


def test_stages_change_places(school):
    campaign = school.draft("national")
    first, second, third, last = wanted(campaign)
    change(school, campaign, [first, third, second, last])
    assert names(campaign)[1:3] == ["教学工作相关数据填报", "日常工作数据填报"]


def test_a_stage_with_forms_is_not_removed(school):
    campaign = school.draft()
    refused = change(school, campaign, wanted(campaign)[1:])
    assert (refused.code, "7 张表" in refused.reason) == ("R204", True)


def test_dates_in_the_wrong_order_are_refused_with_the_stage(school):
    campaign = school.draft()
    stages = wanted(campaign)
    stages[1] = moved(stages[1], ends_on=date(2024, 9, 1))
    refused = change(school, campaign, stages)
    assert refused.code == "R308"
    assert "第 2 阶段填报阶段" in refused.reason


def test_a_campaign_keeps_at_least_one_stage(school):
    assert change(school, school.draft(), []).code == "R308"


def test_after_publishing_a_stage_that_has_begun_keeps_its_dates(school):
    campaign = school.published()
    stages = wanted(campaign)
    refused = change(school, campaign, [moved(stages[0], ends_on=date(2024, 9, 3)), *stages[1:]])
    assert (refused.code, "延期" in refused.reason) == ("R305", True)


def test_after_publishing_a_stage_to_come_can_move_and_every_stage_can_be_explained(school):
    campaign = school.published()
    stages = wanted(campaign)
    stages[0] = moved(stages[0], work="按模板收齐")
    stages[2] = moved(stages[2], ends_on=date(2024, 9, 10))
    assert change(school, campaign, stages) == campaign
    assert campaign.stages.get(order=2).ends_on == date(2024, 9, 10)
    assert campaign.stages.get(order=0).work == "按模板收齐"
    facts = Entry.objects.get(school=school.school.pk, facts__did="改阶段").facts
    moved_on = {key: told for key, told in facts["new"].items() if told != facts["old"][key]}
    assert list(moved_on) == ["第 1 阶段 准备阶段", "第 3 阶段 审核提交阶段"]
    assert "按模板收齐" in moved_on["第 1 阶段 准备阶段"]
    assert "审核提交，2024-09-" in moved_on["第 3 阶段 审核提交阶段"]


def test_nothing_is_entered_where_nothing_of_a_stage_is_another(school):
    campaign = school.published()
    stages = campaign.stages.order_by("order")
    as_they_are = [
        replace(one, planned=replace(one.planned, departments=stage.departments, remark=stage.remark))
        for one, stage in zip(wanted(campaign), stages, strict=True)
    ]
    assert change(school, campaign, as_they_are) == campaign
    assert not Entry.objects.filter(facts__did="改阶段").exists()


def test_a_stage_of_another_campaign_is_unknown(school):
    other = wanted(school.draft("national"))
    campaign = school.draft()
    assert change(school, campaign, [other[0], *wanted(campaign)[1:]]).code == "R101"
