"""A desk: the page of a kept return in Chromium, with words for what people do there."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import COMPUTER
from tests.browser.sheet.answering import ORIGIN, PAGE, Answering
from tests.browser.sheet.kept import KeptReturn

RECT = """([row, column]) => { const box = sheet.root.getBoundingClientRect(), cell = sheet.rect(row, column);
  return [box.x + cell.x + cell.w / 2, box.y + cell.y + cell.h / 2]; }"""
SHOWN = """([row, name]) => { const record = sheet.rows.peek(row), field = sheet.fields.find(one => one.name === name);
  return record && record.cells[field.index]; }"""
READY = """() => Boolean(window.sheet?.rows && (!sheet.rows.count || sheet.rows.peek(0))
  && Object.values(sheet.lists).every(list => list.items.length))"""
WAITS_MS = 8000


class Desk:
    """One page with its return; rows and columns count from 0."""

    def __init__(self, page: Any, kept: KeptReturn, line: Answering) -> None:
        """Hold the page, the return behind it and the line between them."""
        self.page, self.kept, self.line = page, kept, line

    def open(self) -> "Desk":
        """Go to the page and wait for its rows."""
        self.page.goto(PAGE)
        self.until(lambda: self.page.evaluate(READY))
        return self

    def click(self, row: int, name: str) -> None:
        """Click on a cell."""
        column = self.page.evaluate("name => sheet.columns.findIndex(field => field.name === name)", name)
        self.page.evaluate("([row, column]) => sheet.reveal({ row, column })", [row, column])
        self.page.mouse.click(*self.page.evaluate(RECT, [row, column]))

    def type(self, row: int, name: str, text: str, then: str = "Enter") -> None:
        """Type a text into a cell."""
        self.click(row, name)
        self.page.keyboard.type(text)
        self.page.keyboard.press(then)

    def shows(self, row: int, name: str) -> str | None:
        """Return the text of a cell on the page."""
        return self.page.evaluate(SHOWN, [row, name])

    def paste(self, text: str) -> None:
        """Paste through the clipboard of the system."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+v")

    def until(self, holds: Callable[[], Any]) -> None:
        """Wait until something holds, while the page goes on asking."""
        until = time.monotonic() + WAITS_MS / 1000
        while not holds():
            assert time.monotonic() < until, "it did not happen"
            self.page.wait_for_timeout(30)

    def saved(self) -> None:
        """Wait until everything is saved."""
        self.page.locator(".statusbar .ok").wait_for(timeout=WAITS_MS)

    def bar(self, words: str) -> Any:
        """Return the bar that holds some words, once it is there."""
        found = self.page.locator(".bars .note", has_text=words)
        found.wait_for(timeout=WAITS_MS)
        return found


@pytest.fixture
def make_desk(browser):
    """Open desks; afterwards no script may have failed in any and nothing broken the policy of the pages."""
    contexts, troubles = [], []

    def made(kept=None, *, size=COMPUTER, context=None, which=None):
        kept = kept or KeptReturn()
        line = Answering(kept)
        if context is None:
            context = (which or browser).new_context(viewport=size, locale="zh-CN")
            context.grant_permissions(["clipboard-read", "clipboard-write"], origin=ORIGIN)
            contexts.append(context)
        page = context.new_page()
        page.route("**/*", line)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on(
            "console", lambda said: troubles.append(said.text) if "Content Security" in said.text else None
        )
        return Desk(page, kept, line)

    yield made
    for context in contexts:
        context.close()
    assert not troubles


@pytest.fixture
def desk(make_desk):
    """A desk with forty rows."""
    return make_desk().open()
