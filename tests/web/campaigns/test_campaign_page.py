"""The campaign as everybody sees it, extensions, and the page of a form in it (CAM-2, CAM-5, CAM-6)."""

import re
from datetime import date, timedelta

import pytest

from shucai.apps.campaigns.models import Extension
from shucai.apps.filling.models import Contribution, Return
from shucai.web.campaigns.words import day
from tests.builders.staffed import Staffed
from tests.web.campaigns.conftest import QUERIES, Visitor, words

pytestmark = pytest.mark.django_db
FILLING = date(2024, 9, 4)
WHY = "系统开放推迟一天"


@pytest.fixture
def campaign(school, on):
    made = school.published()
    on(FILLING)
    return made


def path(campaign, rest=""):
    return f"/campaigns/{campaign.pk}/{rest}"


def test_everybody_of_the_school_sees_stages_division_and_deadlines(school, campaign):
    for person in (school.reporters["团委"], school.heads["团委"], school.leader, school.chair):
        page = words(Visitor(person).get(path(campaign)))
        assert "9-03 至 9-06，第 2 天 / 共 4 天" in page
        assert "90 张表" in page
        assert "给阶段、部门或一张表延期" not in page


def test_a_form_says_who_fills_what_has_to_be_complete_before_it(school, campaign):
    form = campaign.forms.get(code="1.5.1")
    needed = form.prerequisites.get(needs__code="0.1.1").needs
    unit = needed.assignments.get(order=0).unit.title
    page = words(Visitor(school.reporters["团委"]).get(path(campaign, f"forms/{form.pk}/")))
    assert f"开设专业基础信息表 {unit}填报 ·" in page


def test_a_department_opens_its_forms(school, campaign, planner):
    page = planner.get(path(campaign, f"?by=forms&unit={school.units['团委'].pk}"))
    assert page.count('<th scope="row">') == 3


def test_the_lead_office_extends_and_everybody_sees_why(school, campaign, planner):
    stage = campaign.stages.get(order=1).pk
    unit = school.units["团委"].pk
    planner.post(path(campaign, "extend/"), stage=stage, unit=unit, until="2024-09-10", reason=WHY)
    page = words(Visitor(school.reporters["团委"]).get(path(campaign)))
    assert "填报阶段 · 团委 延到 9-10" in page
    assert WHY in page
    extension = Extension.objects.get()
    planner.post(path(campaign, f"extensions/{extension.pk}/revoke/"))
    assert "（已撤销）" in words(planner.get(path(campaign)))


def test_a_department_reads_on_the_form_and_on_its_data_why_it_was_given_longer(school, campaign, planner):
    part = Contribution.objects.get(made_return__form__code="2.11.1", assignment__order=0)
    form, reporter = part.made_return.form, Visitor(school.reporters["财务处"])
    planner.post(path(campaign, "extend/"), form=form.pk, until="2024-09-10", reason=WHY)
    pages = (path(campaign, f"forms/{form.pk}/"), f"/filling/{part.pk}/")
    for page in pages:
        read = words(reporter.get(page))
        assert "已延期" in read
        assert f"原为 9-06：{WHY}" in read
    planner.post(path(campaign, f"extensions/{Extension.objects.get().pk}/revoke/"))
    for page in pages:
        assert "已延期" not in words(reporter.get(page))


def test_a_refused_extension_is_said_and_what_was_typed_stays(campaign, planner):
    stage = campaign.stages.get(order=1).pk
    page = planner.post(path(campaign, "extend/"), 422, stage=stage, until="2024-09-05", reason=WHY)
    assert "须晚于现在的截止日期 2024-09-06" in page
    assert WHY in page
    assert "请填写延期到哪一天" in planner.post(path(campaign, "extend/"), 422, stage=stage, reason=WHY)
    assert not Extension.objects.exists()


def test_an_extension_beyond_the_next_stage_says_so(school, campaign, planner):
    stage, unit = campaign.stages.get(order=1).pk, school.units["团委"].pk
    planner.post(path(campaign, "extend/"), stage=stage, unit=unit, until="2024-09-12", reason=WHY)
    assert "填报阶段 · 团委 已延期到 9-12，晚于 审核提交阶段的截止 9-08" in words(planner.get(path(campaign)))


def test_forms_due_before_their_stage_ends_are_told_and_extended_with_it(school, planner):
    campaign = school.published("national")
    stage, unit = campaign.stages.get(order=0), school.units["组织人事部"].pk
    told = re.search(r"基础信息填报（到 (\S+)，其中 \d+ 张表 \S+ 截止）", words(planner.get(path(campaign))))
    until = stage.starts_on + timedelta(days=10)
    planner.post(path(campaign, "extend/"), stage=stage.pk, unit=unit, until=until, reason=WHY)
    page = words(planner.get(path(campaign)))
    assert f"里更早截止的表已延期到 {day(until)}；{told[1]} 截止的不变" in page


def test_a_link_of_a_late_department_opens_the_extension_for_it(school, campaign, planner):
    form, unit = campaign.forms.get(code="2.11.1"), school.units["财务处"].pk
    page = planner.get(path(campaign, f"?longer={unit}&of={form.pk}"))
    assert f'<option value="{unit}" selected>' in page
    assert f'<option value="{form.stage_id}" selected>' in page


def test_a_closed_campaign_counts_no_days(campaign, planner):
    planner.post(path(campaign, "close/"), reason="全部上报完毕", left=90)
    page = words(planner.get(path(campaign)))
    assert "已结束" in page
    assert "第 2 天" not in page
    assert "9-06 截止" not in page
    assert "9-06 截止" not in words(planner.get(path(campaign, "?by=forms")))


def test_a_reporter_cannot_extend(school, campaign):
    reporter = Visitor(school.reporters["团委"])
    stage = campaign.stages.get(order=1).pk
    page = reporter.post(path(campaign, "extend/"), 422, stage=stage, until="2024-09-10", reason=WHY)
    assert "不能延长期限" in page
    assert not Extension.objects.exists()


def test_closing_needs_a_reason_and_can_be_undone(campaign, planner):
    assert "至少 5 个字" in planner.post(path(campaign, "close/"), 422, reason="好")
    page = planner.post(path(campaign, "close/"), 422, reason="全部上报完毕")
    assert "还有表没有上报" in page
    planner.post(path(campaign, "close/"), reason="全部上报完毕", left=90)
    assert "已于" in words(planner.get(path(campaign)))
    planner.post(path(campaign, "close/"), reason="市局要求补充")
    campaign.refresh_from_db()
    assert campaign.state == "published"


def test_a_form_shows_who_does_what_until_when(school, campaign):
    form = campaign.forms.get(code="2.11.1")
    page = words(Visitor(school.reporters["团委"]).get(path(campaign, f"forms/{form.pk}/")))
    assert "财务处" in page
    assert school.reporters["财务处"].name in page
    assert "9-06 截止" in page
    assert "须报主管领导批准" in page
    assert "改分工" not in page


def test_the_lead_office_reassigns_a_form_from_its_page(school, campaign, planner):
    form = campaign.forms.get(code="2.7.1")
    planner.post(path(campaign, f"forms/{form.pk}/parts/"), unit=[school.units["团委"].pk], scope=[""])
    assert form.assignments.get().unit.title == "团委"
    page = planner.post(path(campaign, f"forms/{form.pk}/parts/"), 422, unit=[""], scope=[""])
    assert "牵头部门还没有" in page


def test_people_are_named_for_a_part(school, campaign, planner):
    form = campaign.forms.get(code="2.11.1")
    part = form.assignments.get()
    target = path(campaign, f"forms/{form.pk}/people/{part.pk}/")
    planner.post(target, fill=[school.reporters["财务处"].pk], review=[school.heads["财务处"].pk])
    assert part.people.count() == 2
    assert "不是财务处的填报人" in planner.post(target, 422, fill=[school.reporters["团委"].pk])


def test_order_key_data_and_limit_are_changed_on_the_page(school, planner):
    campaign = school.draft("national")
    form = campaign.forms.get(code="N-ZH-XX-02")
    one = form.prerequisites.get()
    page = path(campaign, f"forms/{form.pk}/")
    planner.post(page + "before/", lift=one.pk, reason="上级分批开放")
    assert "已解除" in words(planner.get(page))
    planner.post(page + "before/", restore=one.pk)
    needs, computed = (campaign.forms.get(code=code) for code in ("N-ZH-ZY-01", "N-ZH-JS-11"))
    offered = planner.get(page)
    assert [f'<option value="{one.pk}">{one.code}' in offered for one in (needs, computed)] == [True, False]
    assert "互相等待" in planner.post(page + "before/", 422, needs=needs.pk, reason="本校习惯先做")
    planner.post(page + "key/", whole="1")
    planner.post(page + "limit/", days="10", person="")
    form.refresh_from_db()
    assert (form.is_key, form.within_days) == (True, 10)
    assert "不能用" in planner.post(page + "limit/", 422, days="很多")


def test_what_is_of_another_school_is_not_found(school, campaign):
    stranger = Visitor(Staffed("另一示例学校").planner)
    form = campaign.forms.first()
    for rest in ("", "tasks.xlsx", "division.xlsx", f"forms/{form.pk}/", "plan/"):
        stranger.get(path(campaign, rest), status=404)
        stranger.get(f"/campaigns/987654/{rest}", status=404)
    stranger.post(path(campaign, "extend/"), status=404, reason=WHY)
    stranger.post(path(campaign, "close/"), status=404, reason=WHY)


def test_a_form_of_another_campaign_is_not_found(school, campaign, planner):
    other = school.draft("national").forms.first()
    planner.get(path(campaign, f"forms/{other.pk}/"), status=404)


@pytest.mark.parametrize("rest", ["", "?by=forms"])
def test_the_page_asks_few_questions(campaign, planner, django_assert_max_num_queries, rest):
    with django_assert_max_num_queries(QUERIES):
        planner.get(path(campaign, rest))


def test_the_page_of_a_form_asks_few_questions(campaign, planner, django_assert_max_num_queries):
    form = campaign.forms.get(code="1.4.1")
    with django_assert_max_num_queries(QUERIES):
        planner.get(path(campaign, f"forms/{form.pk}/"))


def test_a_form_says_what_its_reader_can_do_now_and_why_not(school, on):
    national = school.published("national")
    on(date(2024, 9, 23))
    form = national.forms.get(code="N-ZH-XX-02")
    page = words(Visitor(school.reporters["党委办公室"]).get(path(national, f"forms/{form.pk}/")))
    assert "您现在能做什么" in page
    assert "N-ZH-XX-01 基本信息" in page.split("您现在能做什么")[1]
    assert "可以请填报人" not in page
    assert "可以请负责这些表的部门或牵头部门处理" in page
    first = national.forms.get(code="N-ZH-XX-01")
    page = words(Visitor(school.reporters["校长办公室"]).get(path(national, f"forms/{first.pk}/")))
    assert "可以 填报" in page
    assert "您现在能做什么" not in words(Visitor(school.leader).get(path(national, f"forms/{form.pk}/")))


def test_a_form_that_is_locked_leads_its_department_to_asking_for_a_re_opening(school, campaign):
    form = campaign.forms.get(code="1.1.7")
    part = Contribution.objects.get(made_return__form=form)
    asking, reporter = f"/compliance/{part.pk}/#ask-{part.pk}", Visitor(school.reporters["校长办公室"])
    assert asking not in reporter.get(path(campaign, f"forms/{form.pk}/"))
    Contribution.objects.filter(pk=part.pk).update(state="compliant")
    Return.objects.filter(pk=part.made_return_id).update(state="compliant")
    assert asking in reporter.get(path(campaign, f"forms/{form.pk}/"))
