"""Who else is at the rows."""

import pytest
from playwright.sync_api import expect

from tests.browser.sheet.kept import uid_of

pytestmark = pytest.mark.browser


def test_who_else_is_here_is_named_wherever_their_cell_is(desk):
    desk.kept.others = [
        {"person": 9, "name": "例乙", "uid": uid_of(400), "field": "sex"},
        {"person": 10, "name": "例丙", "uid": None, "field": None},
    ]
    expect(desk.page.locator(".statusbar")).to_contain_text("例乙、例丙也在这张表里")
    desk.kept.others = []
    expect(desk.page.locator(".statusbar")).not_to_contain_text("也在这张表里")
