"""A file whose rows were changed on the page after its preview: looked at once more before it is committed."""

import pytest

from shucai.apps.filling.actions.saving import save
from shucai.apps.filling.models import Import, Return, StagedRow
from shucai.apps.filling.working import working_rows
from shucai.domain.rows import Changes, Edit
from tests.apps.filling.importing.conftest import award
from tests.builders.brought import DAY, NOW
from tests.web.campaigns.conftest import words

pytestmark = pytest.mark.django_db


def test_what_changed_since_the_preview_is_told_on_a_page_that_may_load_itself_anew(desk, reporter, send):
    first = send(desk.book(award(1), award(2)))
    reporter.post(f"{first.page}commit/")
    sent = send(desk.book(award(1), award(2), award(3), name="b.xlsx"))
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    uid = working_rows(made, at=NOW).frame.filter(award_name="示例荣誉2")["#uid"].item()
    typed = Changes(client="c" * 32, seq=1, edits=(Edit(uid, None, {"remark": "手改"}),))
    save(desk.part.pk, typed, by=desk.by, at=NOW, today=DAY)
    answer = reporter.browser.post(f"{sent.page}commit/")
    assert (answer.status_code, answer.headers["Location"]) == (303, sent.page)
    assert Import.objects.get(pk=sent.id).state == "reading"
    assert "已重新比较；请再看一遍结果" in words(reporter.get(sent.page))
    sent.read()
    shown = words(reporter.get(sent.page))
    assert "页面上的修改保留 ：1 个单元格上次导入以后有人在页面上改过" in shown
    assert "修改 0" in shown
    assert Import.objects.get(pk=sent.id).state == "ready"
    reporter.post(f"{sent.page}answers/", **{"a:KEPT": "yes"})
    sent.read()
    shown = words(reporter.get(sent.page))
    assert "照文件改回旧值" in shown
    assert "修改 1" in shown


def test_rows_that_were_deleted_since_are_told_and_come_back_by_one_press(desk, reporter, send):
    first = send(desk.book(award(1), award(2)))
    reporter.post(f"{first.page}commit/")
    made = Return.objects.select_related("form__campaign").get(pk=desk.part.made_return_id)
    uid = working_rows(made, at=NOW).frame.filter(award_name="示例荣誉2")["#uid"].item()
    gone = Changes(client="c" * 32, seq=1, removed=(uid,))
    save(desk.part.pk, gone, by=desk.by, at=NOW, today=DAY)
    sent = send(desk.book(award(1), award(2), award(3), name="b.xlsx"))
    shown = words(reporter.get(sent.page))
    assert "删除的行不恢复 ：1 行有人删除过，文件里还是删除前的内容，不会重新导入。" in shown
    assert "新增 1" in shown
    assert "这些行在页面上删除过，没有读入" in shown
    listed = words(reporter.get(f"{sent.page}rows/?found=gone"))
    assert "谁在什么时候删除" in listed
    assert "示例荣誉2" in listed
    reporter.post(f"{sent.page}answers/", **{"a:GONE": "yes"})
    sent.read()
    shown = words(reporter.get(sent.page))
    assert "照文件恢复" in shown
    assert "新增 2" in shown
    assert "仍按删除处理" in shown


def test_what_is_sent_again_after_the_line_broke_is_told_to_be_done_and_not_done_twice(desk, reporter, send):
    """A browser that lost the answer sends the same form again."""
    sent = send(desk.book(award(1), award(2)))
    for act, told in (("commit", "已经导入，没有再导入一次"), ("undo", "已经撤销，没有再撤销一次")):
        reporter.post(f"{sent.page}{act}/")
        rows = list(StagedRow.objects.order_by("pk").values_list("pk", "state"))
        answer = reporter.browser.post(f"{sent.page}{act}/")
        assert (answer.status_code, answer.headers["Location"]) == (303, sent.page)
        assert told in words(reporter.get(sent.page))
        assert list(StagedRow.objects.order_by("pk").values_list("pk", "state")) == rows
