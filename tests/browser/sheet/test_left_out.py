"""What a paste, a fill, a clearing or a replacement leaves as it is: said with the cells it is about and the reason."""

import pytest

from tests.browser.sheet.kept import KeptReturn

pytestmark = pytest.mark.browser
OFFICIAL = "由公安部门核发，不在此修改"
OTHERS = "由财务处填报"


def test_a_paste_says_which_cells_it_left_and_why(make_desk):
    desk = make_desk()
    desk.kept.rows[1].locked = {"name": OTHERS}
    desk.open().click(0, "name")
    row = "例新\t男\t2005-01-01\t320599\t460301"
    desk.paste(f"{row}\r\n{row}\r\n{row}")
    told = desk.bar("已粘贴 3 行 × 5 列")
    assert f"「身份证件号」第 1–3 行：{OFFICIAL}" in told.inner_text()
    assert f"「姓名」第 2 行：{OTHERS}" in told.inner_text()
    assert "4 格没有改动" in told.inner_text()
    desk.page.wait_for_timeout(6500)
    assert told.is_visible(), "it goes when it was read"
    told.get_by_role("button", name="知道了").click()


def test_where_every_cell_is_left_nothing_is_called_pasted(desk):
    desk.click(0, "id_number")
    desk.paste("3205\r\n3206")
    told = desk.bar("没有粘贴，2 格没有改动").inner_text()
    assert f"「身份证件号」第 1、2 行：{OFFICIAL}" in told


def test_cells_left_in_rows_that_are_new_and_columns_past_the_last_are_told(desk):
    desk.click(39, "born_on")
    desk.page.keyboard.press("Control+ArrowDown")
    desk.paste("2005-01-01\t3205\t软件技术\t\t1\t多\t余\r\n2005-01-02\t3206\t软件技术\t\t2\t多\t余")
    told = desk.bar("已粘贴 2 行 × 5 列")
    assert "2 格没有改动" in told.inner_text()
    assert f"「身份证件号」第 40、41 行：{OFFICIAL}" in told.inner_text()
    assert "最右边 2 列超出末列，没有粘贴" in told.inner_text()


def test_clearing_and_filling_down_say_what_they_left(desk):
    desk.click(0, "born_on")
    for key in ("Shift+ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown", "Delete"):
        desk.page.keyboard.press(key)
    assert "「身份证件号」第 1–3 行" in desk.bar("3 格没有改动").inner_text()
    desk.page.keyboard.press("Control+d")
    assert "「身份证件号」第 2、3 行" in desk.bar("2 格没有改动").inner_text()


def test_replacing_all_says_which_cells_it_left_and_why(make_desk):
    kept = KeptReturn()
    kept.rows[4].locked = {"student_no": OTHERS}
    for row in (kept.rows[0], kept.rows[4]):
        row.cells[0] = "20050101"
        row.cells[4] = "32059920050101"
    desk = make_desk(kept).open()
    desk.click(0, "name")
    desk.page.keyboard.press("Control+h")
    desk.page.keyboard.type("20050101")
    desk.page.get_by_label("替换为").fill("20050202")
    desk.page.get_by_role("button", name="全部替换").click()
    told = desk.bar("3 格没有改动")
    assert f"「身份证件号」第 1、5 行：{OFFICIAL}" in told.inner_text()
    assert f"「学号」第 5 行：{OTHERS}" in told.inner_text()
    assert desk.shows(0, "student_no") == "20050202"
