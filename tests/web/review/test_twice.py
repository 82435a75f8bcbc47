"""A double click has one effect: every step of a return sent twice at once to a real server, on its real database."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from http.client import HTTPConnection
from itertools import count
from threading import Barrier
from urllib.parse import urlencode

import pytest
from django.db import connections
from django.test.testcases import LiveServerThread

from shucai.apps.audit.models import Entry
from shucai.apps.filling.models import Receipt, StagedRow
from shucai.apps.review.models import Decision, Reopening
from shucai.web.findings import asked, pages
from shucai.web.review import compliance, reopening, views
from shucai.web.rows import views as rows
from tests.builders.people import logged_in
from tests.builders.staffed import AT, Staffed
from tests.builders.staging import FILLING
from tests.builders.under_review import UnderReview
from tests.web.review.test_page import digest

pytestmark = pytest.mark.django_db(transaction=True)
REVIEW = date(2024, 9, 9)
TOKEN = "t" * 32
WHY = "第 2 行的发文单位与文号对不上，请核对证书原件"
CLICKS = 2
FRIENDLY = {200, 422}


@pytest.fixture
def on(monkeypatch):
    """Set the day for all pages; each time they ask, it is a minute later."""
    minutes = count(1)

    def day(today):
        for module in (rows, views, compliance, reopening, pages, asked):
            monkeypatch.setattr(module, "today", lambda: today)
            monkeypatch.setattr(module, "clock", lambda: AT + timedelta(minutes=next(minutes)))
        monkeypatch.setattr("shucai.web.actors.today", lambda: today)

    day(FILLING)
    return day


@pytest.fixture
def port(transactional_db):
    """The port of a server in this process, a thread a request."""
    thread = LiveServerThread("localhost", lambda pages: pages)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield thread.port
    thread.terminate()


@dataclass(frozen=True)
class Answer:
    """An answer, redirects followed."""

    status: int
    text: str


class Clicks:
    """Sends a form twice at once as somebody."""

    def __init__(self, port):
        self.port = port

    def twice(self, person, address, **sent):
        cookies = f"shucai_session={logged_in(person).cookies['shucai_session'].value}; shucai_csrf={TOKEN}"
        body, start = urlencode({"csrfmiddlewaretoken": TOKEN, **sent}, doseq=True), Barrier(CLICKS)

        def once(_):
            start.wait()
            return self._followed(address, body, cookies)

        try:
            with ThreadPoolExecutor(CLICKS) as pool:
                answers = list(pool.map(once, range(CLICKS)))
        finally:
            connections.close_all()
        assert {answer.status for answer in answers} <= FRIENDLY, [answer.status for answer in answers]
        return [answer.text for answer in answers]

    def _followed(self, address, body, cookies):
        line = HTTPConnection("localhost", self.port, timeout=60)
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        line.request("POST", address, body, headers)
        answer = line.getresponse()
        text = answer.read().decode()
        if answer.status == 303:
            kept = [one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie", [])]
            line.request("GET", answer.headers["Location"], headers={"Cookie": "; ".join([cookies, *kept])})
            answer = line.getresponse()
            text = answer.read().decode()
        line.close()
        return Answer(answer.status, text)


@pytest.fixture
def clicks(port):
    return Clicks(port)


@pytest.fixture
def awards(transactional_db, on):
    school = Staffed()
    school.published()
    awards = UnderReview(school)
    awards.window.add(*awards.right_rows(2))
    return awards


def counted(action):
    return Entry.objects.filter(action=action).count()


def decisions(verb):
    return Decision.objects.filter(verb=verb).count()


def shown(person, address):
    answer = logged_in(person).get(address)
    assert answer.status_code == 200
    return digest(answer.content.decode())


def test_in_the_department_every_step_sent_twice_is_taken_once(awards, clicks):
    part, head, reporter = awards.part.pk, awards.head, awards.reporter
    told = clicks.twice(head, f"/rows/{part}/decide/", do="accept/all", expected=2)
    assert any("已通过 2 行" in text for text in told)
    assert (counted("accept_rows"), StagedRow.objects.filter(state="accepted").count()) == (1, 2)

    clicks.twice(reporter, f"/filling/{part}/submit/")
    assert (awards.states()[0], counted("check"), Receipt.objects.count()) == ("checked", 1, 1)

    clicks.twice(reporter, f"/filling/{part}/take-back/")
    assert (awards.states()[0], counted("withdraw")) == ("filling", 1)
    clicks.twice(reporter, f"/filling/{part}/submit/")
    assert (counted("check"), Receipt.objects.filter(withdrawn_at=None).count()) == (2, 1)

    clicks.twice(head, f"/review/{part}/decide/", do="return", reason=WHY)
    assert (awards.states()[0], counted("return"), decisions("return")) == ("filling", 1, 1)
    clicks.twice(reporter, f"/filling/{part}/submit/")

    sent = {"do": "approve_department", "digest": shown(head, f"/review/{part}/"), "unseen": 2}
    told = clicks.twice(head, f"/review/{part}/decide/", **sent)
    assert any("不能审核部门数据" in text or "已通过" in text for text in told)
    assert (awards.states()[0], decisions("approve_department")) == ("department_approved", 1)
    assert counted("approve_department") == 1

    clicks.twice(head, f"/review/{part}/decide/", do="withdraw")
    assert (awards.states()[0], decisions("withdraw")) == ("checked", 1)


def test_above_the_department_every_step_sent_twice_is_taken_once(awards, clicks, on):
    school, part = awards.school, awards.part.pk
    awards.accepted().submitted().approve()
    page = f"/compliance/{part}/"
    passed = {"id": awards.made.pk, f"digest:{awards.made.pk}": shown(school.member, page), "count": 1}
    clicks.twice(school.member, "/compliance/together/", **passed)
    assert (awards.states()[1], decisions("approve_compliance"), counted("approve_compliance")) == (
        "compliant",
        1,
        1,
    )

    until = (FILLING + timedelta(3)).isoformat()
    ask = {"do": "ask", "of": part, "reason": WHY, "until": until, "scope": "whole"}
    clicks.twice(awards.reporter, f"{page}reopening/", **ask)
    assert (Reopening.objects.count(), counted("ask_reopening")) == (1, 1)
    grant = {"do": "grant", "id": Reopening.objects.get().pk, "until": until}
    clicks.twice(school.member, f"{page}reopening/", **grant)
    assert (awards.states(), decisions("reopen"), counted("reopen")) == (("filling", "filling"), 1, 1)
    clicks.twice(school.member, f"{page}reopening/", do="end", id=grant["id"])
    assert (awards.states(), counted("end_reopening")) == (("compliant", "compliant"), 1)

    on(REVIEW)
    for verb, person, state in (
        ("deliberate", school.chair, "deliberated"),
        ("submit", school.planner, "submitted"),
        ("archive", school.planner, "archived"),
    ):
        told = clicks.twice(person, f"{page}decide/", do=verb, digest=shown(person, page))
        assert all("decide-bar" in text or "审核记录" in text for text in told)
        assert (awards.states(), decisions(verb), counted(verb)) == ((state, state), 1, 1)
