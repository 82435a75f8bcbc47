"""进度总览: departments × forms, what each waits for, words to remind with (COM-3)."""

import csv
import io
import re
from collections import Counter
from datetime import date

import pytest

from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.filling.models import Contribution, Return
from shucai.domain.access import Role
from shucai.domain.workflow import State
from tests.builders.kept import put
from tests.builders.people import logged_in
from tests.builders.staffed import Staffed
from tests.web.campaigns.conftest import QUERIES, Visitor, words

pytestmark = pytest.mark.django_db
FILLING, AFTER = date(2024, 9, 4), date(2024, 9, 20)


def part_of(campaign, code):
    return Contribution.objects.get(
        made_return__form__campaign=campaign, made_return__form__code=code, assignment__order=0
    )


def moved(part, state, *, is_returned=False, key_stage=""):
    put(Contribution.objects.filter(pk=part.pk), state=state, is_returned=is_returned, key_stage=key_stage)
    put(Return.objects.filter(pk=part.made_return_id), state=state)


def rows_of(answer):
    return csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")))


def test_the_lead_office_sees_every_department_with_its_forms(
    school, campaign, django_assert_max_num_queries
):
    visitor = Visitor(school.planner)
    with django_assert_max_num_queries(QUERIES):
        page = visitor.get("/board/")
    text = words(page)
    assert "15 个部门 90 张表" in text
    assert page.count('class="tile ') == Contribution.objects.filter(school=campaign.school_id).count()
    assert "在等" in text
    assert "卡住" in text


def test_a_reporter_sees_the_own_department_only(school, campaign):
    page = words(Visitor(school.reporters["财务处"]).get("/board/"))
    assert "1 个部门 4 张表" in page
    assert "团委" not in page.replace("卡住团委", "").replace("在等团委", "")


def test_what_was_sent_back_or_is_overdue_stands_out_and_is_reminded_of(school, campaign, on):
    moved(part_of(campaign, "2.11.1"), State.FILLING, is_returned=True)
    board = words(Visitor(school.planner).get("/board/"))
    assert "1 张退回未改" in board
    on(AFTER)
    visitor = Visitor(school.planner)
    assert "张已过截止" in words(visitor.get("/board/"))
    unit = school.units["财务处"].pk
    told = words(visitor.get(f"/board/reminder/?campaign={campaign.pk}&unit={unit}"))
    assert "财务处" in told
    assert "退回未改：2.11.1 学校经费总收入表（9 月 6 日）" in told
    assert school.reporters["财务处"].name in told
    assert "团委" not in told


def test_the_next_deadline_is_told_with_what_is_open_until_then(school, campaign, on):
    visitor = Visitor(school.planner)
    told = re.search(r"9-06 截止的还有 (\d+) 张没有提交", words(visitor.get("/board/")))
    assert told
    on(date(2024, 9, 6))
    for page in ("/board/", "/board/leaders/"):
        assert f"今天截止的还有 {told[1]} 张没有提交" in words(visitor.get(page))
    on(AFTER)
    assert "没有提交" not in words(visitor.get("/board/"))


def test_what_is_left_is_drawn_day_by_day(school, campaign, on):
    moved(part_of(campaign, "2.11.1"), State.DEPARTMENT_APPROVED)
    visitor = Visitor(school.planner)
    page = visitor.get("/board/")
    told = words(page)
    planned = re.search(r"现在还剩 89 张，按截止日应剩 (\d+) 张", told)
    assert f"按截止日应有 {(90 - int(planned[1])) * 100 // 90}%（{90 - int(planned[1])} 张）" in told
    assert len(re.findall(r'<polyline class="\w+" points="[\d., ]+">', page)) == 3
    assert "剩余的表" not in visitor.get("/board/?state=filling")
    on(date(2024, 8, 1))
    assert "剩余的表" not in Visitor(school.planner).get("/board/")


def test_the_leader_is_reminded_of_key_data(school, campaign):
    moved(part_of(campaign, "2.11.1"), State.CHECKED, key_stage="put")
    told = words(Visitor(school.planner).get(f"/board/reminder/?campaign={campaign.pk}"))
    assert "等您批准关键数据：2.11.1 学校经费总收入表（9 月 8 日）" in told
    assert school.leader.name in told
    desk = words(Visitor(school.leader).get("/"))
    people = words(Visitor(school.planner).get(f"/board/people/?unit={school.units['财务处'].pk}"))
    assert all("9-08 截止" in page for page in (desk, people))


def test_numbers_agree_with_the_desk(school, campaign):
    for code, state in (("2.11.1", State.CHECKED), ("2.11.3", State.DEPARTMENT_APPROVED)):
        moved(part_of(campaign, code), state)
    visitor = Visitor(school.planner)
    board, desk = words(visitor.get("/board/")), words(visitor.get("/"))
    for told in ("待部门审核 1", "待合规检查 1", "未开始 88"):
        assert told in board
        assert told in desk


def test_what_will_be_late_is_told_with_its_cause_who_can_change_it_and_a_way_to_act(school, campaign, on):
    on(AFTER)
    visitor = Visitor(school.planner)
    page = visitor.get("/board/")
    told = words(page)
    assert "会晚的表" in told
    assert "个工作日" in told
    assert f"填报人 {school.reporters['教学管理处'].name}" in told
    longer = re.findall(rf'href="(/campaigns/{campaign.pk}/[?]longer=\d+&amp;of=\d+)#ext"', page)
    assert "给阶段、部门或一张表延期" in words(visitor.get(longer[0].replace("&amp;", "&")))
    assert "改分工" in told
    head = Visitor(school.heads["财务处"]).get("/board/")
    assert "会晚的表" in words(head)
    assert "改分工" not in words(head)


def test_who_has_what_a_late_form_waits_for_is_named_with_it(school, campaign, on):
    moved(part_of(campaign, "1.1.3"), State.CHECKED)
    on(AFTER)
    planner = Visitor(school.planner)
    board, leaders = (words(planner.get(path)) for path in ("/board/", "/board/leaders/"))
    assert f"先要 1.1.3 内设机构表：部门负责人 {school.heads['党委办公室'].name}" in board
    for page in (board, leaders):
        assert f"先要 0.1.1 开设专业基础信息表：集中导入人 {school.planner.name}" in page


def test_before_anything_is_done_the_plan_is_what_is_reckoned_with(school, campaign, on):
    on(date(2024, 8, 28))
    assert "还没有办理记录，按计划的速度推算" in words(Visitor(school.planner).get("/board/"))


def test_only_forms_of_a_state_are_shown_where_one_is_chosen(school, campaign):
    moved(part_of(campaign, "2.11.1"), State.CHECKED)
    page = Visitor(school.planner).get("/board/?state=checked")
    assert page.count('class="tile ') == 1
    assert "没有这个状态的表" in words(Visitor(school.planner).get("/board/?state=submitted"))


def test_forms_that_were_sent_back_are_counted_among_the_filled_ones_and_shown_alone(school, campaign):
    visitor = Visitor(school.planner)
    assert "其中已退回" not in visitor.get("/board/")
    moved(part_of(campaign, "2.11.1"), State.FILLING, is_returned=True)
    moved(part_of(campaign, "2.11.3"), State.FILLING)
    assert "填报中 2 其中已退回 1" in words(visitor.get("/board/"))
    page = visitor.get("/board/?state=returned")
    assert page.count('class="tile ') == 1
    assert "2.11.1" in page


def test_a_board_that_looks_again_is_answered_only_where_something_changed(school, campaign):
    visitor = Visitor(school.planner)
    page = visitor.get("/board/")
    number = page.split('data-number="')[1].split('"')[0]
    assert visitor.get(f"/board/?number={number}", status=204) == ""
    form = campaign.forms.get(code="2.11.1")
    visitor.post(
        f"/campaigns/{campaign.pk}/extend/", form=form.pk, until="2024-09-10", reason="年报推迟到九日"
    )
    fragment = visitor.get(f"/board/?number={number}", **{"X-Shucai-Poll": "1"})
    assert fragment.startswith('<div class="stack" id="board"')


def test_a_tile_opens_where_its_form_stands_and_who_waits_for_it(school, campaign):
    part = part_of(campaign, "0.1.1")
    told = words(Visitor(school.planner).get(f"/board/parts/{part.pk}/"))
    assert "0.1.1 开设专业基础信息表" in told
    assert "在等它" in told
    reporter = Visitor(school.reporters["财务处"])
    assert reporter.get(f"/board/parts/{part.pk}/", status=404)


def test_a_stranger_sees_nothing(school, campaign):
    stranger = Visitor(Staffed("另一示例学校").planner)
    assert "还没有进行中的采集任务" in words(stranger.get("/board/"))
    stranger.get(f"/board/?campaign={campaign.pk}", status=404)
    stranger.get(f"/board/reminder/?campaign={campaign.pk}", status=404)
    stranger.get(f"/board/progress.csv?campaign={campaign.pk}", status=404)


def test_the_list_to_take_away_has_every_form_of_every_department(school, campaign):
    answer = logged_in(school.planner).get(f"/board/progress.csv?campaign={campaign.pk}")
    lines = list(rows_of(answer))
    assert len(lines) == Contribution.objects.filter(school=campaign.school_id).count()
    assert {"部门", "表号", "表名", "状态", "卡点", "截止", "等待的表", "牵头"} == set(lines[0])
    assert (
        "人才平台" in answer.headers["Content-Disposition"]
        or "filename*" in answer.headers["Content-Disposition"]
    )


def test_leaders_see_both_platforms_in_one_look_with_what_they_have_to_decide(
    school, campaign, on, django_assert_max_num_queries
):
    school.published("national")
    key = part_of(campaign, "2.11.1")
    put(CampaignForm.objects.filter(pk=key.made_return.form_id), is_key=True)
    moved(key, State.CHECKED, key_stage="put")
    visitor = Visitor(school.leader)
    with django_assert_max_num_queries(QUERIES):
        page = visitor.get("/board/leaders/")
    told = words(page)
    assert "人才平台 2024 年" in told
    assert "全国系统 2024 年" in told
    assert "0 / 90 张部门已审核" in told
    assert "要您决定 1 件 2.11.1 学校经费总收入表" in told
    assert f'href="/review/{key.pk}/"' in page
    checked = part_of(campaign, "2.11.3")
    moved(checked, State.COMPLIANT)
    assert f'href="/compliance/{checked.pk}/"' in Visitor(school.chair).get("/board/leaders/")
    assert "距填报截止" in told
    number = page.split("?number=")[1].split('"')[0]
    assert visitor.get(f"/board/leaders/?number={number}", status=204) == ""
    on(AFTER)
    assert "会晚的表" in words(visitor.get("/board/leaders/"))


def test_who_sees_one_department_reads_that_the_numbers_are_its_own(school, campaign):
    moved(part_of(campaign, "2.11.1"), State.DEPARTMENT_APPROVED)
    page = Visitor(school.heads["财务处"]).get("/board/leaders/")
    assert "<h1>本部门一览</h1>" in page
    assert "全校一览" not in page
    assert "<h1>全校一览</h1>" in Visitor(school.planner).get("/board/leaders/")


def test_leaders_of_a_school_without_a_campaign_are_told_so(school):
    assert "还没有进行中的采集任务" in words(Visitor(school.leader).get("/board/leaders/"))


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_sees_no_form_reads_no_zeros_of_the_whole_school(school, campaign, role):
    told = words(Visitor(school.holder("某人", role)).get("/board/leaders/"))
    assert "没有您能看到的表" in told
    assert "0 / 0 张" not in told
    assert "都能按时审核完" not in told


def test_board_desk_one_look_department_and_list_count_alike(school, campaign):
    for code, state in (
        ("2.11.1", State.CHECKED), ("2.11.3", State.DEPARTMENT_APPROVED), ("0.1.1", State.FILLING), ("2.14.1", State.CHECKED),
    ):  # fmt: skip
        moved(part_of(campaign, code), state)
    planner = Visitor(school.planner)
    counted = [words(planner.get(path)) for path in ("/", "/board/")]
    listed = list(rows_of(logged_in(school.planner).get(f"/board/progress.csv?campaign={campaign.pk}")))
    states = Counter(row["状态"] for row in listed if row["牵头"] == "牵头")
    assert sum(states.values()) == 90
    for state, count in states.items():
        assert all(f"{state} {count}" in told for told in counted), state
    for path in ("/board/", "/board/leaders/"):
        assert "1 / 90 张部门已审核" in words(planner.get(path))
    head = Visitor(school.heads["财务处"])
    own = Counter(row["状态"] for row in listed if row["部门"] == "财务处")
    for state, count in own.items():
        assert all(f"{state} {count}" in words(head.get(path)) for path in ("/", "/board/")), state


def test_a_desk_that_looks_again_is_answered_only_where_something_changed(school, campaign):
    visitor = Visitor(school.reporters["财务处"])
    number = visitor.get("/").split("?number=")[1].split('"')[0]
    assert visitor.get(f"/?number={number}", status=204) == ""
    assert 'id="desk"' in visitor.get("/?number=1", **{"X-Shucai-Poll": "1"})


def test_a_form_that_is_computed_is_not_said_to_be_not_begun(school, campaign):
    campaign = school.published("national")
    page = Visitor(school.planner).get(f"/board/?campaign={campaign.pk}")
    assert 'title="思政课程 自动汇总，不用填"' in page
    assert 'title="教材信息 未开始"' in page
