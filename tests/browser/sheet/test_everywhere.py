"""The desk fits its window, is read aloud, runs in the oldest Chromium and stays away from phones."""

import pytest

from tests.browser import walking
from tests.browser.conftest import ARGUMENTS, COMPUTER, LAPTOP, PHONE
from tests.browser.sheet.test_keeping import conflict
from tests.browser.test_access import AXE, RUN_AXE
from tools import oldest_browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [COMPUTER, LAPTOP])
def test_nothing_sticks_out_and_axe_finds_nothing(make_desk, size):
    desk = make_desk(size=size).open()
    desk.click(3, "name")
    desk.page.evaluate(AXE)
    assert desk.page.evaluate(RUN_AXE) == []
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("opened", ["筛选", "列", "行"])
def test_what_floats_is_read_aloud_too(desk, opened):
    desk.click(3, "name")
    desk.page.locator(".tools").get_by_role("button", name=opened, exact=True).click()
    desk.page.evaluate(AXE)
    assert desk.page.evaluate(RUN_AXE) == []
    assert desk.page.evaluate(walking.BEYOND_THE_EDGE) == []


@pytest.mark.parametrize("size", [COMPUTER, LAPTOP])
def test_choosing_between_the_texts_of_two_is_read_aloud_too(make_desk, size):
    desk = make_desk(size=size)
    desk.kept.conflicts = [conflict(theirs={"name": "例他", "score": "7"})]
    desk.open().type(0, "name", "例我")
    desk.page.locator("dialog").wait_for()
    desk.page.evaluate(AXE)
    assert desk.page.evaluate(RUN_AXE) == []
    assert desk.page.evaluate(walking.BEYOND_THE_EDGE) == []


def test_there_is_no_grid_on_a_phone(make_desk):
    from tests.browser.sheet.answering import PAGE

    desk = make_desk(size=PHONE)
    desk.page.goto(PAGE)
    desk.page.wait_for_timeout(300)
    assert desk.page.locator(".sheet").count() == 0
    assert not desk.kept.asked


def test_typing_pasting_and_undoing_in_the_oldest_chromium(make_desk, playwright):
    if not oldest_browser.is_there():
        pytest.skip(f"没有 Chromium {oldest_browser.MAJOR}，执行 make test 时会取回")
    oldest = playwright.chromium.launch(executable_path=oldest_browser.place(), args=ARGUMENTS)
    try:
        desk = make_desk(which=oldest).open()
        desk.type(1, "major", "rjjs")
        desk.saved()
        assert desk.kept.text(1, "major") == "510203"
        desk.click(2, "student_no")
        desk.paste("甲\t例甲\r\n乙\t例乙")
        desk.until(lambda: desk.kept.text(3, "name") == "例乙")
        desk.page.keyboard.press("Control+z")
        desk.until(lambda: desk.kept.text(3, "name") == "例婷")
        desk.page.keyboard.press("Control+Shift+Equal")
        desk.until(lambda: len(desk.kept.rows) == 42)
        desk.saved()
        desk.page.context.close()
    finally:
        oldest.close()
