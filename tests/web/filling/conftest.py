"""A staffed school in its filling stage, and browsers of its people at a form."""

import json

import pytest

from shucai.web import actors, urls
from shucai.web.filling import asked, one_row, saving
from tests.builders.filling import FILLING, NOW, Reporter
from tests.builders.people import logged_in
from tests.builders.schools import published_school as school

__all__ = ["at", "desk", "now", "reporter", "school"]
FORM = "1.1.7"


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Set day and time of the pages to the filling stage."""
    assert urls.urlpatterns  # every page has read its own clock before it is set here
    for module in (asked, saving, one_row):
        monkeypatch.setattr(module, "today", lambda: FILLING)
        monkeypatch.setattr(module, "clock", lambda: NOW, raising=False)
    monkeypatch.setattr(actors, "today", lambda: FILLING)


@pytest.fixture
def reporter(school):
    """Who fills the form."""
    return Reporter(school, FORM)


class AtPart:
    """A browser at a part of a return."""

    def __init__(self, person, part) -> None:
        self.browser, self.base = logged_in(person), f"/filling/{part}/"

    def get(self, path="", status=200, **query):
        answer = self.browser.get(self.base + path, query)
        assert answer.status_code == status, (path, answer.status_code, answer.content[:400])
        return answer.json() if "json" in answer.headers["Content-Type"] else answer.content.decode()

    def post(self, path, body, status=200):
        answer = self.browser.post(self.base + path, json.dumps(body), content_type="application/json")
        assert answer.status_code == status, (path, answer.status_code, answer.content[:400])
        return answer.json()


@pytest.fixture
def desk(reporter):
    """The reporter's browser at the form."""
    return AtPart(reporter.person, reporter.part.pk)


@pytest.fixture
def at():
    """Open a part in somebody's browser."""
    return lambda person, part: AtPart(person, part.pk)
