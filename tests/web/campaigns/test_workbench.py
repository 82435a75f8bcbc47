"""我的工作台: what each role has to do next (COM-3)."""

from datetime import date, timedelta

import pytest

from shucai.apps.campaigns.models import Extension
from shucai.apps.filling.actions.asking import answer_question, ask_question
from shucai.apps.filling.checking import found_of
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.formal.kept import forget_everything
from shucai.apps.organisation.models import RoleGrant
from shucai.domain.access import Role
from shucai.domain.workflow import State
from tests.builders.kept import put
from tests.builders.organisation import done
from tests.builders.people import a_person
from tests.builders.staffed import AT, Staffed, acting
from tests.builders.staging import Desk
from tests.web.campaigns.conftest import QUERIES, Visitor, words

pytestmark = pytest.mark.django_db
FILLING = date(2024, 9, 4)


def desk(person, query=""):
    return words(Visitor(person).get(f"/{query}"))


def test_a_reporter_sees_the_forms_of_the_department_with_deadline_and_action(school, on):
    school.published()
    on(FILLING)
    page = desk(school.reporters["财务处"])
    assert "本部门 4 张表" in page
    assert "9-06 截止" in page
    assert "2.11.1" in page
    assert "去填" in page
    assert "0.1.1" not in page.replace("先要完成 0.1.1", "")


def test_a_deadline_that_was_moved_says_so_with_the_day_and_why(school, on):
    campaign = school.published()
    on(FILLING)
    planner, stage = Visitor(school.planner), campaign.stages.get(order=1).pk
    asked = {
        "stage": stage,
        "unit": school.units["财务处"].pk,
        "until": "2024-09-10",
        "reason": "年报推迟到九日",
    }
    planner.post(f"/campaigns/{campaign.pk}/extend/", **asked)
    page = desk(school.reporters["财务处"])
    assert page.count("已延期 4 件延期到 9-10，原为 9-06：年报推迟到九日") == 1
    assert page.count("年报推迟到九日") == 1
    assert page.count("已延期") == 1 + 4  # the note, and every form it speaks of
    assert "9-10 截止" in page
    assert "已延期" not in desk(school.reporters["团委"])
    planner.post(f"/campaigns/{campaign.pk}/extensions/{Extension.objects.get().pk}/revoke/")
    assert "已延期" not in desk(school.reporters["财务处"])


def test_who_imports_centrally_goes_from_desk_and_form_to_the_import(school, on):
    campaign = school.published()
    form = campaign.forms.get(code="0.1.1")
    part = Contribution.objects.get(made_return__form=form)
    collector = Visitor(form.collected_by)
    for page in ("/", f"/campaigns/{campaign.pk}/forms/{form.pk}/"):
        assert f"/imports/part/{part.pk}/" in collector.get(page)
    collector.get(f"/imports/part/{part.pk}/")


def test_a_form_that_was_moved_alone_says_why_in_its_row(school, on):
    campaign = school.published()
    on(FILLING)
    form = campaign.forms.get(code="2.11.1")
    moved = {"stage": form.stage_id, "form": form.pk, "until": "2024-09-10", "reason": "决算推迟到九日"}
    Visitor(school.planner).post(f"/campaigns/{campaign.pk}/extend/", **moved)
    assert desk(school.reporters["财务处"]).count("已延期 延期到 9-10，原为 9-06：决算推迟到九日") == 1


def test_on_the_last_day_it_stands_first(school, on):
    school.published()
    on(date(2024, 9, 6))
    page = desk(school.reporters["财务处"])
    assert "今天有 4 件事要先处理" in page
    assert "今天截止" in page


def test_in_the_preparation_base_tables_are_gathered_from_templates(school):
    school.published()
    page = desk(school.reporters["学生工作处"])
    assert "发给牵头组长集中导入" in page
    assert "下载模板" in page


def test_what_waits_says_for_which_form_and_is_not_counted_as_something_to_do(school, on):
    school.published("national")
    on(date(2024, 9, 23))
    page = desk(school.reporters["党委办公室"])
    assert "先要完成 N-ZH-XX-01 基本信息" in page
    assert "现在没有要做的事，2 件在等其他表或部门" in page


def test_each_role_has_its_own_work(school, on):
    campaign = school.published()
    on(FILLING)
    parts = Contribution.objects.filter(assignment__unit=school.units["财务处"])
    put(parts, state=State.CHECKED)
    put(Return.objects.filter(contributions__in=parts), state=State.CHECKED)
    assert "去审核" in desk(school.heads["财务处"])
    assert "去批准" not in desk(school.leader)
    put(parts, key_stage="put")
    assert "去批准" in desk(school.leader)
    put(Return.objects.filter(form__campaign=campaign), state=State.COMPLIANT)
    assert "去审议" in desk(school.chair)
    put(Return.objects.filter(form__campaign=campaign), state=State.DEPARTMENT_APPROVED)
    assert "去检查" in desk(school.member)


def test_forms_of_one_state_are_listed(school, on):
    school.published()
    on(FILLING)
    page = desk(school.planner, "?state=not_started")
    assert "未开始 90 张" in page
    assert desk(school.planner, "?state=nonsense")


def test_two_campaigns_can_be_looked_at_apart(school, on):
    school.published()
    national = school.published("national")
    on(date(2024, 9, 23))
    assert "全部任务" in desk(school.planner)
    page = desk(school.planner, f"?campaign={national.pk}")
    assert "全校 104 张表 另有 15 张自动汇总" in page
    Visitor(school.planner).get("/?campaign=987654", status=404)


def test_a_draft_is_the_lead_offices_alone(school):
    school.draft()
    assert "还在筹备，没有发布" in desk(school.planner)
    page = desk(school.reporters["团委"])
    assert "还没有进行中的采集任务" in page
    assert "还在筹备" not in page


def test_on_the_first_day_the_accounts_come_first_and_then_the_collection(school):
    for names in (school.reporters, school.heads):
        RoleGrant.objects.filter(person__in=names.values()).delete()
    page = desk(school.planner)
    assert page.index("一次建好账号和角色") < page.index("选平台和年度")
    school.grant(a_person("新填报", school=school.school), Role.REPORTER, school.office)
    assert "已有填报人" in desk(school.planner)


def test_an_administrator_makes_accounts_and_leaves_the_collection_to_the_lead_office(school):
    page = desk(school.holder("管理员", Role.ADMINISTRATOR))
    assert "批量建账号" in page
    assert "由牵头部门安排并发布采集（牵头组长）" in page
    assert "账号已经建好，等牵头部门发布采集" in page
    assert "选平台和年度" not in page


def test_who_has_work_in_several_departments_reads_all_of_them(school, on):
    school.published()
    on(FILLING)
    reporter = school.reporters["财务处"]
    assert "团委" not in desk(reporter)
    school.grant(reporter, Role.REPORTER, school.units["团委"])
    page = desk(reporter)
    assert "财务处、团委 · 填报人" in page
    assert "所在部门" in page


def test_once_a_collection_is_published_nothing_has_to_begin(school, on):
    school.published()
    on(FILLING)
    assert "从这里开始" not in desk(school.planner)


def test_somebody_without_a_role_is_told_whom_to_ask(school):
    school.published()
    page = desk(a_person("新来的", school=school.school))
    assert "您还没有角色" in page
    assert "张表" not in page


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_sees_no_returns_sees_none(school, on, role):
    school.published()
    on(FILLING)
    page = desk(school.holder("值守", role))
    assert "没有待办" in page
    assert "张表" not in page


def test_a_stranger_sees_nothing_of_another_school(school, on):
    school.published()
    on(FILLING)
    other = Staffed("另一示例学校")
    page = desk(other.reporters["财务处"])
    assert "2.11.1" not in page
    assert "还没有进行中的采集任务" in page


def test_the_whole_lead_office_is_told_of_questions_that_wait(school, on):
    school.published()
    on(FILLING)
    done(ask_question("talent.2.11.1", "", "专项拨款算哪一年", by=acting(school.reporters["财务处"]), at=AT))
    for person in (school.planner, school.member):
        assert "填报问答 1 个" in desk(person)
    assert "填报问答 1 个" not in desk(school.heads["财务处"])


def test_who_asked_reads_the_answer_on_the_desk_for_a_week(school, on):
    school.published()
    asker, others = school.reporters["财务处"], school.reporters["团委"]
    asked = done(ask_question("talent.2.11.1", "", "专项拨款算哪一年", by=acting(asker), at=AT))
    done(answer_question(asked.pk, "按到账日期", by=acting(school.planner), at=AT))
    answered = "答复您对 2.11.1 提的「专项拨款算哪一年」：按到账日期"
    on(AT.date() + timedelta(days=7))
    assert f"{school.planner.name} {AT:%-m-%d}" in desk(asker)
    assert answered in desk(asker)
    assert answered not in desk(others)
    on(AT.date() + timedelta(days=8))
    assert answered not in desk(asker)


@pytest.mark.parametrize("who", ["planner", "leader"])
def test_the_desk_asks_few_questions(school, on, django_assert_max_num_queries, who):
    school.published()
    school.published("national")
    on(date(2024, 9, 23))
    visitor = Visitor(getattr(school, who))
    with django_assert_max_num_queries(QUERIES):
        visitor.get("/")
    forget_everything()  # as after a start
    with django_assert_max_num_queries(QUERIES):
        visitor.get("/")


def test_a_part_that_was_handed_in_tells_of_a_row_another_department_fills_since(school, on):
    school.published()
    on(FILLING)
    lead, second = Desk("2.13.1", school), Desk("2.13.1", school, order=1)
    [row] = lead.right_rows(1)
    lead.added([row])
    Contribution.objects.filter(pk=lead.part.pk).update(state=State.CHECKED.value)
    assert "别的部门填了相同的行" not in desk(lead.reporter)
    second.added([row])
    found_of(lead.made, at=AT, today=FILLING)
    told = desk(lead.reporter)
    assert "2.13.1" in told
    assert f"提交以后，别的部门填了相同的行：{second.part.assignment.unit.title}第 2 行也填了" in told
    assert "别的部门填了相同的行" not in desk(second.reporter)
