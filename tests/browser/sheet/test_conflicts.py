"""Conflicts that wait for a choice: the same texts and choices after the page was left, and nothing of one's own lost."""

import pytest

from tests.browser.sheet.kept import KeptReturn, uid_of
from tests.browser.sheet.test_keeping import conflict

pytestmark = pytest.mark.browser
FAR = 700


def put_off(desk, *choices):
    """Choose some cells and leave the rest for later; return what was read and what is ticked."""
    box = desk.page.locator("dialog")
    box.wait_for()
    for place in choices:
        box.get_by_role("radio").nth(place).check()
    told = read(box)
    box.get_by_role("button", name="以后再选").click()
    return told


def read(box):
    ticked = [one.is_checked() for one in box.get_by_role("radio").all()]
    return box.locator(".conflicts").inner_text(), ticked


def opened_anew(make_desk, desk):
    """Leave the page without a word, and open it again in the same browser."""
    desk.page.wait_for_timeout(200)
    context = desk.page.context
    desk.page.close(run_before_unload=False)
    later = make_desk(desk.kept, context=context).open()
    later.page.get_by_role("button", name="逐格选择").click()
    return later


def test_texts_and_choices_are_the_same_after_the_page_was_left(make_desk):
    desk = make_desk()
    desk.kept.conflicts = [conflict(theirs={"name": "例他", "score": "7"})]
    desk.line.cut = {"save"}
    desk.open().type(0, "name", "例我")
    desk.type(0, "score", "9")
    desk.bar("网络断开")
    desk.line.cut = set()
    told = put_off(desk, 2)
    assert "第 1 行 24000000 例远" in told[0]
    assert [line for line in told[0].split() if line in "例远例他例我0 7 9"] == [
        "例远",
        "例他",
        "例我",
        "0",
        "7",
        "9",
    ]
    assert sum(told[1]) == 1
    later = opened_anew(make_desk, desk)
    assert read(later.page.locator("dialog")) == told


def test_choices_are_kept_while_the_screen_is_closed(desk):
    desk.kept.conflicts = [conflict()]
    desk.type(0, "name", "例我")
    told = put_off(desk, 0)
    desk.page.get_by_role("button", name="逐格选择").click()
    assert read(desk.page.locator("dialog")) == told


def test_ones_own_text_is_saved_also_where_the_row_was_not_read_again(make_desk):
    desk = make_desk(KeptReturn(900)).open()
    desk.page.evaluate("row => sheet.jump(row, 'name')", FAR)
    desk.until(lambda: desk.shows(FAR, "name"))
    desk.kept.conflicts = [conflict(uid=uid_of(FAR + 1))]
    desk.type(FAR, "name", "例我")
    told = put_off(desk)
    later = opened_anew(make_desk, desk)
    assert read(later.page.locator("dialog")) == told
    later.page.get_by_role("button", name="全部用我的").click()
    later.page.get_by_role("button", name="保存选择").click()
    later.until(lambda: desk.kept.text(FAR, "name") == "例我")


def test_a_row_not_read_again_is_restored_with_ones_own_text(make_desk):
    desk = make_desk(KeptReturn(900)).open()
    desk.page.evaluate("row => sheet.jump(row, 'name')", FAR)
    desk.until(lambda: desk.shows(FAR, "name"))
    desk.kept.rows[FAR].state = "removed"
    desk.kept.conflicts = [conflict(uid=uid_of(FAR + 1), gone=True, base={}, theirs={})]
    desk.type(FAR, "name", "例我")
    put_off(desk)
    later = opened_anew(make_desk, desk)
    later.page.get_by_label("恢复这一行，带上我的修改").check()
    later.page.get_by_role("button", name="保存选择").click()
    later.until(lambda: desk.kept.text(FAR, "name") == "例我")
    assert desk.kept.rows[FAR].state in {"formal", "changed"}
    assert later.page.evaluate("sheet.rows.count") == 900


def test_a_second_conflict_in_a_row_keeps_what_was_typed_before_the_first(desk):
    desk.kept.conflicts = [conflict()]
    desk.type(0, "name", "例我")
    put_off(desk)
    desk.kept.conflicts = [conflict(base={"score": "0"}, theirs={"name": "例他", "score": "7"})]
    desk.type(0, "score", "9")
    box = desk.page.locator("dialog")
    box.wait_for()
    assert box.locator("tbody td").all_inner_texts() == ["例远", "例他", "例我", "0", "7", "9"]
