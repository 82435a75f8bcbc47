"""The page of row review: what is new, changed and removed; deciding one by one, by ticks and all at once; the history."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shucai.apps.filling.actions import lengthy
from shucai.apps.filling.models import StagedRow
from shucai.apps.formal.queries import formal_rows
from shucai.apps.jobs.models import Job
from shucai.domain.access import Role
from shucai.domain.rows import UID
from shucai.web.rows import views
from tests.builders.jobs import work_all
from tests.builders.people import logged_in
from tests.builders.staging import AT, FILLING, Desk

pytestmark = pytest.mark.django_db
NAME = "award_name"
MOST_QUERIES = 30


@pytest.fixture(autouse=True)
def on(monkeypatch):
    """Look at the pages in the week of filling."""
    monkeypatch.setattr(views, "today", lambda: FILLING)
    monkeypatch.setattr(views, "clock", lambda: AT)
    monkeypatch.setattr("shucai.web.actors.today", lambda: FILLING)


@pytest.fixture
def head(desk) -> Client:
    return logged_in(desk.head)


def page(browser, desk, query="") -> str:
    answer = browser.get(f"/rows/{desk.part.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def decide(browser, desk, query="", **sent):
    return browser.post(f"/rows/{desk.part.pk}/decide/{query}", sent, follow=True).content.decode()


def accepted(desk) -> list[str]:
    return formal_rows(desk.made.form, desk.form)[UID].to_list()


def test_a_change_of_a_row_that_is_not_accepted_yet_is_not_called_the_same_as_the_accepted_row(desk, head):
    desk.staged("changed", {NAME: "示例新奖"})
    shown = page(head, desk)
    assert "这一行还没有正式数据可以对照" in shown
    assert "与正式数据相同" not in shown


def test_a_part_without_staged_rows_says_so(desk, head):
    assert "没有待复核的行" in page(head, desk)


def test_new_changed_and_removed_rows_are_told_apart_and_a_change_shows_old_beside_new(desk, head):
    rows = desk.right_rows(3)
    one, two = desk.added(rows[:2])
    decide(head, desk, do="accept/all", expected="2")
    desk.staged("changed", {NAME: "示例新奖"}, one, version=2)
    desk.staged("removed", uid=two, version=2)
    desk.added(rows[2:])
    shown = page(head, desk)
    assert re.search(rf"<del>{rows[0][NAME]}</del>.*?<ins>示例新奖</ins>", shown)
    assert shown.count("data-row") == 3
    assert page(head, desk, "?kind=changed").count("data-row") == 1
    assert page(head, desk, f"?field={NAME}").count("data-row") == 1
    assert page(head, desk, f"?who={desk.reporter.pk}").count("data-row") == 3
    assert page(head, desk, f"?who={desk.head.pk}").count("data-row") == 0


def test_rows_are_found_by_what_stands_in_them_and_only_those_are_accepted(desk, head):
    rows = desk.right_rows(3)
    one, *_ = desk.added([rows[0] | {NAME: "示例书香校园"}, *rows[1:]])
    shown = page(head, desk, "?text=书香")
    assert shown.count("data-row") == 1
    assert "没有这样的行" in page(head, desk, "?text=没有的字")
    assert page(head, desk, "?text=国家级").count("data-row") == page(head, desk).count("国家级</dd>")
    decide(head, desk, "?text=书香", do="accept/all", expected="1")
    assert accepted(desk) == [one]


def test_a_row_is_called_by_the_labels_of_its_key_and_by_its_name(school):
    school.published()
    desk = Desk("2.19.1", school)
    [row] = desk.right_rows(1)
    desk.added([row | {"role": "1", "staff_no": "T0247", "name": "齐例书"}])
    shown = logged_in(desk.head).get(f"/rows/{desk.part.pk}/").content.decode()
    assert "</span> 专职辅导员 / T0247 齐例书</b>" in shown


def test_one_the_ticked_and_all_are_accepted(desk, head):
    one, two, three = desk.added(desk.right_rows(3))
    assert "已通过 1 行" in decide(head, desk, do=f"accept/{one}")
    assert "已通过 1 行" in decide(head, desk, do="accept/selected", uid=[two])
    assert "已通过 1 行" in decide(head, desk, do="accept/all", expected="1")
    assert set(accepted(desk)) == {one, two, three}


def test_all_that_fit_are_accepted_and_no_others(desk, head):
    other = desk.school.holder("填报乙", Role.REPORTER, desk.part.assignment.unit)
    first, second = desk.right_rows(2)
    [mine] = desk.added([first])
    [theirs] = desk.added([second], by=other)
    decide(head, desk, f"?who={other.pk}", do="accept/all", expected="1")
    assert accepted(desk) == [theirs]
    assert StagedRow.objects.get(uid=mine).state == "pending"


def test_another_number_than_confirmed_is_asked_again(desk, head):
    desk.added(desk.right_rows(2))
    assert "数据已变动" in decide(head, desk, do="accept/all", expected="1")
    assert not accepted(desk)


def test_rows_that_cannot_be_accepted_say_why_and_are_found_by_it(desk, head):
    right, wrong = desk.right_rows(2)
    desk.added([right, wrong | {"award_level": "宇宙级"}])
    shown = page(head, desk)
    assert "强制问题" in shown
    assert page(head, desk, "?barred=yes").count("data-row") == 1
    assert page(head, desk, "?barred=no").count("data-row") == 1


def test_rows_that_somebody_filled_themselves_say_so_once_and_are_counted(desk, head):
    *own, other = desk.right_rows(3)
    mine = desk.added(own, by=desk.head)
    desk.added([other])
    shown = page(head, desk)
    assert shown.count("由您本人或委托您的人填报") == 1
    assert '其中 <b class="num">2</b> 行标有“本人填报”：这些数据由您本人' in shown
    assert shown.count("本人填报</span>") == len(mine)
    assert shown.count(" disabled aria-describedby") == len(mine)


def test_who_only_looks_is_not_told_of_every_row_why_they_cannot_accept_it(desk):
    desk.added(desk.right_rows(3))
    shown = page(logged_in(desk.reporter), desk)
    assert shown.count("只能查看") == 1
    assert "由您本人" not in shown
    assert "还不能通过" not in shown


def test_a_deletion_can_be_taken_back_at_once(desk, head):
    [uid] = desk.added(desk.right_rows(1))
    sent = {"do": f"delete/{uid}"}
    answer = head.post(f"/rows/{desk.part.pk}/decide/", sent, headers={"HX-Request": "true"})
    assert "恢复刚才的 1 行" in answer.content.decode()
    assert "已恢复 1 行" in decide(head, desk, do="restore/undo", undo=[uid])
    assert StagedRow.objects.get(uid=uid).state == "pending"


def test_deletions_one_after_the_other_can_all_be_taken_back(desk, head):
    one, two, three = desk.added(desk.right_rows(3))
    asked = {"HX-Request": "true"}
    address = f"/rows/{desk.part.pk}/decide/"
    head.post(address, {"do": f"delete/{one}"}, headers=asked)
    shown = head.post(address, {"do": f"delete/{two}", "undo": [one]}, headers=asked).content.decode()
    assert "恢复刚才的 2 行" in shown
    shown = head.post(address, {"do": f"accept/{three}", "undo": [one, two]}, headers=asked).content.decode()
    assert re.findall('name="undo" value="(.*?)"', shown) == [one, two]
    shown = head.post(address, {"do": "restore/undo", "undo": [one, two]}, headers=asked).content.decode()
    assert "已恢复 2 行" in shown
    assert "恢复刚才的" not in shown


def test_a_change_that_is_not_taken_is_not_called_a_deletion(desk, head):
    [uid] = desk.added(desk.right_rows(1))
    decide(head, desk, do="accept/all", expected="1")
    desk.staged("changed", {NAME: "示例新奖"}, uid, version=2)
    assert "不采用所选" in page(head, desk)
    assert "没有采用 1 行的修改，正式数据不变" in decide(head, desk, do="delete/selected", uid=[uid])
    assert accepted(desk) == [uid]


def test_what_is_not_taken_is_told_by_what_it_was(desk, head):
    """A new row is gone, a change is not taken, a row whose removal is not taken stays."""
    one, two, three = desk.added(desk.right_rows(3))
    assert "已删除 1 行新增的，没有进过正式数据" in decide(head, desk, do=f"delete/{three}")
    decide(head, desk, do="accept/all", expected="2")
    desk.staged("changed", {NAME: "示例新奖"}, one, version=2)
    desk.staged("removed", uid=two, version=2)
    said = decide(head, desk, do="delete/selected", uid=[one, two])
    assert "没有采用 1 行的修改，正式数据不变；没有采用 1 行的删除，仍在正式数据里" in said


def test_who_fills_looks_and_does_not_decide(desk):
    [uid] = desk.added(desk.right_rows(1))
    reporter = logged_in(desk.reporter)
    shown = page(reporter, desk)
    assert "只能查看" in shown
    assert 'value="accept/' not in shown
    decide(reporter, desk, do=f"accept/{uid}")
    assert not accepted(desk)


def test_what_is_personal_is_masked_for_who_neither_fills_nor_reviews(school):
    school.published()
    desk = Desk("1.1.2", school)
    row = desk.right_rows(1)[0]
    phone = next(
        row[field.name] for field in desk.form.fields if field.personal and row[field.name] is not None
    )
    desk.added([row])
    path = f"/rows/{desk.part.pk}/"
    assert phone in logged_in(desk.head).get(path).content.decode()
    seen = logged_in(school.member).get(path).content.decode()
    assert phone not in seen
    assert "****" in seen
    looked = logged_in(school.member).get(path, {"text": phone}).content.decode()
    assert "data-row" not in looked, "what is masked cannot be guessed by looking for it"
    assert "data-row" in logged_in(desk.head).get(path, {"text": phone}).content.decode()


def test_the_history_of_a_row_tells_who_did_what(desk, head):
    [uid] = desk.added(desk.right_rows(1))
    decide(head, desk, do=f"accept/{uid}")
    shown = head.get(f"/rows/{desk.part.pk}/{uid}/").content.decode()
    assert "复核通过" in shown
    assert desk.head.name in shown
    assert head.get(f"/rows/{desk.part.pk}/{'0' * 32}/").status_code == 404


def test_strangers_and_foreign_parts_are_not_there(desk):
    outsider = desk.school.holder("外部门", Role.REPORTER, desk.school.units["团委"])
    answer = logged_in(outsider).get(f"/rows/{desk.part.pk}/")
    assert answer.status_code == 404
    assert logged_in(desk.head).get("/rows/987654321/").status_code == 404


def test_many_rows_take_few_queries(desk, head):
    desk.added(desk.right_rows(3))
    page(head, desk)
    with CaptureQueriesContext(connection) as made:
        page(head, desk)
    assert len(made) <= MOST_QUERIES


def test_the_head_finds_what_waits_on_the_workbench(desk, head):
    desk.added(desk.right_rows(2))
    for browser, seen in ((head, True), (logged_in(desk.reporter), False)):
        shown = browser.get("/").content.decode()
        assert (f"/rows/{desk.part.pk}/" in shown and "2 行" in shown) is seen


def test_more_rows_than_a_request_takes_are_accepted_by_a_worker_and_the_page_leads_to_its_progress(
    desk, head, monkeypatch
):
    monkeypatch.setattr(lengthy, "MOST_ACCEPTED", 2)
    desk.added(desk.right_rows(3))
    address = f"/rows/{desk.part.pk}/decide/"
    sent = {"do": "accept/all", "expected": "3"}
    first, second = head.post(address, sent), head.post(address, sent, headers={"HX-Request": "true"})
    job = Job.objects.get()
    assert first.headers["Location"] == second.headers["HX-Redirect"] == f"/jobs/{job.pk}/"
    assert f'href="/jobs/{job.pk}/"' in page(head, desk)
    assert f'href="/jobs/{job.pk}/"' in page(head, desk, "?kind=added")
    monkeypatch.setattr("shucai.apps.filling.jobs.worker_now", lambda: AT)
    work_all()
    shown = head.get(f"/jobs/{job.pk}/").content.decode()
    assert "已通过 3 行" in shown
    assert "回到复核" in shown
    assert len(accepted(desk)) == 3
    assert "看进度" not in page(head, desk)


def test_a_few_of_many_rows_are_accepted_at_once(desk, head, monkeypatch):
    monkeypatch.setattr(lengthy, "MOST_ACCEPTED", 2)
    one, two, _ = desk.added(desk.right_rows(3))
    decide(head, desk, do="accept/selected", uid=[one, two])
    assert len(accepted(desk)) == 2
    assert not Job.objects.exists()


def test_what_is_decided_moves_the_counts_of_the_kinds_and_looking_leaves_them(desk, head):
    one, _ = desk.added(desk.right_rows(2))
    address, told = f"/rows/{desk.part.pk}/", {"HX-Request": "true"}
    shown = head.post(f"{address}decide/", {"do": f"delete/{one}"}, headers=told).content.decode()
    assert "新增 1 行" in shown
    assert shown.count('id="kinds"') == page(head, desk).count('id="kinds"') == 1
    assert 'id="kinds"' not in head.get(f"{address}?kind=added", headers=told).content.decode()
