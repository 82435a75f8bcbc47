"""A reporter's browser at a part of a form about awards, on a day of filling."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from shucai.apps.filling.models import Import
from shucai.web import actors, urls
from tests.apps.filling.importing.conftest import desk, made_desk
from tests.builders.brought import DAY, read
from tests.web.campaigns.conftest import Visitor

__all__ = ["desk", "made_desk"]
NOW = datetime(2024, 9, 4, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _in_the_days_of_filling(monkeypatch):
    assert urls.urlpatterns  # every page has read its own clock before it is set here
    for name, value in (("today", DAY), ("clock", NOW)):
        for module in ("imports.acting", "imports.pages", "imports.parts", "imports.taking"):
            monkeypatch.setattr(f"shucai.web.{module}.{name}", lambda value=value: value, raising=False)
    monkeypatch.setattr(actors, "today", lambda: DAY)


@pytest.fixture
def reporter(desk):
    """The browser of the reporter."""
    return Visitor(desk.school.reporters[desk.unit])


class Sent:
    """A file sent as the page sends it."""

    def __init__(self, visitor: Visitor, part: int, path) -> None:
        self.visitor, self.content = visitor, path.read_bytes()
        offer = json.dumps({"name": path.name, "size": len(self.content), "mark": "1"})
        told = self.json("post", f"/imports/part/{part}/begin/", offer, "application/json")
        self.page = told["page"]
        while told["state"] == "uploading" and told["received"] < len(self.content):
            at = told["received"]
            piece = self.content[at : at + told["piece"]]
            told = self.json("put", f"{self.page}pieces/{at}/", piece, "application/octet-stream")
        self.told = self.json("post", f"{self.page}finish/", "", "application/json")
        self.id = self.told["id"]

    def json(self, method, path, body, kind):
        answer = getattr(self.visitor.browser, method)(path, data=body, content_type=kind)
        assert answer.status_code == 200, answer.content.decode()[:300]
        return answer.json()

    def read(self) -> Import:
        return read(Import.objects.get(pk=self.id))


@pytest.fixture
def send(desk, reporter):
    """Send a file by the reporter's browser and have it read."""

    def sent(path):
        one = Sent(reporter, desk.part.pk, path)
        one.read()
        return one

    return sent
