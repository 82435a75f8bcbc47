"""Approving a part: with or without something to say of its rows first."""

from playwright.sync_api import Locator, Page


def ready_to_pass(page: Page, part: int) -> Locator:
    """Return the button that approves a part, everything said that has to be said before."""
    page.goto(f"/review/{part}/")
    asked = page.locator(".decide-bar .pass > summary")
    if asked.count():
        asked.click()
        for box in page.locator(".pass .say input:visible").all():
            box.check()
    return page.locator(".decide-bar button[value=approve_department]")
