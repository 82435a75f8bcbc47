"""Autosave: one effect for each edit, whatever happens to the line, the page or the row meanwhile."""

import pytest

from tests.browser.sheet.kept import uid_of

pytestmark = pytest.mark.browser


def test_an_answer_that_got_lost_is_asked_for_again_under_the_same_number(desk):
    desk.line.lost_answers = 1
    desk.type(0, "name", "例新")
    desk.bar("网络断开，已记在本机 1 处，恢复后自动保存")
    desk.saved()
    first, again = desk.kept.saves
    assert (first["client"], first["seq"]) == (again["client"], again["seq"])
    assert desk.kept.rows[0].version == 2


def test_edits_made_while_a_save_is_under_way_begin_from_its_version(desk):
    desk.type(0, "name", "例一")
    desk.until(lambda: desk.kept.saves)
    desk.type(0, "score", "88")
    desk.until(lambda: len(desk.kept.saves) == 2)
    assert desk.kept.saves[1]["edits"][0]["version"] == 2
    assert desk.kept.saves[1]["seq"] == 2


def test_a_large_paste_goes_in_parts_one_after_the_other(make_desk):
    from tests.browser.sheet.kept import KeptReturn

    desk = make_desk(KeptReturn(700)).open()
    desk.click(0, "name")
    desk.paste("\r\n".join(f"例{n}" for n in range(500)))
    desk.until(lambda: desk.kept.text(499, "name") == "例499")
    desk.saved()
    assert [len(save["edits"]) for save in desk.kept.saves] == [200, 200, 100]


def test_edits_of_a_page_that_was_lost_come_back_with_the_next(make_desk):
    desk = make_desk()
    desk.line.cut = {"save"}
    desk.open().type(0, "name", "例失")
    desk.page.keyboard.type("例亦失")
    desk.page.keyboard.press("Enter")
    desk.bar("已记在本机 2 处")
    desk.page.wait_for_timeout(200)
    context = desk.page.context
    desk.page.close(run_before_unload=False)
    later = make_desk(desk.kept, context=context).open()
    later.until(lambda: desk.kept.text(1, "name") == "例亦失")
    later.saved()
    assert later.shows(0, "name") == "例失"
    again = make_desk(desk.kept, context=context).open()
    again.page.wait_for_timeout(600)
    assert len({(save["client"], save["seq"]) for save in desk.kept.saves}) == len(desk.kept.saves)


def test_an_open_page_keeps_its_own_edits_while_another_is_opened(make_desk):
    desk = make_desk()
    desk.line.cut = {"save"}
    desk.open().type(0, "name", "例失")
    desk.bar("网络断开")
    other = make_desk(desk.kept, context=desk.page.context).open()
    other.page.wait_for_timeout(600)
    assert not desk.kept.saves


def test_leaving_with_unsaved_edits_warns(desk):
    desk.line.cut = {"save"}
    desk.type(0, "name", "例失")
    desk.bar("网络断开")
    asked = []
    desk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.page.reload()
    assert asked == ["beforeunload"]


def test_a_part_locked_meanwhile_says_so_and_keeps_what_was_typed(desk):
    desk.kept.answers["save"] = (409, {"message": "部门负责人已开始审核"})
    desk.type(0, "name", "例迟")
    desk.bar("部门负责人已开始审核")
    desk.bar("1 处修改没有保存，记在本机")
    assert desk.shows(0, "name") == "例迟"


def test_a_refused_cell_keeps_its_text_and_says_why(desk):
    desk.kept.refuses[uid_of(1), "name"] = "姓名由公安部门核发"
    desk.type(0, "name", "例拒")
    desk.bar("1 行有内容没有保存")
    desk.click(0, "name")
    assert desk.page.locator(".sheet-tip.on").inner_text() == "没有保存：姓名由公安部门核发"
    assert desk.shows(0, "name") == "例拒"


def conflict(**more) -> dict:
    """Return how a row changed by somebody else meanwhile is told."""
    base, theirs = {"name": "例远", "score": "0"}, {"name": "例他"}
    return {
        "uid": uid_of(1),
        "version": 5,
        "by": "例乙",
        "at": "2024-09-04T16:20:00",
        "base": base,
        "theirs": theirs,
        "mine": {},
        "gone": False,
        **more,
    }


def test_a_conflict_shows_what_was_theirs_and_mine_and_saves_what_is_chosen(desk):
    desk.kept.conflicts = [conflict()]
    desk.type(0, "name", "例我")
    box = desk.page.locator("dialog")
    box.wait_for()
    assert box.locator("tbody td").all_inner_texts() == ["例远", "例他", "例我"]
    assert "例乙 9-04 16:20" in box.inner_text()
    assert "1 行冲突待选择" in desk.page.locator(".statusbar").inner_text()
    box.get_by_role("button", name="保存选择").click()
    box.get_by_text("还有 1 行没有选完").wait_for()
    box.get_by_role("radio").nth(2).check()
    box.get_by_role("button", name="保存选择").click()
    desk.until(lambda: desk.kept.text(0, "name") == "例我")
    assert desk.kept.saves[-1]["edits"][0]["version"] == 5


def test_a_conflict_is_also_settled_with_what_stood_there_before(desk):
    desk.kept.conflicts = [conflict()]
    desk.type(0, "name", "例我")
    desk.page.locator("dialog").get_by_role("radio", name="例远").check()
    desk.page.get_by_role("button", name="保存选择").click()
    desk.until(lambda: desk.kept.saves[-1]["edits"][0]["cells"] == {"name": "例远"})
    desk.until(lambda: desk.shows(0, "name") == "例远")


def test_a_conflict_with_another_window_of_oneself_says_so(desk):
    desk.kept.conflicts = [conflict(by="例我", is_own=True)]
    desk.type(0, "name", "例我")
    box = desk.page.locator("dialog")
    box.wait_for()
    assert "同一行有您的另一个窗口先改了" in box.inner_text()
    assert box.locator("thead th").all_inner_texts() == [
        "字段",
        "原来",
        "您的另一个窗口改为",
        "这个窗口改为",
    ]
    box.get_by_role("button", name="以后再选").click()
    desk.bar("1 行与您的另一个窗口的修改冲突")


def test_theirs_is_taken_for_all_at_once(desk):
    desk.kept.conflicts = [conflict()]
    desk.type(0, "name", "例我")
    desk.page.get_by_role("button", name="全部用对方的").click()
    desk.page.get_by_role("button", name="保存选择").click()
    desk.until(lambda: desk.shows(0, "name") == "例他")
    desk.page.locator(".bars .note", has_text="冲突").wait_for(state="detached")


def test_a_conflict_put_off_stays_open_and_survives_the_page(make_desk):
    desk = make_desk()
    desk.kept.conflicts = [conflict()]
    desk.open().type(0, "name", "例我")
    desk.page.get_by_role("button", name="以后再选").click()
    desk.bar("1 行与别人的修改冲突")
    desk.page.wait_for_timeout(200)
    context = desk.page.context
    desk.page.close(run_before_unload=False)
    later = make_desk(desk.kept, context=context).open()
    later.bar("1 行与别人的修改冲突")
    later.page.get_by_role("button", name="逐格选择").click()
    later.page.get_by_role("button", name="全部用我的").click()
    later.page.get_by_role("button", name="保存选择").click()
    later.until(lambda: desk.kept.text(0, "name") == "例我")


def test_a_row_deleted_meanwhile_can_be_added_again_with_ones_own_edits(desk):
    desk.kept.conflicts = [conflict(gone=True, version=0, theirs={})]
    desk.type(0, "name", "例我")
    desk.page.get_by_label("加回这一行，带上我的修改").check()
    desk.page.get_by_role("button", name="保存选择").click()
    desk.until(lambda: desk.kept.rows[0].state == "added")
    assert desk.kept.text(0, "name") == "例我"


def test_an_accepted_row_marked_as_removed_meanwhile_is_restored_with_ones_own_edits(desk):
    desk.kept.rows[0].state = "removed"
    desk.kept.conflicts = [conflict(gone=True, base={}, theirs={})]
    desk.type(0, "name", "例我")
    desk.page.get_by_label("恢复这一行，带上我的修改").check()
    desk.page.get_by_role("button", name="保存选择").click()
    desk.until(lambda: desk.kept.text(0, "name") == "例我")
    assert desk.kept.rows[0].state in {"formal", "changed"}
    assert desk.kept.saves[-1]["restored"] == [{"uid": uid_of(1), "version": 5}]
    assert desk.page.locator(".sheet-row.gone").count() == 0


def test_a_row_marked_as_removed_meanwhile_stays_so_where_one_agrees(desk):
    desk.kept.rows[0].state = "removed"
    desk.kept.conflicts = [conflict(gone=True, base={}, theirs={})]
    desk.type(0, "name", "例我")
    desk.page.get_by_label("同意删除").check()
    desk.page.get_by_role("button", name="保存选择").click()
    desk.page.locator(".sheet-row.gone").wait_for()
    desk.until(lambda: desk.shows(0, "name") == desk.kept.text(0, "name"))
    assert len(desk.kept.rows) == 40


def test_what_was_typed_into_a_row_that_is_refused_stays(desk):
    desk.kept.refuses[uid_of(1), None] = "这一行不由您负责"
    desk.type(0, "name", "例我")
    desk.bar("1 行有内容没有保存")
    assert desk.shows(0, "name") == "例我"


def test_a_server_that_fails_is_told_and_asked_again(desk):
    desk.kept.answers["save"] = (503, {"message": ""})
    desk.type(0, "name", "例停")
    desk.bar("服务器暂时不能保存，已记在本机 1 处")
    del desk.kept.answers["save"]
    desk.saved()
    assert desk.kept.text(0, "name") == "例停"


def test_rows_that_could_not_be_read_are_asked_for_again(make_desk):
    from tests.browser.sheet.kept import KeptReturn

    desk = make_desk(KeptReturn(900)).open()
    desk.line.cut = {"rows"}
    desk.click(0, "name")
    desk.page.keyboard.press("Control+End")
    desk.page.locator(".sheet-c.loading").first.wait_for()
    desk.line.cut = set()
    desk.until(lambda: desk.shows(899, "student_no") == "24000899")
