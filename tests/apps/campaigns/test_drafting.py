"""A draft has everything as the edition has it (CAM-1, CAM-5, CAM-7)."""

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.actions import draft_campaign, drop_draft
from shucai.apps.campaigns.models import Assignment, Campaign, Prerequisite
from shucai.apps.organisation.actions.merging import merge_unit
from shucai.apps.organisation.actions.units import rename_unit
from shucai.apps.organisation.models import UnitName
from tests.builders.people import a_person
from tests.builders.staffed import AT, Staffed, acting

pytestmark = pytest.mark.django_db


def test_a_draft_holds_every_form_with_its_departments_stages_and_order(school):
    campaign = school.draft("national")
    assert campaign.state == "draft"
    assert campaign.forms.count() == 119
    assert campaign.stages.count() == 4
    assert set(Assignment.objects.filter(form__campaign=campaign).values_list("order", flat=True)) == {
        0,
        1,
        2,
    }
    assert set(Prerequisite.objects.values_list("origin", flat=True)) == {"catalogue", "order"}


def test_a_department_with_two_names_is_found_by_both_of_them(school):
    campaign = school.draft()
    named = Assignment.objects.filter(form__campaign=campaign, unit__other_name="教师工作处")
    assert named.count() == 13


def test_scope_and_fields_of_a_part_come_from_the_catalogue(school):
    part = Assignment.objects.get(form__campaign=school.draft("national"), form__code="N-ZH-JS-02", order=1)
    assert (part.unit.title, part.scope) == ("科技服务处（教师工作处）", "校外行业导师")


def test_a_merged_department_is_served_by_the_one_that_took_it_over(school):
    old, new = school.units["团委"], school.units["学生工作处"]
    merge_unit(old.pk, into_id=new.pk, by=acting(school.planner), at=AT)
    campaign = school.draft()
    assert not Assignment.objects.filter(form__campaign=campaign, unit=old).exists()
    assert Assignment.objects.filter(form__campaign=campaign, form__code="2.14.1").get().unit == new


def test_a_department_known_by_an_earlier_name_is_found(school):
    unit = school.units["信息处"]
    rename_unit(unit.pk, name="信息化建设中心", other_name="", by=acting(school.planner), at=AT)
    assert Assignment.objects.filter(form__campaign=school.draft(), unit=unit).exists()


def test_a_department_that_the_school_does_not_have_leaves_a_place_open(school):
    UnitName.objects.filter(unit=school.units["信息处"]).delete()
    campaign = school.draft()
    assert campaign.forms.filter(assignments=None).count() == 1


def test_base_tables_are_collected_by_the_planner_until_somebody_else_is_named(school):
    collected = school.draft().forms.filter(collected_by=school.planner)
    assert set(collected.values_list("code", flat=True)) == {
        "0.1.1", "0.1.2", "0.1.3", "0.1.4", "0.1.5", "1.1.8", "1.6.1",
    }  # fmt: skip


def test_a_year_has_one_campaign_of_a_platform(school):
    school.draft()
    again = draft_campaign("talent", 2024, by=acting(school.planner), at=AT)
    assert again.code == "R301"
    assert "人才平台 2024 年度" in again.reason


def test_a_year_before_the_oldest_edition_cannot_be_planned(school):
    refused = draft_campaign("talent", 2019, by=acting(school.planner), at=AT)
    assert (refused.code, "最早的是 2024 年度" in refused.reason) == ("R312", True)


def test_a_later_year_is_planned_with_the_newest_edition_and_says_so(school):
    campaign = school.draft(year=2026)
    assert (campaign.year, campaign.edition_year) == (2026, 2024)
    assert "2026" in campaign.title
    assert {stage.starts_on.year for stage in campaign.stages.all()} == {2026}


@pytest.mark.parametrize(
    ("who", "code"), [("reporter", "R102"), ("head", "R102"), ("leader", "R102"), ("stranger", "R101")]
)
def test_only_the_lead_office_plans(school, who, code):
    people = {
        "reporter": school.reporters["团委"],
        "head": school.heads["团委"],
        "leader": school.leader,
        "stranger": a_person(school=school.school),
    }
    assert draft_campaign("talent", 2024, by=acting(people[who]), at=AT).code == code
    assert not Campaign.objects.exists()


def test_drafting_is_told_in_the_audit_once(school):
    school.draft()
    entry = Entry.objects.get(school=school.school.pk, subject_kind="campaign")
    assert (entry.action, entry.facts["forms"]) == ("plan_campaign", 90)


def test_a_draft_can_be_dropped_and_made_anew(school):
    assert drop_draft(school.draft().pk, by=acting(school.planner), at=AT) is None
    assert not Campaign.objects.exists()
    assert school.draft().forms.count() == 90


def test_a_published_campaign_is_not_dropped(school):
    refused = drop_draft(school.published().pk, by=acting(school.planner), at=AT)
    assert refused.code == "R305"


def test_a_campaign_of_another_school_is_like_one_that_does_not_exist(school):
    foreign = Staffed("另一示例学校").draft()
    answers = [drop_draft(pk, by=acting(school.planner), at=AT).code for pk in (foreign.pk, 987654)]
    assert answers == ["R101", "R101"]
