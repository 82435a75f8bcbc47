"""A real Chromium against the real server."""

import shutil
from pathlib import Path

import pytest

from tests.browser.serving import served
from tests.web import students

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
]
COMPUTER = {"width": 1440, "height": 900}
LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a server that began with an empty folder."""
    with served(tmp_path_factory.mktemp("served")) as url:
        yield url


@pytest.fixture
def open_page(browser, site):
    """Open a page of a new visitor; afterwards nothing may have failed in it or been asked of another site."""
    contexts, troubles = [], []

    def opened(path="", size=COMPUTER, **options):
        phone = size is PHONE
        context = browser.new_context(
            viewport=size, is_mobile=phone, has_touch=phone, locale="zh-CN", base_url=site, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "console", lambda line: troubles.append(line.text) if "Content Security" in line.text else None
        )
        page.on(
            "request", lambda r: troubles.append(r.url) if not r.url.startswith((site, "data:")) else None
        )
        page.goto("/" + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles


@pytest.fixture(scope="session")
def workbooks(tmp_path_factory) -> Path:
    """Folder of workbooks: dirty, moved, altered, unknown, many."""
    folder = tmp_path_factory.mktemp("workbooks")
    students.workbook(folder / "dirty.xlsx", students.spoil([students.student(n) for n in range(90)]))
    students.workbook(folder / "moved.xlsx", [students.student(n) for n in range(5)], students.move_columns)
    students.workbook(
        folder / "altered.xlsx", [students.student(n) for n in range(5)], students.rename_column
    )
    students.unknown(folder / "unknown.xlsx")
    students.workbook(folder / "many.xlsx", students.spoil([students.student(n) for n in range(4800)]))
    return folder
