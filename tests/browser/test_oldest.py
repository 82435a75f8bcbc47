"""The main ways through the pages in the oldest Chromium they promise to run in."""

import pytest

from tests.browser import walking
from tests.browser.conftest import ARGUMENTS, LAPTOP, LEAD, REPORTER
from tools import oldest_browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def oldest(playwright):
    """A Chromium of the oldest version."""
    if not oldest_browser.is_there():
        pytest.skip(f"没有 Chromium {oldest_browser.MAJOR}，执行 make test 时会取回")
    browser = playwright.chromium.launch(executable_path=oldest_browser.place(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def enter(oldest, demo, site):
    """Log in as somebody of the demo school; no script may fail on the way, and nothing may stick out of a page."""
    password, contexts, troubles = (demo / "demo_password").read_text(encoding="ascii"), [], []

    def entered(login):
        context = oldest.new_context(viewport=LAPTOP, locale="zh-CN", base_url=site)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
        page.goto("/account/login/")
        page.fill("[name=login]", login)
        page.fill("[name=password]", password)
        page.click("button[type=submit]")
        page.wait_for_url(lambda address: "/login/" not in address)
        return page

    yield entered
    for context in contexts:
        context.close()
    assert not troubles


def see(page, words) -> None:
    """Expect a heading of a page that fits its window."""
    page.get_by_role("heading", name=words).first.wait_for()
    assert page.evaluate(walking.BEYOND_THE_EDGE) == []


def test_it_is_the_oldest_one(oldest):
    assert int(oldest.version.partition(".")[0]) == oldest_browser.MAJOR


def test_a_reporter_finds_the_work_and_has_a_workbook_checked(enter, workbooks):
    page = enter(REPORTER)
    see(page, "截止日程")
    page.goto("/forms/?q=在校生基础")
    page.click("text=在校生基础信息表")
    see(page, "填报部门")
    page.goto("/new/")
    walking.choose(page, workbooks / "dirty.xlsx")
    group = page.locator("details.rule", has_text="性别不在代码表里")
    group.locator("summary").click()
    group.locator("td", has_text="男生").wait_for()
    assert page.evaluate(walking.BEYOND_THE_EDGE) == []


def test_the_lead_office_follows_a_campaign_to_a_form_and_its_people(enter):
    page = enter(LEAD)
    page.goto("/campaigns/")
    page.locator("main a[href^='/campaigns/']:not([href$='/new/'])").first.click()
    page.wait_for_url("**/campaigns/*/")
    page.goto(page.url + "?by=forms")
    page.locator("main a[href*='/forms/']").first.click()
    page.wait_for_url("**/campaigns/*/forms/*/")
    assert page.evaluate(walking.BEYOND_THE_EDGE) == []
    page.goto("/people/")
    page.locator("main [type=search]").wait_for()
    assert page.evaluate(walking.BEYOND_THE_EDGE) == []
    page.fill("main [type=search]", "例")
    page.wait_for_url("**q=*")
