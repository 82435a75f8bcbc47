"""The folder opened from the disk, as a person does who got it on a memory stick: searched, clicked through, no fault."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import walking
from tests.browser.conftest import COMPUTER, LAPTOP, PHONE
from tests.browser.test_access import AXE, RUN_AXE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHEETS_APART = (
    "{ resultTypes",
    "{ preload: false, resultTypes",
)  # files may not fetch the style sheets beside them
PAGES = ("index.html", "index.html?q=身份证", "forms.html", "forms/1.4.1.html", "forms/N-ZH-XX-01-checks.html",
         "forms/N-DY-KC-01-rows.html", "indicators.html", "workflows.html", "codes.html",
         "codes/ethnicity.html", "departments.html", "departments/学生工作处.html")  # fmt: skip


@pytest.fixture
def opened(browser, site: Path):
    """Open a page of the folder; afterwards nothing may have failed in it or been asked of elsewhere."""
    troubles: list[str] = []
    contexts = []

    def open_page(path: str, size: dict[str, int] = COMPUTER) -> Page:
        contexts.append(browser.new_context(viewport=size, has_touch=size is PHONE, locale="zh-CN"))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda r: troubles.append(r.url) if not r.url.startswith("file:") else None)
        page.goto(f"file://{site}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles


@pytest.mark.parametrize("size", [COMPUTER, LAPTOP, PHONE], ids=["1440", "1366", "390"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_fault(opened, path, size):
    page = opened(path, size)
    page.evaluate(AXE)
    assert page.evaluate(RUN_AXE.replace(*SHEETS_APART)) == []
    assert page.evaluate(walking.BEYOND_THE_EDGE) == []
    if size is PHONE:
        assert page.evaluate(walking.TOO_SMALL_TO_TOUCH) == []


def test_from_the_search_box_to_an_example(opened):
    page = opened("index.html")
    page.fill("#q", "1.4.1")
    page.click("#found >> text=校内教师基本信息表")
    page.click("text=校验与例子")
    page.fill("[data-filter]", "staff_no.reference")
    expect(page.locator("[data-found]")).to_have_text("查到 1 条")
    one = page.locator('[id="talent.1.4.1.staff_no.reference"]')
    expect(one.locator("tbody.fail")).to_have_count(1)
    one.locator("text=0.1.3 校内教师基础信息表").last.click()
    assert page.url.endswith("/forms/0.1.3.html")


def test_the_box_above_every_page_searches_on_the_first_one(opened):
    page = opened("codes/ethnicity.html")
    page.fill(".find input", "教师资格证")
    page.keyboard.press("Enter")
    expect(page.locator("#found section", has_text="字段").first).to_be_visible()
    page.fill("#q", "绝无此表")
    assert "没有查到" in page.inner_text("#found")
    page.fill("#q", "")
    expect(page.locator("#overview")).to_be_visible()


def test_a_code_list_is_narrowed_to_what_is_typed(opened):
    page = opened("codes/ethnicity.html")
    page.fill("[data-filter]", "汉族")
    expect(page.locator("#rows tbody tr:visible")).to_have_count(1)


def test_who_comes_for_one_check_finds_it_unfolded(opened):
    page = opened("forms/1.4.1-checks.html#talent.1.4.1.gender.code_list")
    expect(page.locator('[id="talent.1.4.1.gender.code_list"]')).to_be_visible()
    expect(page.locator('[id="talent.1.4.1.name.required"]')).to_be_hidden()


def test_the_checks_of_a_large_form_are_a_line_each_until_all_are_unfolded(opened):
    page = opened("forms/1.4.1-checks.html", PHONE)
    height = "document.documentElement.scrollHeight"
    folded = page.evaluate(height)
    assert folded < 4 * PHONE["height"]
    page.click("text=全部展开")
    assert page.evaluate(height) > 10 * folded
    page.click("text=全部收起")
    expect(page.locator(".fold[open]")).to_have_count(0)


def test_what_is_folded_again_is_as_it_was_before_something_was_looked_for(opened):
    page = opened("forms/1.4.1-checks.html")
    open_before = page.locator("details[open]").count()
    page.fill("[data-filter]", "教师资格证")
    assert page.locator("details[open]").count() != open_before
    page.fill("[data-filter]", "绝无此项")
    assert "没有查到" in page.inner_text("[data-found]")
    page.fill("[data-filter]", "")
    expect(page.locator("details[open]")).to_have_count(open_before)
