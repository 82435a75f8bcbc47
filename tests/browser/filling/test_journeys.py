"""Filling a form in a real Chromium against the real server: typing, pasting, undo, two windows, a lost line, keys alone."""

import re

import pytest

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser
SLOW = 15_000
FORM = "2.4.4"
READY = "() => Boolean(window.sheet?.rows) && document.querySelector('.statusbar .ok') !== null"
FIRST = "() => sheet.rows.peek(0)?.cells[3]"
COLUMN = "enrol_major_count"


@pytest.fixture
def part(open_page):
    """The address of the form's part, as the workbench leads to it."""
    page = open_page("")
    link = page.locator("article.todo", has_text=FORM).locator("a.btn")
    href = link.get_attribute("href")
    assert re.fullmatch(r"/filling/\d+/", href)
    return href.removeprefix("/")


@pytest.fixture
def desk(open_page, part):
    """Open the grid; wait until it is there and everything is saved."""

    def opened(**options):
        page = open_page(part, **options)
        page.wait_for_function(READY, timeout=SLOW)
        return page

    return opened


def go_to(page, row, name):
    page.evaluate("([row, name]) => sheet.jump(row, name)", [row, name])


def saved(page):
    page.locator(".statusbar .ok").wait_for(timeout=SLOW)


def emptied(page):
    """Delete every row, so that a journey begins with none."""
    while page.evaluate("sheet.rows.count"):
        page.evaluate("() => sheet.jump(0, sheet.columns[0].name)")
        page.keyboard.press("Control+a")
        page.keyboard.press("Control+-")
        page.wait_for_timeout(900)
        saved(page)
        page.reload()
        page.wait_for_function(READY, timeout=SLOW)


def test_what_is_typed_is_there_after_a_reload_and_can_be_taken_back(desk):
    page = desk()
    emptied(page)
    page.click("text=加行")
    go_to(page, 0, COLUMN)
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    page.wait_for_timeout(800)
    saved(page)
    page.reload()
    page.wait_for_function(READY, timeout=SLOW)
    page.wait_for_function(f"{FIRST}", timeout=SLOW)
    assert page.evaluate(FIRST) == "12"
    go_to(page, 0, COLUMN)
    page.keyboard.type("13")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+z")
    page.wait_for_timeout(800)
    saved(page)
    assert page.evaluate(FIRST) == "12"


def test_two_windows_at_one_cell_choose_between_their_texts(desk):
    one = desk()
    emptied(one)
    one.click("text=加行")
    one.wait_for_timeout(800)
    saved(one)
    two = desk()
    two.wait_for_function("() => sheet.rows.peek(0)", timeout=SLOW)
    for page, text in ((one, "7"), (two, "8")):
        go_to(page, 0, COLUMN)
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        page.wait_for_timeout(700)
    two.locator(".bars .note", has_text="冲突").wait_for(timeout=SLOW)
    assert one.evaluate(FIRST) == "7"


def test_what_is_typed_without_a_line_is_saved_when_it_is_back(desk):
    page = desk()
    emptied(page)
    page.click("text=加行")
    page.wait_for_timeout(800)
    saved(page)
    page.context.set_offline(True)
    go_to(page, 0, COLUMN)
    page.keyboard.type("21")
    page.keyboard.press("Enter")
    page.locator(".bars .note", has_text="记在本机").wait_for(timeout=SLOW)
    page.context.set_offline(False)
    saved(page)
    page.reload()
    page.wait_for_function(f"{FIRST}", timeout=SLOW)
    assert page.evaluate(FIRST) == "21"


def test_the_phone_shows_numbers_and_no_grid(open_page, part):
    page = open_page(part, size=PHONE)
    assert page.locator(".phone .kpis").is_visible()
    assert not page.locator("#filling").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
