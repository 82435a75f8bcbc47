"""Take the pictures of the README anew: ``python -m tests.browser.pictures``. Everything shown is generated."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, COMPUTER
from tests.browser.serving import served
from tests.browser.walking import choose
from tests.web import students

SETTLED = 500  # milliseconds until a long page is drawn where it was scrolled to
TARGET = Path(__file__).parents[2] / "docs" / "pictures"


def take() -> None:
    """Write start.png, form.png, examples.png and result.png."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        served(Path(place) / "var") as site,
        sync_playwright() as driver,
    ):
        rows = students.spoil([students.student(number) for number in range(126)])
        filled = students.workbook(Path(place) / "在校生基础信息表-学生工作处.xlsx", rows)
        page = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS).new_page(
            viewport=COMPUTER, locale="zh-CN"
        )
        for name, path in (("start", ""), ("form", "forms/1.4.1/")):
            page.goto(site + path)
            page.screenshot(path=TARGET / f"{name}.png")
        page.goto(f"{site}forms/N-ZH-XX-01/checks/")
        page.click("text=全部展开")
        page.evaluate("document.getElementById('forms').scrollIntoView({ behavior: 'instant' })")
        page.wait_for_timeout(SETTLED)
        page.screenshot(path=TARGET / "examples.png")
        page.goto(site)
        choose(page, filled)
        page.screenshot(path=TARGET / "result.png")


if __name__ == "__main__":
    take()
