"""Whole rows: in, out, twice, back; each can be taken back."""

import pytest
from playwright.sync_api import expect

from tests.browser.sheet.kept import KeptReturn, uid_of

pytestmark = pytest.mark.browser


def numbers(desk) -> list[str]:
    """Return the student numbers that the server has, those of removed rows left out."""
    return [row.cells[0] for row in desk.kept.rows if row.state != "removed"]


def test_a_row_inserted_above_takes_typing_and_is_saved_in_its_place(desk):
    desk.click(2, "name")
    desk.page.keyboard.press("Control+Shift+Equal")
    desk.page.keyboard.type("例间")
    desk.page.keyboard.press("Enter")
    desk.until(lambda: len(desk.kept.rows) == 41)
    desk.saved()
    assert desk.kept.text(2, "name") == "例间"
    assert desk.kept.text(3, "student_no") == "24000002"


def test_an_inserted_row_goes_again_with_undo_and_comes_again_with_redo(desk):
    desk.click(2, "name")
    desk.page.keyboard.press("Control+Shift+Equal")
    desk.until(lambda: len(desk.kept.rows) == 41)
    desk.saved()
    desk.page.keyboard.press("Control+z")
    desk.until(lambda: len(desk.kept.rows) == 40)
    desk.saved()
    assert numbers(desk)[2] == "24000002"
    desk.page.keyboard.press("Control+y")
    desk.until(lambda: len(desk.kept.rows) == 41)
    desk.saved()
    desk.page.get_by_text("共 41 行").wait_for()
    assert desk.shows(2, "student_no") == ""


def test_an_accepted_row_that_is_deleted_stays_struck_through_until_somebody_accepts_it(desk):
    desk.click(1, "name")
    desk.page.keyboard.press("Control+-")
    desk.page.locator(".sheet-row.gone").wait_for()
    desk.until(lambda: desk.kept.rows[1].state == "removed")
    desk.page.keyboard.press("Control+z")
    desk.until(lambda: desk.kept.rows[1].state == "formal")
    desk.page.locator(".sheet-row.gone").wait_for(state="detached")


def test_a_deleted_row_is_restored_from_the_menu_of_rows(make_desk):
    desk = make_desk()
    desk.kept.rows[1].state = "removed"
    desk.open().click(1, "name")
    desk.page.get_by_role("button", name="行", exact=True).click()
    desk.page.get_by_role("button", name="恢复已删除的行").click()
    desk.until(lambda: desk.kept.rows[1].state == "formal")


def test_rows_are_duplicated_below_without_what_is_read_only(desk):
    desk.click(0, "name")
    desk.page.keyboard.press("Shift+ArrowDown")
    desk.page.get_by_role("button", name="行", exact=True).click()
    desk.page.get_by_role("button", name="复制选中的行").click()
    desk.until(lambda: len(desk.kept.rows) == 42)
    assert numbers(desk)[:4] == ["24000000", "24000001", "24000000", "24000001"]
    assert desk.kept.text(2, "id_number") == ""


def test_a_row_that_was_never_saved_leaves_no_trace(desk):
    desk.line.cut = {"save"}
    desk.click(2, "name")
    desk.page.keyboard.press("Control+Shift+Equal")
    desk.bar("网络断开")
    desk.page.keyboard.press("Control+Shift+Equal")
    desk.page.keyboard.press("Control+z")
    desk.line.cut = set()
    desk.page.get_by_role("button", name="再试一次").click()
    desk.saved()
    assert len(desk.kept.rows) == 41


def test_rows_beyond_those_read_are_right_after_an_insertion(make_desk):
    from tests.browser.sheet.kept import KeptReturn

    desk = make_desk(KeptReturn(900)).open()
    desk.click(0, "name")
    desk.page.keyboard.press("Control+Shift+Equal")
    desk.until(lambda: len(desk.kept.rows) == 901)
    desk.saved()
    desk.page.keyboard.press("Control+End")
    desk.until(lambda: desk.shows(900, "student_no") == "24000899")
    assert desk.shows(899, "student_no") == "24000898"


def test_nothing_is_added_where_one_may_not(make_desk):
    desk = make_desk()
    setup = desk.kept.setup
    desk.kept.setup = lambda: {
        **setup(),
        "can": {"add": False, "remove": False, "explain": False, "dispute": False},
    }
    desk.open().click(39, "student_no")
    desk.page.keyboard.press("Control+Shift+Equal")
    desk.bar("不能由您增加")
    desk.paste("甲\r\n乙\r\n丙")
    desk.bar("超出末行的 2 行没有粘贴")
    desk.until(lambda: desk.kept.text(39, "student_no") == "甲")


def test_what_is_selected_is_counted_and_added_up_where_it_is_a_number_not_a_code(desk):
    desk.click(0, "sex")
    desk.page.keyboard.press("Shift+Control+ArrowDown")
    assert "求和" not in desk.page.locator(".statusbar").inner_text()
    desk.click(0, "score")
    desk.page.keyboard.press("Shift+Control+ArrowDown")
    assert "求和" in desk.page.locator(".statusbar").inner_text()


def test_the_foot_of_a_sheet_offers_to_paste_only_where_it_takes_something(make_desk):
    open_desk = make_desk().open()
    assert "Ctrl+V" in open_desk.page.locator(".statusbar").inner_text()
    locked = make_desk()
    locked.kept.locked = "已提交审核"
    foot = locked.open().page.locator(".statusbar")
    assert "Ctrl+V" not in foot.inner_text()
    assert "Ctrl+C" in foot.inner_text()


def test_a_locked_sheet_says_why_and_takes_nothing(make_desk):
    desk = make_desk()
    desk.kept.locked = "已提交审核，部门负责人退回后才能修改"
    desk.open().type(1, "name", "例新")
    desk.bar("已提交审核")
    desk.page.keyboard.press("Control+-")
    desk.paste("例外")
    expect(desk.page.locator(".sheet-tip.on")).to_have_text(desk.kept.locked)
    assert not desk.kept.saves
    assert desk.shows(1, "name") == "例平"


def test_a_locked_sheet_says_why_once_and_to_who_hears_it(make_desk):
    """In the bar above it; who listens hears it with the name of the grid, and at every key that does nothing."""
    desk = make_desk()
    desk.kept.locked = why = "已提交审核，部门负责人退回后才能修改"
    page = desk.open().page
    page.keyboard.press("Control+-")
    expect(page.locator(".sheet-tip.on")).to_have_text(why)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".sheet-tip.on")).to_have_count(0)
    expect(page.locator("#filling .bars").get_by_text(why)).to_have_count(1)
    assert why not in page.locator(".work").inner_text()
    expect(page.get_by_role("grid")).to_have_accessible_description(why)
    expect(page.get_by_role("grid")).to_have_attribute("aria-readonly", "true")


def test_a_locked_sheet_without_rows_says_why_above_it_alone(make_desk):
    desk = make_desk(KeptReturn(0))
    desk.kept.locked = why = "已提交审核，部门负责人退回后才能修改"
    page = desk.open().page
    desk.bar(why)
    expect(page.locator(".statusbar .ok")).to_have_text("只读")
    expect(page.locator(".sheet-empty")).to_have_text("没有数据")
    assert "已保存" not in page.locator(".statusbar").inner_text()


def test_the_state_of_a_row_stands_at_its_number(make_desk):
    desk = make_desk()
    desk.kept.find(uid_of(2)).state = "added"
    desk.open().page.locator(".sheet-n.is-added").wait_for()
    desk.type(0, "name", "例改")
    desk.page.locator(".sheet-n.is-changed").wait_for()


def test_a_row_of_another_department_is_not_deleted_and_says_why(make_desk):
    desk = make_desk()
    desk.kept.rows[1].locked = {"*": "由招生就业处填报"}
    desk.open().click(1, "name")
    desk.page.keyboard.press("Control+-")
    desk.bar("由招生就业处填报")
    assert not desk.kept.saves


def test_a_step_taken_back_is_shown_where_it_was_made(desk):
    desk.type(1, "name", "例改")
    desk.saved()
    desk.page.keyboard.press("Control+End")
    desk.page.keyboard.press("Control+z")
    desk.until(lambda: desk.page.evaluate("sheet.selection.active") == {"row": 1, "column": 1})
    desk.page.keyboard.press("Control+z")
    desk.bar("没有可以撤销的了")


def test_the_page_takes_keys_without_a_click_first(desk):
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.type("25000001")
    desk.page.keyboard.press("Enter")
    desk.until(lambda: desk.kept.text(1, "student_no") == "25000001")


def test_a_long_text_is_edited_in_full(desk):
    desk.type(0, "name", "很长的名字" * 30)
    desk.click(0, "name")
    desk.page.keyboard.press("F2")
    box = desk.page.locator(".sheet-input").bounding_box()
    assert box["height"] > 100
    assert box["width"] <= 362
