"""A staffed school with a published campaign, and its awards under review, looked at in the week of filling."""

import pytest

from shucai.web.review import views, working
from tests.builders.schools import submitted_awards as awards
from tests.builders.staffed import AT
from tests.builders.staging import FILLING

__all__ = ["awards", "on"]


@pytest.fixture(autouse=True)
def on(monkeypatch):
    """Look at the pages in the week of filling."""
    for module in (views, working):
        monkeypatch.setattr(module, "today", lambda: FILLING)
        monkeypatch.setattr(module, "clock", lambda: AT)
    monkeypatch.setattr("shucai.web.actors.today", lambda: FILLING)
