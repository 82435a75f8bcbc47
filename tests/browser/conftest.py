"""A real Chromium against the real server."""

import functools
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.filling.college import College, database_like, new_database, open_demo_school
from tests.browser.serving import served
from tests.browser.windows import MOBILE_BELOW, Windows, watch
from tests.builders.made_once import made_once
from tests.web import students

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Playwright's own list, which this one replaces, and the two suggestion boxes of the address bar: each new context would
# load them into a process of their own, at three times the cost of the page that is to be looked at.
LEFT_OUT = (
    "AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,"
    "HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,"
    "PaintHolding,PreconnectToSearch,TcpPortRandomizationWin,ThirdPartyStoragePartitioning,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)
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
    f"--disable-features={LEFT_OUT}",
]
COMPUTER = {"width": 1440, "height": 900}
LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
REPORTER, HEAD, LEAD, ADMINISTRATOR, AUDITOR = "tianbao", "fuzeren", "qiantou", "guanli", "shenji"
LEADER, COMMITTEE = "lingdao", "xiaozu"
OPENED = "opened_demo"
PATIENCE = 90_000  # milliseconds a step of a journey may take on a busy machine
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def opened_demo(tmp_path_factory):
    """The folder of an installation in which the demo school was opened, once for all test processes; to be copied.

    On PostgreSQL its database is OPENED, to be copied too.
    """

    def opened(var):
        open_demo_school(var, new_database(OPENED))

    return made_once(tmp_path_factory, OPENED, opened)


@pytest.fixture(scope="session")
def demo(opened_demo, tmp_path_factory):
    """The folder of the installation that is served."""
    var = tmp_path_factory.mktemp("demo") / "var"
    shutil.copytree(opened_demo, var)
    return var


@pytest.fixture(scope="session")
def site(demo):
    """The address of a server with the demo school."""
    with database_like(OPENED) as database, served(demo, database) as url:
        yield url


@pytest.fixture(scope="session")
def logged_in(browser, demo, site):
    """Return what a browser keeps once somebody of the demo school has logged in, by log-in name."""
    password = (demo / "demo_password").read_text(encoding="ascii")
    return functools.cache(lambda login: log_in(browser, site, login, password))


def log_in(browser, site, login, password):
    """Log in by the page, and return what the browser keeps."""
    context = browser.new_context(base_url=site, locale="zh-CN")
    page = context.new_page()
    page.goto("/account/login/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url(lambda address: "/login/" not in address)
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def open_page(browser, site, logged_in):
    """Open a page as somebody of the demo school; afterwards nothing may have failed in it or been asked of another site."""
    contexts, troubles = [], []

    def opened(path="new/", size=COMPUTER, who=REPORTER, **options):
        phone = size is PHONE
        context = browser.new_context(
            viewport=size,
            is_mobile=phone,
            has_touch=phone,
            locale="zh-CN",
            base_url=site,
            storage_state=logged_in(who) if who else None,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        watch(page, site, troubles)
        page.goto("/" + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles


@pytest.fixture(scope="session")
def windows(browser, site, logged_in):
    """Windows on the demo school that stay open."""
    windows = Windows(browser, site, logged_in)
    yield windows
    windows.close()


@pytest.fixture
def look(windows):
    """Look at a page as somebody of the demo school; nothing may fail in it or be asked of another site."""
    windows.troubles.clear()

    def looked(path, size=COMPUTER, who=REPORTER):
        return windows.look(path, who=who, size=size)

    yield looked
    assert not windows.troubles


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


@pytest.fixture(scope="session")
def college(opened_demo, tmp_path_factory):
    """The college, served; it begins as a copy of the demo school."""
    var = tmp_path_factory.mktemp("college") / "var"
    shutil.copytree(opened_demo, var)
    with database_like(OPENED) as database:
        there = College(var, database)
        there.start()
        yield there
        there.stop()


@pytest.fixture(scope="session")
def kept_in(browser, college):
    """Return what a browser keeps once somebody has logged in, by log-in name."""
    return functools.cache(lambda login: log_in(browser, college.url, login, college.password))


@pytest.fixture
def window(browser, college, kept_in):
    """Open a window in which somebody is logged in: ``window("tianbao", "filling/1/")``; no script may fail in it."""
    contexts, troubles = [], []

    def opened(login, path="", size=COMPUTER):
        phone = size["width"] < MOBILE_BELOW
        context = browser.new_context(
            viewport=size,
            is_mobile=phone,
            has_touch=phone,
            locale="zh-CN",
            base_url=college.url,
            storage_state=kept_in(login),
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(f"/{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles
