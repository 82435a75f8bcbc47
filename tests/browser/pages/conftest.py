"""Small pages that carry only what one script of the site needs, answered to Chromium without any server."""

import mimetypes
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import COMPUTER
from tests.browser.sheet.answering import ORIGIN, STATIC

Answer = Callable[[str, str], str]


@pytest.fixture
def small_page(browser):
    """Open a page whose addresses a function answers: (method, path) -> HTML; no script may fail in it."""
    context = browser.new_context(viewport=COMPUTER, base_url=ORIGIN, locale="zh-CN")
    troubles = []

    def opened(answer: Answer):
        def fulfil(route):
            asked = urlsplit(route.request.url).path
            path = STATIC / asked.removeprefix("/static/")
            if asked.startswith("/static/"):
                kind = mimetypes.guess_type(path)[0] or "text/plain"
                route.fulfill(body=path.read_bytes(), content_type=kind)
            else:
                said = answer(route.request.method, asked)
                route.fulfill(body=said, content_type="text/html; charset=utf-8")

        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.route("**/*", fulfil)
        page.goto("/")
        return page

    yield opened
    context.close()
    assert not troubles
