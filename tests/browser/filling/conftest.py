"""One college for all journeys of a test process, and windows in which its people are logged in."""

import functools
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import COMPUTER
from tests.browser.filling.college import College, database_of_its_own, open_demo_school

PATIENCE = 90_000  # milliseconds a step may take on a busy machine
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def college(opened_demo, tmp_path_factory):
    """The college, served; on SQLite it begins as a copy of the demo school."""
    var = tmp_path_factory.mktemp("college") / "var"
    with database_of_its_own() as database:
        if database:
            open_demo_school(var, database)
        else:
            shutil.copytree(opened_demo, var)
        there = College(var, database)
        there.start()
        yield there
        there.stop()


@pytest.fixture(scope="session")
def kept_in(browser, college):
    """Return what a browser keeps once somebody has logged in, by log-in name."""

    @functools.cache
    def state(login):
        context = browser.new_context(base_url=college.url, locale="zh-CN")
        page = context.new_page()
        page.goto("/account/login/")
        page.fill("[name=login]", login)
        page.fill("[name=password]", college.password)
        page.click("button[type=submit]")
        page.wait_for_url(lambda address: "/login/" not in address)
        kept = context.storage_state()
        context.close()
        return kept

    return state


@pytest.fixture
def window(browser, college, kept_in):
    """Open a window in which somebody is logged in: ``window("tianbao", "filling/1/")``; no script may fail in it."""
    contexts, troubles = [], []

    def opened(login, path="", size=COMPUTER):
        context = browser.new_context(
            viewport=size,
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
