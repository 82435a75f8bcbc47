"""VAL-3: a workbook goes in, findings come out; refusals name every reason; nobody else sees any of it."""

import re
import time
from dataclasses import replace

import pytest
from django.conf import settings

from shucai.web.checks import running, store, sweeping
from shucai.web.checks.record import Outcome
from tests.builders.people import logged_in
from tests.web import students


@pytest.fixture(autouse=True)
def drawer_of_its_own(tmp_path, settings):
    """A drawer of this test: one of them sweeps it, which must not take what another test process checks."""
    settings.SEALED_FILES = tmp_path / "sealed"
    store.drawer.cache_clear()
    yield
    store.drawer.cache_clear()


def token_of(checked):
    return checked.url.strip("/").split("/")[-1]


def words_of(page):
    """Return the words of a page, one space between them."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def owner_of(visitor):
    return visitor.session["owner"]


def test_a_dirty_file_shows_its_findings_by_rule_with_cell_key_and_value(check):
    page = check("dirty.xlsx").text()
    assert re.search(r"有 <span class=\"num\">\d+</span> 处必须改正", page)
    assert "talent.0.1.5.gender.code_list" in page
    assert "校验 53 项" in page or re.search(r"校验 \d+ 项", page)
    assert "需要 0.1.1 开设专业基础信息表 的数据" in page


def test_a_clean_file_says_so_and_that_some_checks_were_skipped(check):
    page = check("clean.xlsx").text()
    assert "没有发现问题" in page
    assert "跳过的校验要和其他表一起交上来才能做" in page
    assert "下载标注后的文件" not in page


def test_rows_of_one_rule_are_listed_with_value_as_typed(check):
    rows = check("dirty.xlsx").text("rows/", rule="talent.0.1.5.gender.code_list", severity="error")
    assert "男生" in rows
    assert "24100011" in rows
    assert "E13" in rows


def test_findings_are_filtered_by_field_and_text(check):
    checked = check("dirty.xlsx")
    assert "talent.0.1.5.gender.code_list" not in checked.text(field="birth_date")
    by_text = checked.text(q="2024-02-30")
    assert "talent.0.1.5.birth_date.type" in by_text
    assert "talent.0.1.5.primary_key" not in by_text
    assert "没有符合条件的问题" in checked.text(q="绝无此值")


def test_rows_that_repeat_a_key_together_are_one_case_as_in_the_grid(check, files):
    """Three rows of one student and two of another repeat two numbers each: four cases in five rows."""
    rows = [students.student(n) for n in (1, 2, 3, 4)]
    students.workbook(files / "doubled.xlsx", [*rows, rows[0], rows[0], rows[1]])
    checked = check("doubled.xlsx")
    page = words_of(checked.text())
    assert "有 4 处必须改正 涉及 5 行" in page
    assert "· 涉及 5 行" in page
    assert "符合条件的 4 处" in words_of(checked.text(severity="error"))


def test_codes_that_were_read_are_named_in_the_list_of_rewritings(check):
    page = words_of(check("dirty.xlsx").text("changes/", level="SILENT", rule="C3"))
    assert re.search(r"\b\d+ [\u4e00-\u9fff]+ 已规整 C3", page), page


def test_changes_are_listed_cell_by_cell_with_their_rule(check):
    page = check("dirty.xlsx").text("changes/", level="SILENT", rule="D3")
    assert "2023年9月" in page
    assert "2023-09" in page
    assert page.count('<td class="num cell">') == 1


def test_columns_that_moved_are_read_only_with_consent(check, visitor):
    checked = check("moved.xlsx")
    page = checked.text()
    assert "数据还没有读取" in page
    assert "多出 T 列「班主任」" in page
    visitor.post(checked.url + "again/", {"accept_mapping": "1"})
    checked.wait()
    assert "没有发现问题" in checked.text()


def test_an_altered_template_is_refused_with_every_difference(check):
    page = check("altered.xlsx").text()
    assert "没有读取任何数据" in page
    assert "D 列「证件」可能就是它" in page
    assert "缺少「民族」" in page


def test_an_unknown_file_asks_for_its_form_and_is_checked_as_that(check, visitor):
    checked = check("unknown.xlsx")
    assert "请告诉我们这是哪张表" in checked.text()
    visitor.post(checked.url + "again/", {"form": "0.1.5 在校生基础信息表"})
    checked.wait()
    assert "找不到 0.1.5 在校生基础信息表 的表头" in checked.text()


def test_a_form_that_does_not_exist_is_refused_in_words(check, visitor):
    checked = check("unknown.xlsx")
    answer = visitor.post(checked.url + "again/", {"form": "9.9.9"})
    assert answer.status_code == 400
    assert "没有表号为「9.9.9」的表" in answer.content.decode()


def test_a_broken_file_says_why_and_what_to_do(check):
    page = check("broken.xlsx").text()
    assert "文件读不出来" in page
    assert "另存为" in page


def test_the_form_may_be_named_with_the_upload(check):
    assert "0.1.5 在校生基础信息表" in check("clean.xlsx", form="0.1.5 在校生基础信息表").text()


def test_nobody_else_can_open_change_download_or_delete_a_check(check, visitor):
    checked = check("dirty.xlsx")
    stranger = logged_in()
    for path in ("", "progress/", "rows/", "changes/", "annotated.xlsx", "issues.xlsx", "issues.csv"):
        assert stranger.get(checked.url + path).status_code == 404, path
    for path in ("again/", "delete/"):
        assert stranger.post(checked.url + path).status_code == 404, path
    assert visitor.get(checked.url).status_code == 200


def test_another_visitor_with_files_of_their_own_cannot_either(check):
    theirs = logged_in()
    check("clean.xlsx", who=theirs)
    assert theirs.get(check("dirty.xlsx").url).status_code == 404


def test_deleting_removes_the_file_and_everything_that_came_of_it(check, visitor):
    checked = check("dirty.xlsx")
    owner, token = owner_of(visitor), token_of(checked)
    assert store.drawer().has(owner, token, store.UPLOAD)
    visitor.post(checked.url + "delete/")
    assert visitor.get(checked.url).status_code == 404
    assert not store.drawer().has(owner, token, store.UPLOAD)
    assert not store.drawer().has(owner, token, store.FINDINGS)


def test_nothing_of_a_file_lies_on_the_disk_in_plain_once_it_is_read(check, files):
    check("dirty.xlsx").wait()
    content = (files / "dirty.xlsx").read_bytes()
    for path in settings.SEALED_FILES.rglob("*"):
        if path.is_file():
            kept = path.read_bytes()
            assert content[:64] not in kept
            assert b"dirty.xlsx" not in kept


def test_what_has_expired_is_gone_and_swept(check, visitor, monkeypatch):
    checked = check("clean.xlsx")
    later = time.time() + settings.SEALED_KEEP.total_seconds() + 60
    monkeypatch.setattr(time, "time", lambda: later)
    owner, token = owner_of(visitor), token_of(checked)
    assert store.record_of(owner, token) is None
    assert sweeping.sweep() >= 1
    assert not store.drawer().has(owner, token, store.UPLOAD)


def test_a_check_that_a_restart_cut_off_begins_anew(check, visitor):
    checked = check("dirty.xlsx")
    owner, token = owner_of(visitor), token_of(checked)
    before = checked.text()
    record = store.record_of(owner, token)
    store.keep_record(owner, token, record.again(form=None, accept_mapping=False))
    assert "checks_progress" not in before
    visitor.get(checked.url)
    checked.wait()
    assert store.record_of(owner, token).overview == record.overview


def test_a_check_that_another_process_is_at_is_left_to_it(check, visitor):
    checked = check("dirty.xlsx")
    checked.wait()
    owner, token = owner_of(visitor), token_of(checked)
    again = store.record_of(owner, token).again(form=None, accept_mapping=False)
    with store.drawer().alone(owner, token):
        store.keep_record(owner, token, again)
        running.run(owner, token)
        assert store.record_of(owner, token) == again
    running.run(owner, token)
    assert store.record_of(owner, token).outcome is Outcome.REPORT


def test_a_fault_of_ours_ends_the_check_with_words(check, visitor, monkeypatch):
    def fail(*_args, **_named):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(running.toolkit, "check_file", fail)
    checked = check("clean.xlsx")
    assert store.record_of(owner_of(visitor), token_of(checked)).outcome is Outcome.FAILED
    answer = visitor.get(checked.url)
    assert answer.status_code == 500
    assert "系统出错，没有校验完" in answer.content.decode()


def test_a_marked_workbook_that_fails_leaves_the_report_and_says_so(check, monkeypatch):
    def fail(*_args):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(running.toolkit, "annotate", fail)
    page = check("dirty.xlsx").text()
    assert "处必须改正" in page
    assert "标注后的文件没能生成" in page


def test_a_marked_workbook_that_a_restart_cut_off_is_written_after_all(check, visitor):
    checked = check("dirty.xlsx")
    owner, token = owner_of(visitor), token_of(checked)
    cut_off = replace(store.record_of(owner, token), is_annotating=True, has_annotated=False)
    store.keep_record(owner, token, cut_off)
    checked.wait()
    assert visitor.get(checked.url + "annotated.xlsx").status_code == 200


def test_without_recent_checks_the_page_leads_to_where_one_is_begun(visitor):
    page = visitor.get("/checks/").content.decode()
    assert '到<a href="/new/">校验工作簿</a>拖入' in page


def test_recent_checks_are_listed_with_their_outcome(check, visitor):
    check("dirty.xlsx")
    check("moved.xlsx")
    page = visitor.get("/checks/").content.decode()
    assert "处须改正" in page
    assert "等您确认" in page


def test_without_javascript_the_page_reloads_itself_until_the_result(check, visitor, files, monkeypatch):
    monkeypatch.setattr("shucai.web.checks.running.ensure_running", lambda *_: None)
    with (files / "clean.xlsx").open("rb") as stream:
        answer = visitor.post("/checks/", {"file": stream})
    assert answer.status_code == 303
    page = visitor.get(answer.headers["Location"]).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="1"></noscript>' in page
    assert "排队等候" in page
