"""The lead office plans a campaign in five steps and publishes it (CAM-1, CAM-2, CAM-5, CAM-6, CAM-7)."""

from datetime import UTC, date, datetime

import pytest

from shucai.apps.campaigns.models import Assignment, Campaign, Stage
from shucai.apps.filling.models import Return
from shucai.apps.organisation.models import RoleGrant
from tests.builders.staffed import AT, Staffed
from tests.web.campaigns.conftest import QUERIES, Visitor, words

pytestmark = pytest.mark.django_db
STEPS = ("basics", "stages", "assignments", "people", "overview")


def typed_stages(campaign, **changes):
    """Return the form of stages as a browser sends it, with changes of the first stage."""
    stages = list(campaign.stages.order_by("order"))
    columns = {
        "id": [s.pk for s in stages],
        "name": [s.name for s in stages],
        "kind": [s.kind for s in stages],
        "starts": [s.starts_on for s in stages],
        "ends": [s.ends_on for s in stages],
        "work": [s.work for s in stages],
        "departments": [s.departments for s in stages],
        "remark": [s.remark for s in stages],
    }
    for name, value in changes.items():
        columns[name][0] = value
    return {name: [str(value) for value in values] for name, values in columns.items()}


def test_from_an_empty_school_to_a_published_campaign(planner):
    assert "还没有采集任务" in words(planner.get("/campaigns/"))
    planner.post("/campaigns/new/", platform="talent", year="2024")
    campaign = Campaign.objects.get()
    for step in STEPS:
        planner.get(f"/campaigns/{campaign.pk}/plan/{step}/")
    overview = words(planner.get(f"/campaigns/{campaign.pk}/plan/overview/"))
    assert "已备齐" in overview
    assert "90 张" in overview
    planner.post(f"/campaigns/{campaign.pk}/plan/publish/")
    assert Return.objects.count() == 90
    assert "已发布，各部门现在能看到自己的表和待办" in planner.get(f"/campaigns/{campaign.pk}/")


def test_the_next_campaign_takes_over_the_division_of_the_last_with_one_press(school, planner):
    last = school.published()
    given = Assignment.objects.filter(form__campaign=last, form__code="2.14.1")
    given.update(unit=school.units["学生工作处"])
    school.published("national")
    shown = planner.get("/campaigns/new/")
    assert 'value="2025-09-22"' in shown  # the first working day from the notice of the year that is proposed
    assert 'name="carry_talent" value="1" checked' in shown
    assert 'name="carry_national" value="1" checked' in shown
    planner.post("/campaigns/new/", platform="talent", year="2025", carry_talent="1")
    draft = Campaign.objects.get(year=2025)
    assert Assignment.objects.get(form__campaign=draft, form__code="2.14.1").unit.name == "学生工作处"
    page = planner.get(f"/campaigns/{draft.pk}/plan/assignments/")
    assert "已沿用 2024 年度的安排：90 张表的分工" in page
    assert "沿用 2024 年度的安排…" in page
    Assignment.objects.filter(form__campaign=draft).delete()
    planner.post(f"/campaigns/{draft.pk}/plan/assignments/carry/")
    assert Assignment.objects.get(form__campaign=draft, form__code="2.14.1").unit.name == "学生工作处"


def test_a_campaign_that_exists_is_pointed_to(school, planner):
    campaign = school.draft()
    page = planner.post("/campaigns/new/", status=422, platform="talent", year="2024")
    assert "已经有了" in page
    assert f"/campaigns/{campaign.pk}/plan/" in page


def test_a_platform_that_does_not_exist_makes_nothing(planner):
    planner.post("/campaigns/new/", status=422, platform="nowhere", year="2024")
    planner.post("/campaigns/new/", status=422, platform="talent", year="many")
    assert not Campaign.objects.exists()


def test_the_basics_are_saved_and_wrong_dates_are_said_in_place(school, planner):
    campaign = school.draft()
    path = f"/campaigns/{campaign.pk}/plan/basics/"
    good = {
        "title": "2024 年人才平台采集",
        "address": "https://example.org/",
        "academic_starts_on": "2023-09-01",
        "academic_ends_on": "2024-08-31",
        "calendar_starts_on": "2023-01-01",
        "calendar_ends_on": "2023-12-31",
    }
    planner.post(path, **good)
    campaign.refresh_from_db()
    assert (campaign.title, campaign.address) == ("2024 年人才平台采集", "https://example.org/")
    page = planner.post(path, status=422, **{**good, "academic_ends_on": "2022-01-01"})
    assert "2022-01-01 早于" in page
    assert "四个日期都要填写" in planner.post(path, status=422, **{**good, "academic_ends_on": "乱写"})


def test_stages_are_saved_and_wrong_ones_are_shown_again_as_typed(school, planner):
    campaign = school.draft()
    path = f"/campaigns/{campaign.pk}/plan/stages/"
    planner.post(path, **typed_stages(campaign, ends="2024-09-01"))
    assert str(campaign.stages.get(order=0).ends_on) == "2024-09-01"
    page = planner.post(path, status=422, **typed_stages(campaign, ends="2024-08-01"))
    assert "早于开始日期" in page
    assert 'value="2024-08-01"' in page
    assert "都要填写" in planner.post(path, status=422, **typed_stages(campaign, ends=""))


def test_an_empty_stage_is_removed_when_it_is_ticked(school, planner):
    campaign = school.draft("national")
    last = campaign.stages.get(order=3)
    fields = typed_stages(campaign)
    planner.post(f"/campaigns/{campaign.pk}/plan/stages/", **fields, removed=[str(last.pk)])
    assert not Stage.objects.filter(pk=last.pk).exists()


def test_working_days_are_counted_while_dates_are_chosen(planner):
    part = words(planner.get("/campaigns/days/?starts=2024-09-13&ends=2024-09-17"))
    assert part == "2 个工作日 结束日是节假日"
    assert "填好两个日期" in planner.get("/campaigns/days/?starts=&ends=x")
    assert "放假安排未公布" in planner.get("/campaigns/days/?starts=2098-09-01&ends=2098-09-02")


def test_the_division_is_filtered_by_department_text_and_difference(school, planner):
    campaign = school.draft()
    path = f"/campaigns/{campaign.pk}/plan/assignments/"
    unit = school.units["团委"].pk
    assert planner.get(f"{path}?unit={unit}").count('<th scope="row">') == 3
    assert "2.7.1" in planner.get(f"{path}?q=2.7.1", **{"HX-Request": "true"})
    assert "没有符合的表" in planner.get(f"{path}?only=changed")


def test_a_form_is_divided_within_the_table_and_marked_as_changed(school, planner):
    campaign = school.draft()
    form = campaign.forms.get(code="2.7.1")
    path = f"/campaigns/{campaign.pk}/plan/assignments/{form.pk}/"
    asked = {"HX-Request": "true"}
    assert "恢复年度版" in planner.get(path, **asked)
    units = [str(school.units["团委"].pk), str(school.units["财务处"].pk), ""]
    row = planner.post(path, status=200, headers=asked, unit=units, scope=["本校", "", ""])
    assert "已改，年度版是：" in row
    assert [one.unit.title for one in form.assignments.order_by("order")] == ["团委", "财务处"]
    row = planner.post(path, status=200, headers=asked, default="1")
    assert "已改" not in row


def test_a_refused_division_says_why_and_changes_nothing(school, planner):
    campaign = school.draft()
    form = campaign.forms.get(code="2.7.1")
    unit = str(school.units["团委"].pk)
    before = list(form.assignments.values_list("unit", flat=True))
    path = f"/campaigns/{campaign.pk}/plan/assignments/{form.pk}/"
    page = planner.post(path, 422, {"HX-Request": "true"}, unit=[unit, unit], scope=["", ""])
    assert "只能出现一次" in page
    assert list(form.assignments.values_list("unit", flat=True)) == before


def test_people_who_are_missing_stand_first_and_stop_publishing(school, planner):
    RoleGrant.objects.filter(person=school.reporters["团委"]).update(revoked_at=AT)
    campaign = school.draft()
    people = words(planner.get(f"/campaigns/{campaign.pk}/plan/people/"))
    assert people.index("团委") < people.index("党委办公室")
    assert "缺 1 处" in people
    page = planner.post(f"/campaigns/{campaign.pk}/plan/publish/", status=422)
    assert "团委没有填报人，涉及 3 张表" in words(page)
    assert not Return.objects.exists()


def test_a_department_without_people_is_named_once_and_the_page_leads_to_where_they_are_made(school, planner):
    unit = school.units["团委"]
    RoleGrant.objects.filter(unit=unit).update(revoked_at=AT)
    RoleGrant.objects.filter(person=school.leader).update(revoked_at=AT)
    campaign = school.draft()
    page = words(planner.get(f"/campaigns/{campaign.pk}/plan/overview/"))
    assert "团委没有填报人和部门负责人，涉及 3 张表" in page
    people = planner.get(f"/campaigns/{campaign.pk}/plan/people/")
    assert "1 个部门缺人" in words(people)
    assert "没有主管领导" in words(people)
    assert f"/people/new/?unit={unit.pk}" in people
    assert "/roster/" in people


def test_central_import_is_given_to_another_member(school, planner):
    campaign = school.draft()
    forms = [str(pk) for pk in campaign.forms.filter(code__startswith="0.").values_list("pk", flat=True)]
    planner.post(f"/campaigns/{campaign.pk}/plan/people/collector/", form=forms, person=str(school.member.pk))
    assert campaign.forms.filter(collected_by=school.member).count() == 5
    page = words(planner.get(f"/campaigns/{campaign.pk}/plan/people/"))
    assert page.count("已指定集中导入人：0.1.1、0.1.2、0.1.3、0.1.4、0.1.5") == 1
    page = planner.post(f"/campaigns/{campaign.pk}/plan/people/collector/", 422, person="")
    assert "请先勾选要集中导入的表" in page


def test_a_draft_is_dropped_after_saying_what_goes(school, planner):
    campaign = school.draft()
    assert "不能恢复" in planner.get(f"/campaigns/{campaign.pk}/plan/overview/")
    planner.post(f"/campaigns/{campaign.pk}/plan/drop/")
    assert not Campaign.objects.exists()


def test_going_on_leads_to_what_is_missing(school, planner):
    campaign = school.draft()
    answer = planner.browser.get(f"/campaigns/{campaign.pk}/plan/")
    assert answer.headers["Location"].endswith("/plan/overview/")
    Assignment.objects.filter(form__campaign=campaign, form__code="2.7.1").delete()
    answer = planner.browser.get(f"/campaigns/{campaign.pk}/plan/")
    assert answer.headers["Location"].endswith("/plan/assignments/")


@pytest.mark.parametrize("step", STEPS)
def test_a_draft_and_its_steps_are_the_lead_offices_alone(school, step):
    campaign = school.draft()
    for person in (school.reporters["团委"], school.leader):
        Visitor(person).get(f"/campaigns/{campaign.pk}/plan/{step}/", status=404)
    foreign = Visitor(Staffed("另一示例学校").planner)
    foreign.get(f"/campaigns/{campaign.pk}/plan/{step}/", status=404)
    foreign.get(f"/campaigns/987654/plan/{step}/", status=404)


def test_a_published_campaign_is_still_not_planned_by_others(school):
    campaign = school.published()
    Visitor(school.reporters["团委"]).get(f"/campaigns/{campaign.pk}/plan/stages/", status=403)


@pytest.mark.parametrize("step", STEPS)
def test_every_step_asks_few_questions(school, planner, django_assert_max_num_queries, step):
    campaign = school.draft("national")
    with django_assert_max_num_queries(QUERIES):
        planner.get(f"/campaigns/{campaign.pk}/plan/{step}/")


def test_stages_that_are_over_can_begin_on_another_day_and_nothing_is_saved_by_looking(school, planner, on):
    campaign = school.draft()
    path = f"/campaigns/{campaign.pk}/plan/stages/"
    assert "所有阶段都在今天以前" not in planner.get(path)
    on(date(2025, 3, 3))
    page = planner.get(path)
    assert "所有阶段都在今天以前" in page
    assert 'name="begins" value="2025-03-03"' in page
    moved = planner.get(f"{path}?begins=2025-03-03")
    assert 'name="starts" value="2025-03-03"' in moved
    assert "保存后生效" in moved
    assert campaign.stages.get(order=0).starts_on.year == 2024


def test_a_collection_begun_late_has_days_to_come_and_says_that_and_why_they_were_moved(
    school, planner, monkeypatch, on
):
    late = datetime(2026, 11, 27, 1, tzinfo=UTC)
    on(date(2026, 11, 27))
    monkeypatch.setattr("shucai.web.campaigns.listing.clock", lambda: late)
    planner.post("/campaigns/new/", platform="talent", year="2026")
    path = f"/campaigns/{Campaign.objects.get().pk}/plan/"
    told = "步骤表的日期推到 2026 年是 8-26 至 9-10，11-27 建这次任务时已经晚了，所以从 11-27 起重新安排"
    assert told in planner.get(f"{path}basics/")
    assert told in planner.get(f"{path}stages/")
    assert "所有阶段都在" not in planner.get(f"{path}overview/")
    Campaign.objects.get().stages.filter(order=2).update(ends_on=date(2026, 12, 31))
    assert told not in planner.get(f"{path}stages/")


def test_dates_in_the_wrong_order_are_said_while_they_are_chosen(planner):
    assert "结束早于开始" in planner.get("/campaigns/days/?starts=2024-09-17&ends=2024-09-13")
