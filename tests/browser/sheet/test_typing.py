"""Typing, pasting, undoing: a grid that behaves as a spreadsheet does."""

import pytest

pytestmark = pytest.mark.browser


def test_what_is_typed_is_saved_once_after_a_moment(desk):
    desk.type(2, "name", "例新")
    desk.saved()
    desk.until(lambda: desk.kept.saves)
    assert desk.kept.text(2, "name") == "例新"
    assert len(desk.kept.saves) == 1


def test_pinyin_composed_on_a_selected_cell_is_not_lost(desk):
    desk.click(2, "name")
    session = desk.page.context.new_cdp_session(desk.page)
    session.send("Input.imeSetComposition", {"text": "zhang", "selectionStart": 5, "selectionEnd": 5})
    session.send("Input.insertText", {"text": "例三丰"})
    desk.page.keyboard.press("Enter")
    assert desk.shows(2, "name") == "例三丰"


@pytest.mark.parametrize("typed", ["510203", "软件技术", "rjjs", "软件"])
def test_a_code_is_found_by_code_name_and_initials(desk, typed):
    desk.type(1, "major", typed)
    assert desk.shows(1, "major") == "510203"


def test_a_text_outside_the_list_is_kept_and_marked(desk):
    desk.type(1, "major", "没有这个专业")
    assert desk.shows(1, "major") == "没有这个专业"
    desk.page.locator(".sheet-c.bad", has_text="没有这个专业").wait_for()


def test_several_codes_are_chosen_one_after_the_other(desk):
    desk.click(1, "skills")
    for key in ("Delete", "F2"):
        desk.page.keyboard.press(key)
    for typed in ("hg", "03"):
        desk.page.keyboard.type(typed)
        desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Enter")
    assert desk.shows(1, "skills") == "02;03"


def test_a_date_typed_as_people_type_it_is_spelled_one_way(desk):
    desk.type(1, "born_on", "2007年3月5日")
    assert desk.shows(1, "born_on") == "2007-03-05"


def test_a_date_is_taken_from_the_month(desk):
    desk.click(1, "born_on")
    for key in ("Alt+ArrowDown", "ArrowRight", "PageDown", "Enter"):
        desk.page.keyboard.press(key)
    assert desk.shows(1, "born_on") == "2006-03-20"


def test_a_locked_column_says_why_and_keeps_its_value(desk):
    before = desk.shows(1, "id_number")
    desk.type(1, "id_number", "1")
    desk.click(1, "id_number")
    assert "由公安部门核发" in desk.page.locator(".sheet-tip").inner_text()
    assert desk.shows(1, "id_number") == before


def test_a_locked_cell_of_one_row_says_why(make_desk):
    desk = make_desk()
    desk.kept.rows[1].locked = {"name": "由学生工作处填报"}
    desk.open().click(1, "name")
    assert desk.page.locator(".sheet-tip.on").inner_text() == "由学生工作处填报"


def test_a_row_closed_as_a_whole_says_why_at_each_cell_and_takes_nothing(make_desk):
    desk = make_desk()
    why = "这次只重新开放了选出的 2 行"
    desk.kept.rows[1].locked = {"*": why, "**": why}
    desk.open()
    before = desk.shows(1, "name")
    desk.type(1, "name", "例改")
    desk.click(1, "name")
    assert desk.page.locator(".sheet-tip.on").inner_text() == why
    assert desk.shows(1, "name") == before
    assert not desk.kept.saves


def test_words_of_a_cell_that_was_left_do_not_come_back_when_the_sheet_rests(desk):
    moves = """async () => {
      const at = name => sheet.columns.findIndex(column => column.name === name);
      sheet.go(35, at('id_number'));
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      sheet.go(36, at('name'));
      await new Promise(resolve => setTimeout(resolve, 400));
    }"""
    desk.page.evaluate(moves)
    assert desk.page.locator(".sheet-tip.on").count() == 0


def test_a_block_is_pasted_over_the_frozen_edge_with_a_quoted_line_break(desk):
    desk.click(1, "student_no")
    desk.paste('"甲\n乙"\t例二\t女\r\n丙\t例四\t男\r\n')
    desk.until(lambda: desk.shows(2, "student_no") == "丙")
    assert [desk.shows(1, name) for name in ("student_no", "name", "sex")] == ["甲\n乙", "例二", "2"]
    assert desk.shows(3, "student_no") == "24000003"
    desk.page.keyboard.press("Control+z")
    assert desk.shows(1, "name") == "例平"


def test_one_value_pasted_fills_the_selection_and_skips_what_is_read_only(desk):
    desk.click(1, "born_on")
    for key in ("Shift+ArrowDown", "Shift+ArrowRight"):
        desk.page.keyboard.press(key)
    desk.paste("2005-01-01")
    desk.until(lambda: desk.shows(2, "born_on") == "2005-01-01")
    assert desk.shows(1, "id_number") == "320599200602190001"
    desk.bar("2 格没有改动")


def test_a_paste_past_the_last_row_grows_the_sheet(desk):
    desk.click(0, "name")
    desk.page.keyboard.press("Control+End")
    desk.page.keyboard.press("Home")
    desk.paste("A1\t例甲\r\nA2\t例乙\r\nA3\t例丙")
    desk.until(lambda: len(desk.kept.rows) == 42)
    desk.saved()
    assert [row.cells[0] for row in desk.kept.rows[-3:]] == ["A1", "A2", "A3"]
    desk.page.keyboard.press("Control+z")
    desk.until(lambda: len(desk.kept.rows) == 40)
    desk.until(lambda: desk.kept.text(39, "student_no") == "24000039")


def test_an_empty_sheet_takes_a_paste(make_desk):
    from tests.browser.sheet.kept import KeptReturn

    desk = make_desk(KeptReturn(0)).open()
    assert "还没有数据" in desk.page.locator(".sheet-empty").inner_text()
    desk.page.locator(".sheet-scroll").click()
    desk.paste("A1\t例甲")
    desk.until(lambda: len(desk.kept.rows) == 1)


def test_filling_down_repeats_the_first_row(desk):
    desk.click(0, "name")
    for key in ("Shift+ArrowDown", "Shift+ArrowDown", "Control+d"):
        desk.page.keyboard.press(key)
    desk.until(lambda: [desk.shows(row, "name") for row in range(3)] == ["例远"] * 3)


def test_clearing_and_taking_it_back_leaves_the_return_as_it_was(desk):
    desk.click(4, "name")
    desk.page.keyboard.press("Delete")
    desk.until(lambda: desk.kept.text(4, "name") == "")
    desk.page.keyboard.press("Control+z")
    desk.until(lambda: desk.kept.text(4, "name") == "例怡")
    desk.page.keyboard.press("Control+y")
    desk.until(lambda: desk.kept.text(4, "name") == "")


def test_what_is_copied_can_be_read_by_a_spreadsheet(desk):
    desk.click(0, "name")
    for key in ("Shift+ArrowRight", "Shift+ArrowDown", "Control+c"):
        desk.page.keyboard.press(key)
    assert desk.page.evaluate("navigator.clipboard.readText()").replace("\r", "") == "例远\t1 男\n例平\t2 女"


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_escape_and_tab_leave_the_sheet_either_way(desk, key):
    desk.click(0, "name")
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press(key)
    desk.page.wait_for_timeout(50)
    assert desk.page.evaluate("!sheet.root.contains(document.activeElement)")
