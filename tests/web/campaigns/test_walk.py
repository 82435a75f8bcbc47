"""A walk through planning in a real Chromium: divide a form in the table, publish, extend, see it as a reporter."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connections
from django.test.testcases import LiveServerThread

from tests.browser.conftest import COMPUTER, LAPTOP, PHONE
from tests.browser.walking import BEYOND_THE_EDGE
from tests.builders.people import logged_in

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parents[2] / "browser" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}
FRAME = ".who"  # the menu of one's own account is looked at with its own pages


@pytest.fixture
def site(transactional_db):
    """The address of a server in this process; the pages' own static files, with hashed names, are served by it."""
    shared = {c.alias: c for c in connections.all() if c.vendor == "sqlite" and c.is_in_memory_db()}
    for connection in shared.values():
        connection.inc_thread_sharing()
    thread = LiveServerThread("localhost", lambda pages: pages, connections_override=shared)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield f"http://localhost:{thread.port}"
    thread.terminate()
    for connection in shared.values():
        connection.dec_thread_sharing()


@pytest.fixture
def enter(browser, site):
    """Open a browser in which a person is logged in; nothing may fail in it."""
    contexts, troubles = [], []

    def opened(person, size=COMPUTER, **options):
        context = browser.new_context(viewport=size, locale="zh-CN", base_url=site, **options)
        cookies = logged_in(person).cookies
        context.add_cookies(
            [{"name": key, "value": cookie.value, "url": site} for key, cookie in cookies.items()]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "console", lambda line: troubles.append(line.text) if "Content Security" in line.text else None
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles


def graves(page):
    """Return the serious violations of a page with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.evaluate(AXE)
    found = page.evaluate("frame => axe.run({exclude: [[frame]]}, {resultTypes: ['violations']})", FRAME)
    return [
        (one["id"], one["nodes"][0]["html"][:120]) for one in found["violations"] if one["impact"] in GRAVE
    ]


def test_from_the_first_click_to_a_published_campaign(school, on, enter):
    page = enter(school.planner)
    page.goto("/campaigns/")
    page.get_by_role("link", name="开始一次采集").first.click()
    page.select_option("[name=year]", "2024")
    page.get_by_role("button", name="建好，去核对").click()
    page.get_by_role("button", name="保存，下一步").click()
    page.get_by_role("button", name="保存，下一步").click()
    page.fill("#q", "2.7.1")
    page.wait_for_selector("#rows tbody tr:only-child")
    page.get_by_role("link", name="改 2.7.1 的分工").click()
    page.select_option("tr.editing [name=unit] >> nth=0", label="团委")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_selector("text=已改，年度版是")
    page.get_by_role("link", name="下一步").click()
    page.get_by_role("link", name="下一步").click()
    page.get_by_role("button", name="发布").click()
    page.wait_for_selector("text=已发布，各部门现在能看到自己的表和待办")


def test_an_extension_reaches_the_to_dos_of_the_department(school, on, enter):
    campaign = school.published()
    on(date(2024, 9, 4))
    page = enter(school.planner)
    page.goto(f"/campaigns/{campaign.pk}/")
    page.get_by_text("给阶段、部门或一张表延期").click()
    page.select_option("[name=stage]", label="填报阶段（到 9-06）")
    page.select_option("[name=unit]", label="团委")
    page.fill("[name=until]", "2024-09-10")
    page.fill("[name=reason]", "团委换届，晚几天提交")
    page.get_by_role("button", name="延期").click()
    page.wait_for_selector("text=填报阶段 · 团委 已延期到 9-10")

    reporter = enter(school.reporters["团委"])
    reporter.goto("/")
    assert reporter.get_by_text("9-10 截止").count() == 3


def test_working_days_follow_the_dates_while_they_are_chosen(school, enter):
    campaign = school.draft()
    page = enter(school.planner)
    page.goto(f"/campaigns/{campaign.pk}/plan/stages/")
    page.fill("[name=ends] >> nth=1", "2024-09-13")
    page.dispatch_event("[name=ends] >> nth=1", "change")
    page.wait_for_selector("td.days:has-text('9 个工作日')")


def test_a_refused_division_is_said_without_losing_what_was_chosen(school, enter):
    campaign = school.draft()
    page = enter(school.planner)
    page.goto(f"/campaigns/{campaign.pk}/plan/assignments/?q=2.7.1")
    page.get_by_role("link", name="改 2.7.1 的分工").click()
    page.select_option("tr.editing [name=unit] >> nth=0", label="团委")
    page.select_option("tr.editing [name=unit] >> nth=1", label="团委")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_selector("#problem:has-text('只能出现一次')")
    assert page.locator("tr.editing").count() == 1


@pytest.mark.parametrize("size", [COMPUTER, LAPTOP, PHONE], ids=["computer", "laptop", "phone"])
def test_every_page_fits_and_can_be_read_aloud(school, on, enter, size):
    talent, national = school.published(), school.draft("national")
    on(date(2024, 9, 4))
    form = national.forms.get(code="N-ZH-JS-03")
    plan = f"/campaigns/{national.pk}/plan"
    paths = [
        "/", "/campaigns/", "/campaigns/new/", f"/campaigns/{talent.pk}/", f"/campaigns/{talent.pk}/?by=forms",
        f"{plan}/basics/", f"{plan}/stages/", f"{plan}/assignments/", f"{plan}/assignments/import/", f"{plan}/people/",
        f"{plan}/overview/", f"/campaigns/{national.pk}/forms/{form.pk}/", "/settings/rules/", "/settings/rules/1.4.1/",
    ]  # fmt: skip
    page = enter(school.planner, size, bypass_csp=True)
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        beyond = [name for name in page.evaluate(BEYOND_THE_EDGE) if name not in SCROLLED]
        assert not beyond, (path, beyond)
        assert not graves(page), (path, graves(page))


SCROLLED = {
    "s-wait",
    "s-doing",
    "s-none",
    "s-pass",
    "s-lead",
    "SPAN",
    "B",
}  # the chips of states scroll by themselves
