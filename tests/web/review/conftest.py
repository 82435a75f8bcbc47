"""A staffed school with a published campaign, and its awards under review, looked at in the week of filling."""

import pytest

from shucai.web.review import views, working
from tests.builders.staffed import AT, Staffed
from tests.builders.staging import FILLING
from tests.builders.under_review import UnderReview


@pytest.fixture(autouse=True)
def on(monkeypatch):
    """Look at the pages in the week of filling."""
    for module in (views, working):
        monkeypatch.setattr(module, "today", lambda: FILLING)
        monkeypatch.setattr(module, "clock", lambda: AT)
    monkeypatch.setattr("shucai.web.actors.today", lambda: FILLING)


@pytest.fixture
def awards(db):
    """The awards of the school, submitted by the office."""
    school = Staffed()
    school.published()
    return UnderReview(school).filled().submitted()
