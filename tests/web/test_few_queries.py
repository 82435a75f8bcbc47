"""Every page of filling asks the database few questions, however many rows and findings there are."""

import json
import sys
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shucai import toolkit
from shucai.apps.filling.actions.asking import ask_question
from shucai.apps.filling.models import Import, Receipt
from shucai.domain.rows import UID, VERSION
from shucai.web import actors, urls
from tests.builders.awards import RIGHT
from tests.builders.brought import DAY, NOW, committed, previewed
from tests.builders.filling import Reporter
from tests.builders.organisation import done
from tests.builders.people import logged_in
from tests.builders.staffed import Staffed
from tests.builders.workbooks import filled
from tests.web.addresses import IMPORTS, MINE, OF_PARTS, RETURNS

QUERIES, ROWS = 30, 60
FORM = "1.1.7"
OF_PARTS_SEEN = {name for name, is_sent in OF_PARTS.items() if not is_sent}
OF_ALL = {"workbench", "jobs", "imports", "questions"}
# "imports_undo" answers a question of a page, "templates_archive" packs a workbook for every form of a department
PAGES = sorted({*OF_ALL, *RETURNS, *IMPORTS, *MINE, *OF_PARTS_SEEN} - {"imports_undo", "templates_archive"})
SAVED = 45  # a save is no page: it reads, locks, writes rows, history and audit, and checks what it wrote
ASKS: dict[str, dict[str, str]] = {
    "filling_cell": {"field": "issuer"},
    "filling_find": {"text": "示例"},
    "filling_values": {"field": "award_level"},
}
KINDS = {"kind": "current", "name": "ethnicity"}  # what else an address is filled with


def award(number: int) -> dict[str, object]:
    """Return a row; in every third something is to be corrected."""
    wrong = {} if number % 3 else {"award_ym": "2031-01"}
    return {**RIGHT, "award_name": f"示例荣誉{number}", "doc_no": f"示教〔2023〕{number}号", **wrong}


class Office:
    """A part with many rows in staging, many of them wrong; a second file of the reporter is read and waits."""

    def __init__(self, folder) -> None:
        self.school = Staffed()
        self.school.published()
        self.reporter = Reporter(self.school, FORM)
        by, form = self.reporter.actor, toolkit.find_form(FORM)
        first = filled(form, folder, *(award(number) for number in range(ROWS)), name="一.xlsx")
        second = filled(
            form, folder, *(award(number) for number in range(ROWS // 2, 2 * ROWS)), name="二.xlsx"
        )
        committed(self.reporter.part, first, by)
        self.waits: Import = previewed(self.reporter.part, second, by)
        for field in ("award_name", "issuer", "doc_no"):
            done(ask_question(f"talent.{FORM}", field, "这一栏填全称还是简称？", by=by, at=NOW))
        kept = {"revision": 1, "rows": ROWS, "digest": "0" * 64, "withdrawn_at": NOW, "at": NOW}
        self.receipt = Receipt.objects.create(
            school=self.school.school, contribution=self.reporter.part, by=self.reporter.person, **kept
        )

    @property
    def known(self) -> dict[str, object]:
        """Return what addresses name."""
        uid = self.reporter.rows().frame[UID][0]
        ids = {"part_id": self.reporter.part.pk, "import_id": self.waits.pk, "job_id": self.waits.job}
        return {**ids, "uid": uid, "number": self.receipt.number, **KINDS}


@pytest.fixture
def office(db, tmp_path, settings, monkeypatch):
    """Such a part on a day of filling."""
    assert urls.urlpatterns  # every page has read its own clock before it is set here
    for name, module in list(sys.modules.items()):
        for clock, told in (("today", DAY), ("clock", NOW)):
            if name.startswith("shucai.web") and getattr(module, clock, None) is getattr(actors, clock):
                monkeypatch.setattr(module, clock, lambda told=told: told)
    settings.IMPORTED_FILES = tmp_path / "imports"
    return Office(tmp_path)


def path_of(name: str, known: dict[str, object]) -> str:
    """Return an address filled with what is known."""
    [parts] = [one.pattern.converters for one in _every(urls.urlpatterns) if one.name == name]
    return reverse(name, kwargs={part: known[part] for part in parts})


def _every(patterns):
    for one in patterns:
        yield from _every(one.url_patterns) if hasattr(one, "url_patterns") else [one]


def asked_by(visit) -> tuple[int, int]:
    """Return the status of an answer and how many questions it took, what streams read to its end."""
    with CaptureQueriesContext(connection) as asked:
        answer = visit()
        if answer.streaming:
            b"".join(answer.streaming_content)
    return answer.status_code, len(asked)


def told_of(office, person, names) -> dict[str, tuple[int, int]]:
    """Return the status of each page for a person, and how many questions it took."""
    known, browser = office.known, logged_in(person)
    return {
        name: asked_by(lambda name=name: browser.get(path_of(name, known), ASKS.get(name, {})))
        for name in names
    }


def test_every_page_of_filling_asks_few_questions(office):
    told = told_of(office, office.reporter.person, PAGES)
    assert {name: one for name, one in told.items() if one[0] != 200 or one[1] > QUERIES} == {}


@pytest.mark.parametrize("role", ["head", "planner"])
def test_pages_of_a_part_ask_few_questions_for_those_who_review_it_too(office, role):
    head = office.school.heads[office.reporter.part.assignment.unit.title]
    names = sorted({"workbench", *OF_PARTS_SEEN, *RETURNS} - {"templates_archive", "templates_file"})
    told = told_of(office, head if role == "head" else office.school.planner, names)
    assert {name: one for name, one in told.items() if one[0] != 200 or one[1] > QUERIES} == {}


def test_a_save_asks_few_questions(office):
    uid, version = office.reporter.rows().frame.select(UID, VERSION).row(0)
    edits = [{"uid": uid, "version": version, "cells": {"issuer": "示例省教育厅"}}]
    added = [{"uid": uuid4().hex, "after": uid, "cells": {"award_name": "示例荣誉"}}]
    body = json.dumps({"client": uuid4().hex, "seq": 1, "edits": edits, "added": added})
    path, browser = path_of("filling_save", office.known), logged_in(office.reporter.person)
    status, count = asked_by(lambda: browser.post(path, body, content_type="application/json"))
    assert (status, count <= SAVED) == (200, True)
