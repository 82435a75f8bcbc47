"""Rows of a closed sheet are ticked and carried into what is asked: that they be opened again (REV-3)."""

import re
from urllib.parse import unquote

import pytest

from tests.browser.sheet.kept import KeptReturn

pytestmark = pytest.mark.browser
WHY = "已通过合规检查，不能再改"
HEAD = """row => { const box = sheet.root.getBoundingClientRect(), cell = sheet.rect(row, 0);
  return [box.x + 10, box.y + cell.y + cell.h / 2]; }"""
MOST = 30


@pytest.fixture
def closed(make_desk):
    kept = KeptReturn()
    kept.locked = WHY
    kept.reopen = {
        "verb": "申请重新开放", "url": "/compliance/7/", "anchor": "ask-7",
        "most": MOST, "any_row": False, "rows": True,
    }  # fmt: skip
    kept.rows[3].locked = {"*": "这一行由财务处填报"}
    return make_desk(kept).open()


def asking(desk):
    """Return where the request leads, and what it is called."""
    link = desk.page.locator(".bars .note a")
    return unquote(link.get_attribute("href")), link.inner_text()


def press_head(desk, row):
    desk.page.mouse.click(*desk.page.evaluate(HEAD, row))


def test_nothing_ticked_asks_for_the_form_as_such(closed):
    assert WHY in closed.bar(WHY).inner_text()
    assert asking(closed) == ("/compliance/7/#ask-7", "申请重新开放")
    assert closed.page.get_by_role("button", name="取消勾选").count() == 0


def test_rows_are_ticked_at_their_numbers_and_carried_into_the_request(closed):
    for row in (1, 6, 4, 5):
        press_head(closed, row)
    closed.until(lambda: asking(closed) == ("/compliance/7/?rows=2、5-7#ask-7", "申请重新开放这 4 行"))
    assert closed.page.locator(".sheet-row[aria-selected=true]").count() == 4
    press_head(closed, 6)
    closed.until(lambda: "这 3 行" in asking(closed)[1])
    closed.page.get_by_role("button", name="取消勾选").click()
    closed.until(lambda: asking(closed)[1] == "申请重新开放")


def test_the_keyboard_ticks_what_is_selected_and_says_so(closed):
    closed.click(4, "name")
    closed.page.keyboard.press("Shift+ArrowDown")
    closed.page.keyboard.press("Space")
    closed.until(lambda: asking(closed)[0].startswith("/compliance/7/?rows=5-6#"))
    assert "2 行已勾选，共勾选 2 行" in closed.page.locator(".sheet [aria-live]").inner_text()
    closed.page.keyboard.press("Space")
    closed.until(lambda: asking(closed)[1] == "申请重新开放")


def test_rows_of_others_are_not_ticked_and_say_whose_they_are(closed):
    press_head(closed, 3)
    closed.bar("这一行由财务处填报")
    assert asking(closed)[1] == "申请重新开放"


def test_no_more_are_ticked_than_may_be_asked_for(closed):
    closed.click(0, "name")
    closed.page.keyboard.press("Control+a")
    closed.page.keyboard.press("Space")
    closed.bar(f"一次最多申请 {MOST} 行")
    assert asking(closed)[1] == "申请重新开放"


def test_an_open_sheet_takes_a_space_for_what_it_is(make_desk):
    desk = make_desk().open()
    desk.type(0, "name", " 例乙")
    desk.saved()
    assert re.fullmatch(" ?例乙", desk.shows(0, "name"))
    assert desk.page.locator(".sheet-row[aria-selected]").count() == 0
