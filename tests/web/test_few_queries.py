"""Every page asks the database few questions, however many rows and findings there are, right after a start too."""

import json
import sys
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from shucai import toolkit
from shucai.apps.filling.actions.asking import ask_question
from shucai.apps.filling.checking import found_of
from shucai.apps.filling.models import Contribution, Import, Receipt
from shucai.apps.formal.kept import forget_everything
from shucai.apps.review.actions.compliance import approve_compliance
from shucai.apps.review.actions.key_data import put_key_data
from shucai.apps.review.actions.reopening import Wish, ask_reopening, grant_reopening
from shucai.apps.review.actions.returning import Asked, Pinned, return_part
from shucai.domain.rows import UID, VERSION
from shucai.web import actors, urls
from tests.builders.awards import RIGHT
from tests.builders.brought import DAY, NOW, committed, previewed
from tests.builders.filling import Reporter
from tests.builders.organisation import done
from tests.builders.people import logged_in
from tests.builders.schools import submitted_awards as awards
from tests.builders.staffed import AT, Staffed, acting
from tests.builders.staging import FILLING
from tests.builders.workbooks import filled
from tests.web.addresses import IMPORTS, MINE, OF_PARTS, RETURNS
from tests.web.review.test_page import last_year

__all__ = ["awards"]

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


def on_day(monkeypatch, day, now) -> None:
    """Open all pages on a day."""
    assert urls.urlpatterns  # every page has read its own clock before it is set here
    for name, module in list(sys.modules.items()):
        for clock, told in (("today", day), ("clock", now)):
            if name.startswith("shucai.web") and getattr(module, clock, None) is getattr(actors, clock):
                monkeypatch.setattr(module, clock, lambda told=told: told)


@pytest.fixture
def office(db, tmp_path, settings, monkeypatch):
    """Such a part on a day of filling."""
    on_day(monkeypatch, DAY, NOW)
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


def told_of(known, person, names, *, cold: bool = False) -> dict[str, tuple[int, int]]:
    """Return the status of each page for a person, and how many questions it took. cold: as after a start."""
    browser, told = logged_in(person), {}
    browser.get(reverse("healthz"))  # its session is there by then
    for name in names:
        if cold:
            forget_everything()
        told[name] = asked_by(lambda name=name: browser.get(path_of(name, known), ASKS.get(name, {})))
    return told


def too_many(told: dict[str, tuple[int, int]], status: set[int]) -> dict[str, tuple[int, int]]:
    """Return the pages that answer otherwise or ask too many questions."""
    return {name: one for name, one in told.items() if one[0] not in status or one[1] > QUERIES}


@pytest.mark.parametrize("cold", [False, True])
def test_every_page_of_filling_asks_few_questions(office, cold):
    told = told_of(office.known, office.reporter.person, PAGES, cold=cold)
    assert too_many(told, {200}) == {}


@pytest.mark.parametrize("role", ["head", "planner"])
def test_pages_of_a_part_ask_few_questions_for_those_who_review_it_too(office, role):
    head = office.school.heads[office.reporter.part.assignment.unit.title]
    names = sorted({"workbench", *OF_PARTS_SEEN, *RETURNS} - {"templates_archive", "templates_file"})
    told = told_of(office.known, head if role == "head" else office.school.planner, names, cold=True)
    assert too_many(told, {200}) == {}


def test_a_save_asks_few_questions(office):
    uid, version = office.reporter.rows().frame.select(UID, VERSION).row(0)
    edits = [{"uid": uid, "version": version, "cells": {"issuer": "示例省教育厅"}}]
    added = [{"uid": uuid4().hex, "after": uid, "cells": {"award_name": "示例荣誉"}}]
    body = json.dumps({"client": uuid4().hex, "seq": 1, "edits": edits, "added": added})
    path, browser = path_of("filling_save", office.known), logged_in(office.reporter.person)
    status, count = asked_by(lambda: browser.post(path, body, content_type="application/json"))
    assert (status, count <= SAVED) == (200, True)


WHY = "第 2 行的发文单位与文号对不上，请核对证书原件"
OF_REVIEW = (
    "review", "review_next", "compliance", "compliance_one", "compliance_next", "filling", "filling_check",
    "filling_findings", "rows", "rows_history", "declarations", "board_part", "imports_part", "templates_part",
    "campaigns_form",
)  # fmt: skip
OF_CAMPAIGNS = ("campaigns_one", "campaigns_way", "board", "leaders", "underway", "workbench")


def returned(awards) -> None:
    """Send the awards back; a row is typed over and another is new."""
    uid = awards.window.rows().frame[UID][1]
    pins = (Pinned(uid, "issuer", "与证书不符"), Pinned(field="remark"))
    done(return_part(awards.part.pk, Asked(WHY, pins), by=awards.reviewer, at=AT, today=FILLING))
    awards.retyped(uid, issuer="示例省教育厅")
    awards.window.add(*awards.right_rows(3)[2:])


def submitted_again(awards) -> None:
    """Submit what was returned."""
    returned(awards)
    awards.accepted().submitted()


def put(awards) -> None:
    """Put the awards to the school leader: their level is key data."""
    awards.key(fields=("award_level",))
    done(put_key_data(awards.part.pk, by=awards.reviewer, at=AT, today=FILLING))


def compliant(awards) -> None:
    """Let the awards pass the compliance check."""
    awards.approve()
    done(approve_compliance(awards.made.pk, by=_member(awards), at=AT, today=FILLING))


def reopened(awards) -> None:
    """Open the awards again as their department asked, and type over a row of them."""
    compliant(awards)
    uid = awards.window.rows().frame[UID][1]
    wish = Wish(reason=WHY, until=FILLING, rows=(uid,))
    by = acting(awards.reporter, FILLING)
    asked = done(ask_reopening(awards.part.pk, wish, by=by, at=AT, today=FILLING))
    done(grant_reopening(asked.pk, FILLING, by=_member(awards), at=AT, today=FILLING))
    awards.retyped(uid, issuer="示例省教育厅")


def _member(awards):
    return acting(awards.school.member, FILLING)


STATES = {
    "submitted": lambda _: None,
    "returned": returned,
    "submitted again": submitted_again,
    "put": put,
    "approved": lambda awards: awards.approve(),
    "compliant": compliant,
    "reopened": reopened,
}


@pytest.mark.parametrize("state", STATES)
def test_pages_of_review_ask_few_questions_in_every_state_right_after_a_start(awards, state, monkeypatch):
    last_year(awards, issuer="示例市人民政府")
    STATES[state](awards)
    on_day(monkeypatch, FILLING, AT)
    found_of(awards.now().made_return, at=AT, today=FILLING)  # stored, as by who looked before the start
    form = awards.made.form
    ids = {"part_id": awards.part.pk, "campaign_id": form.campaign_id, "form_id": form.pk}
    known = {**ids, "uid": awards.window.rows().frame[UID][1]}
    for person in (awards.head, awards.school.leader if state == "put" else awards.school.member):
        for cold in (True, False) if state == "reopened" else (True,):
            told = told_of(known, person, OF_REVIEW, cold=cold)
            assert too_many(told, {200, 403, 404}) == {}, (person.name, cold)


def test_the_workbooks_of_a_department_of_many_forms_ask_no_more(awards, monkeypatch):
    on_day(monkeypatch, FILLING, AT)
    most = Contribution.objects.values("assignment__unit").annotate(count=Count("pk")).order_by("-count")[0]
    assert most["count"] > QUERIES // 2
    part = Contribution.objects.filter(assignment__unit=most["assignment__unit"], assignment__order=0).first()
    told = told_of({"part_id": part.pk}, awards.school.member, ["templates_part"], cold=True)
    assert told["templates_part"][1] <= QUERIES * 2 // 3


@pytest.mark.parametrize("role", ["reporter", "head", "member", "leader"])
def test_pages_of_a_campaign_ask_few_questions_right_after_a_start(awards, role, monkeypatch):
    reopened(awards)
    on_day(monkeypatch, FILLING, AT)
    person = getattr(awards, role, None) or getattr(awards.school, role)
    told = told_of({"campaign_id": awards.made.form.campaign_id}, person, OF_CAMPAIGNS, cold=True)
    assert too_many(told, {200, 403}) == {}
