"""The page of findings: what is lacking, explaining on it, submitting with a receipt, the list to take away."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shucai.apps.catalogue.actions import override_rule
from shucai.apps.filling.actions import lengthy
from shucai.apps.filling.checking import part as checking_part
from shucai.apps.filling.models import CheckRun, Contribution
from shucai.apps.jobs.models import Job
from shucai.domain.catalogue import Override
from tests.builders.jobs import work_all
from tests.builders.organisation import done
from tests.builders.staffed import acting
from tests.builders.staging import AT, Desk
from tests.web.campaigns.conftest import QUERIES, Visitor, words
from tests.web.findings.conftest import OFFICE, Part

WHY = "上年并入了示例中专的获奖，今年只报本部"


def page(part: Part, visitor: Visitor | None = None) -> str:
    return words((visitor or part.reporter).get(f"{part.base}check/"))


def test_it_says_what_is_lacking_and_does_not_offer_to_submit(part):
    part.lay(issuer=None)
    shown = page(part)
    assert "1 处强制问题要改正" in shown
    assert "第 1 行：「授予部门（全称）」" in shown
    assert "校验并提交" not in shown
    refused = part.reporter.post(f"{part.base}submit/", 422)
    assert "还差 1 项，不能提交" in refused


def test_pages_that_lead_there_tell_the_same_counts(part):
    part.lay(issuer=None)
    counted = words(part.reporter.get(f"{part.base}check/counts/"))
    told = part.findings()["counts"]
    assert told["error"] == 1
    assert f"这张表现在有 {sum(told.values())} 处问题" in counted
    assert "强制 1" in counted
    assert "解释 0" not in counted


def test_pages_that_lead_there_tell_how_many_another_department_has_to_repair(part, monkeypatch):
    part.lay(issuer=None, award_level="火星级")
    counted = words(part.reporter.get(f"{part.base}check/counts/"))
    assert "其他部门" not in counted
    monkeypatch.setattr(checking_part, "owned", lambda frame, *_: (frame["field"] == "issuer").alias("mine"))
    counted = words(part.reporter.get(f"{part.base}check/counts/"))
    assert "这张表现在有 2 处问题 ：强制 2。其中 1 处由其他部门处理，您改不了" in counted


def test_pages_that_lead_there_tell_that_nothing_is_wrong(part):
    part.lay()
    told = part.findings()["counts"]
    assert sum(told.values()) == 0
    assert "这张表没有问题" in words(part.reporter.get(f"{part.base}check/counts/"))


def test_a_rule_that_the_school_itself_made_says_so(part):
    part.lay(doc_no=None, issuer=None)
    wanted, by = Override("required", "doc_no", value=True), acting(part.school.planner)
    done(override_rule("talent.1.1.7", wanted, reason="学校要求填文号", by=by, at=AT))
    assert part.rule(".doc_no.required")["title"].endswith("（本校调整的规则）")
    assert "本校调整" not in part.rule(".issuer.required")["title"]
    assert page(part).count("（本校调整的规则）") == 1


def test_each_line_leads_to_its_cell(part):
    (uid, *_) = part.lay(issuer=None)
    shown = part.reporter.get(f"{part.base}check/")
    assert f'href="{part.base}#{uid}/issuer/1"' in shown
    assert f'href="{part.base}"' in shown
    assert "由其他部门处理" not in shown


def test_a_part_without_rows_is_told_how_to_go_on(part):
    assert "请声明本表无数据" in page(part)
    Contribution.objects.filter(pk=part.made.pk).update(state="not_started")
    told = page(part)
    assert "请声明本表无数据" in told
    assert "去填" in told
    assert "可以请填报人处理" not in told


def test_a_jump_is_explained_on_the_page_and_then_submitted_and_taken_back(part):
    part.lay()
    part.lay_last_year(60)
    assert "1 处要写明原因" in page(part)
    assert "整张表：本表" in page(part)
    found = next(one for one in part.findings()["rules"] if one["rule"].endswith("G13"))["rows"][0]["id"]
    said = {"what": "explain", "id": found, "category": "上年有误"}
    assert "看不出原因" in part.reporter.post(f"{part.base}check/", 422, **said, text="情况属实")
    part.reporter.post(f"{part.base}check/", **said, text=WHY)
    assert WHY in page(part)
    part.reporter.post(f"{part.base}submit/")
    shown = page(part)
    assert "提交回执" in shown
    assert "解释 1 处" in shown
    assert Contribution.objects.get(pk=part.made.pk).state == "checked"
    part.reporter.post(f"{part.base}take-back/")
    assert "提交回执" not in page(part)
    assert Contribution.objects.get(pk=part.made.pk).state == "filling"


def test_the_head_sees_it_without_the_means_to_change_it(part):
    part.lay(issuer=None)
    head = Visitor(part.school.heads[OFFICE])
    shown = page(part, head)
    assert "强制" in shown
    assert "为以下没有解释的各处写明原因" not in shown
    assert "校验并提交" not in shown


def test_a_stranger_finds_nothing(part):
    stranger = Visitor(part.school.reporters["团委"])
    for path in ("check/", "findings.csv", "findings.xlsx"):
        stranger.get(f"{part.base}{path}", 404)


def test_the_list_is_taken_away(part):
    part.lay(issuer=None)
    csv = part.reporter.browser.get(f"{part.base}findings.csv")
    assert "授予部门（全称）" in b"".join(csv.streaming_content).decode()
    answer = part.reporter.browser.get(f"{part.base}findings.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet["A2"].value == "第 1 行"


@pytest.mark.parametrize("path", ["check/", "findings/"])
def test_it_asks_few_questions_of_the_database(part, path):
    part.lay(issuer=None)
    part.reporter.get(f"{part.base}{path}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        part.reporter.get(f"{part.base}{path}")
    assert len(asked) <= QUERIES, len(asked)


def test_what_two_departments_filled_is_said_with_the_other_department(school):
    school.published()
    lead, second = Desk("2.13.1", school), Desk("2.13.1", school, order=1)
    [row] = lead.right_rows(1)
    lead.added([row])
    second.added([row | {"student_nos": "20230099"}])
    shown = words(Visitor(lead.reporter).get(f"/filling/{lead.part.pk}/check/"))
    assert f"{second.part.assignment.unit.title}第 2 行也填了" in shown
    assert "两个部门填了同一个人或同一件事" in shown


def test_a_return_of_more_rows_than_a_request_takes_is_submitted_by_a_worker(part, monkeypatch):
    monkeypatch.setattr(lengthy, "MOST_SUBMITTED", 0)
    monkeypatch.setattr("shucai.apps.filling.jobs.worker_now", lambda: AT)
    rows = len(part.lay())
    part.reporter.post(f"{part.base}submit/")
    part.reporter.post(f"{part.base}submit/")
    job = Job.objects.get()
    assert f'href="/jobs/{job.pk}/"' in part.reporter.get(f"{part.base}check/")
    work_all()
    assert f"已提交部门负责人审核，共 {rows} 行" in part.reporter.get(f"/jobs/{job.pk}/")
    shown = page(part)
    assert "提交回执" in shown
    assert "正在后台提交" not in shown


def test_it_shows_when_another_process_checked_the_same_rows_anew(part):
    part.lay()
    page(part)
    later = AT + timedelta(hours=3)
    CheckRun.objects.update(made_at=later)
    assert f"校验于 {timezone.localtime(later):%-m-%d %H:%M}" in page(part)
    assert part.findings()["at"] == later.isoformat(timespec="seconds")
