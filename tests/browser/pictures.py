"""Take the pictures of the README anew: ``python -m tests.browser.pictures``. Everything shown is generated."""

import os
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, COMPUTER, LEAD, REPORTER
from tests.browser.serving import SHUCAI, served
from tests.browser.walking import choose
from tests.web import students

SETTLED = 500  # milliseconds until a long page is drawn where it was scrolled to
TARGET = Path(__file__).parents[2] / "docs" / "pictures"


def take() -> None:
    """Write start.png, campaign.png, form.png, examples.png and result.png."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        var = Path(place) / "var"
        subprocess.run([SHUCAI, "demo-school"], env={**os.environ, "SHUCAI_VAR": str(var)}, check=True)
        password = (var / "demo_password").read_text(encoding="ascii")
        rows = students.spoil([students.student(number) for number in range(126)])
        filled = students.workbook(Path(place) / "在校生基础信息表-学生工作处.xlsx", rows)
        with served(var) as site, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            of_the_lead_office(entered(browser, site, LEAD, password))
            of_a_reporter(entered(browser, site, REPORTER, password), filled)
            browser.close()


def entered(browser: Browser, site: str, login: str, password: str) -> Page:
    """Return a page in which somebody of the demo school is logged in."""
    page = browser.new_context(viewport=COMPUTER, locale="zh-CN", base_url=site).new_page()
    page.goto("/account/login/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url(lambda address: "/login/" not in address)
    return page


def of_the_lead_office(page: Page) -> None:
    """Take the picture of the campaign that runs; last year's stand below it."""
    page.goto("/campaigns/")
    page.locator("main a", has_text="人才培养工作状态").first.click()
    page.wait_for_load_state()
    page.screenshot(path=TARGET / "campaign.png")


def of_a_reporter(page: Page, filled: Path) -> None:
    """Take those of the workbench, of a form, of its examples and of what came of a workbook."""
    for name, path in (("start", "/"), ("form", "/forms/1.4.1/")):
        page.goto(path)
        page.screenshot(path=TARGET / f"{name}.png")
    page.goto("/forms/N-ZH-XX-01/checks/")
    page.click("text=全部展开")
    page.evaluate("document.getElementById('forms').scrollIntoView({ behavior: 'instant' })")
    page.wait_for_timeout(SETTLED)
    page.screenshot(path=TARGET / "examples.png")
    page.goto("/new/")
    choose(page, filled)
    page.screenshot(path=TARGET / "result.png")


if __name__ == "__main__":
    take()
