"""A staffed school, browsers of its people, and pages as text."""

import re
from datetime import date

import pytest

from shucai.web import actors, urls
from tests.builders.people import logged_in
from tests.builders.schools import staffed_school as school
from tests.builders.staffed import TODAY

__all__ = ["Visitor", "on", "planner", "school", "words"]
QUERIES = 30


@pytest.fixture(autouse=True)
def on(monkeypatch):
    """Set the day on which pages are looked at; without more it is in the preparation of 2024."""
    assert (
        urls.urlpatterns
    )  # every page has read its own clock before it is set here, so that none keeps this one
    day = [TODAY]
    for module in PAGES:
        monkeypatch.setattr(f"shucai.web.{module}.today", lambda: day[0])
    monkeypatch.setattr(actors, "today", lambda: day[0])

    def to(wanted: date) -> None:
        day[0] = wanted

    return to


PAGES = (
    "board.leaders",
    "board.people",
    "board.views",
    "workbench.views",
    "campaigns.listing",
    "campaigns.plan",
    "campaigns.division",
    "campaigns.staff",
    "campaigns.one",
    "campaigns.forms",
    "campaigns.workbooks",
    "findings.asked",
    "findings.grid",
    "findings.pages",
)


class Visitor:
    """A browser of a person, asked for pages and parts of them."""

    def __init__(self, person) -> None:
        self.browser = logged_in(person)

    def get(self, path, status=200, **headers):
        answer = self.browser.get(path, headers=headers)
        assert answer.status_code == status, (path, answer.status_code)
        return answer.content.decode() if not answer.streaming else ""

    def post(self, path, status=303, headers=None, **fields):
        answer = self.browser.post(path, fields, headers=headers)
        assert answer.status_code == status, (path, answer.status_code, words(answer.content.decode()))
        return answer.content.decode()


def words(page: str) -> str:
    """Return what a person reads of a page."""
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", main[0] if main else page, flags=re.DOTALL)
    return " ".join(text.split())


@pytest.fixture
def planner(school):
    """The browser of the head of the lead office."""
    return Visitor(school.planner)
