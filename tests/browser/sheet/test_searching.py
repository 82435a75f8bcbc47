"""Over all rows: find, replace, filter, order, columns."""

import pytest

from tests.browser.sheet.kept import KeptReturn

pytestmark = pytest.mark.browser


def test_find_goes_from_hit_to_hit_also_in_rows_not_read_yet(make_desk):
    desk = make_desk(KeptReturn(900))
    desk.kept.rows[850].cells[1] = "例远方"
    desk.open().click(0, "name")
    desk.page.keyboard.press("Control+f")
    desk.page.keyboard.type("例远方")
    desk.page.keyboard.press("Enter")
    desk.page.get_by_text("第 1 处，共 1 处").wait_for()
    desk.until(lambda: desk.page.evaluate("sheet.selection.active.row") == 850)


def test_replacing_all_tells_the_count_and_can_be_taken_back(make_desk):
    desk = make_desk(KeptReturn(600)).open()
    desk.click(0, "name")
    desk.page.keyboard.press("Control+h")
    desk.page.keyboard.type("例婷")
    desk.page.get_by_label("替换为").fill("例亭")
    desk.page.get_by_role("button", name="全部替换").click()
    desk.page.get_by_text("已替换 120 处").wait_for()
    desk.until(lambda: desk.kept.text(598, "name") == "例亭")
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("Control+z")
    desk.until(lambda: desk.kept.text(598, "name") == "例婷")


def test_codes_are_replaced_by_their_names(desk):
    desk.click(0, "name")
    desk.page.keyboard.press("Control+h")
    desk.page.keyboard.type("460301")
    desk.page.get_by_label("替换为").fill("软件技术")
    desk.page.get_by_role("button", name="全部替换").click()
    desk.until(lambda: desk.kept.text(39, "major") == "510203")


def test_a_column_is_filtered_and_ordered_and_the_chips_take_it_away(desk):
    desk.click(0, "name")
    desk.page.keyboard.press("Alt+Shift+ArrowDown")
    desk.page.get_by_label("值", exact=True).fill("例婷")
    desk.page.keyboard.press("Enter")
    desk.page.get_by_text("筛出 8 行").wait_for()
    desk.until(lambda: desk.shows(0, "student_no") == "24000003")
    desk.click(0, "student_no")
    desk.page.get_by_role("button", name="筛选", exact=True).first.click()
    desk.page.get_by_role("button", name="降序").click()
    desk.until(lambda: desk.shows(0, "student_no") == "24000038")
    desk.page.get_by_role("button", name="全部去掉").click()
    desk.page.get_by_text("共 40 行").wait_for()


def test_hidden_columns_stay_hidden_and_are_found_again_by_their_title(desk):
    desk.page.get_by_role("button", name="列", exact=True).click()
    desk.page.get_by_label("显示 性别").uncheck()
    desk.page.keyboard.press("Escape")
    desk.page.reload()
    desk.until(lambda: desk.page.evaluate("() => Boolean(window.sheet?.columns)"))
    assert "sex" not in desk.page.evaluate("sheet.columns.map(column => column.name)")
    desk.page.get_by_role("button", name="列", exact=True).click()
    desk.page.get_by_label("列名").fill("性别")
    desk.page.keyboard.press("Enter")
    desk.until(lambda: desk.page.evaluate("sheet.columns[sheet.selection.active.column].name") == "sex")


def test_the_foot_of_the_sheet_tells_how_many_columns_are_hidden_and_shows_them_again(desk):
    told = desk.page.locator(".statusbar").get_by_role("button", name="隐藏了")
    assert told.count() == 0
    for name in ("sex", "major"):
        desk.click(0, name)
        desk.page.keyboard.press("Alt+Shift+ArrowDown")
        desk.page.get_by_role("button", name="隐藏此列").click()
    desk.until(lambda: told.all_inner_texts() == ["隐藏了 2 列"])
    desk.page.reload()
    told.click()
    desk.page.get_by_role("button", name="全部显示").click()
    desk.until(lambda: told.count() == 0)
    assert "sex" in desk.page.evaluate("sheet.columns.map(column => column.name)")


def test_find_and_replace_open_wherever_the_focus_is(desk):
    find, put = desk.page.get_by_label("查找内容"), desk.page.get_by_label("替换为")
    desk.page.get_by_role("tab", name="提醒").focus()
    desk.page.keyboard.press("Control+h")
    desk.until(lambda: put.is_visible() and find.evaluate("node => node === document.activeElement"))
    desk.page.keyboard.press("Escape")
    desk.page.get_by_role("tab", name="提醒").focus()
    desk.page.keyboard.press("Control+f")
    desk.until(lambda: find.is_visible() and not put.is_visible())


def test_of_filtered_rows_only_what_is_left_is_replaced(desk):
    desk.click(0, "sex")
    desk.page.keyboard.press("Alt+Shift+ArrowDown")
    desk.page.locator(".values label").first.click()
    desk.page.get_by_role("button", name="筛选", exact=True).last.click()
    desk.page.get_by_text("筛出 20 行").wait_for()
    desk.page.keyboard.press("Control+h")
    desk.page.keyboard.type("例")
    desk.page.get_by_label("替换为").fill("利")
    desk.page.get_by_role("button", name="全部替换").click()
    desk.page.get_by_text("筛出的行里已替换 20 处，Ctrl+Z 可撤销").wait_for()
    desk.until(lambda: sum(row.cells[1].startswith("利") for row in desk.kept.rows) == 20)


def test_what_is_not_there_or_in_no_code_list_is_told_when_replacing(desk):
    desk.page.keyboard.press("Control+h")
    desk.page.keyboard.type("没有的")
    desk.page.get_by_role("button", name="全部替换").click()
    desk.page.locator(".count", has_text="没有找到").wait_for()
    desk.page.get_by_label("查找内容").fill("460301")
    desk.page.get_by_label("替换为").fill("没有的专业")
    desk.page.get_by_role("button", name="全部替换").click()
    desk.page.locator(".count", has_text="其中 40 处不在代码表里，已标红").wait_for()


def test_a_filter_that_leaves_no_row_says_so(desk):
    desk.click(0, "name")
    desk.page.keyboard.press("Alt+Shift+ArrowDown")
    desk.page.get_by_label("值", exact=True).fill("没有这个人")
    desk.page.keyboard.press("Enter")
    desk.page.get_by_text("没有符合条件的行").wait_for()


def test_shift_and_enter_goes_back_to_the_hit_before(desk):
    desk.page.keyboard.press("Control+f")
    desk.page.keyboard.type("例")
    for key, place in (("Enter", 1), ("Enter", 2), ("Shift+Enter", 1)):
        desk.page.keyboard.press(key)
        desk.page.locator(".count", has_text=f"第 {place} 处").wait_for()
