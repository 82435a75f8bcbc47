"""A head who is away hands review to somebody for a week: it lies on that desk, and is told as on the head's behalf."""

from datetime import timedelta

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.organisation.actions.delegations import Span, delegate
from shucai.apps.organisation.models import Delegation, RoleGrant
from shucai.apps.review.models import Decision
from shucai.domain.access import Role
from shucai.web.review import receipts
from tests.builders.people import logged_in
from tests.builders.staffed import AT, acting
from tests.builders.staging import FILLING
from tests.web.review.test_page import WHY, decide, digest, page

pytestmark = pytest.mark.django_db
LAST = FILLING + timedelta(days=6)


@pytest.fixture(autouse=True)
def _on(monkeypatch):
    monkeypatch.setattr(receipts, "today", lambda: FILLING)
    monkeypatch.setattr(receipts, "clock", lambda: AT)


@pytest.fixture
def colleague(awards):
    """The head of another department, to whom the head of this one handed review for a week."""
    unit = awards.part.assignment.unit.title
    taker = next(person for title, person in awards.school.heads.items() if title != unit)
    grant = RoleGrant.objects.get(person=awards.head, role=Role.DEPARTMENT_HEAD)
    span = Span(FILLING, LAST, "外出培训一周")
    made = delegate(grant.pk, to_id=taker.pk, span=span, by=acting(awards.head, FILLING), at=AT)
    assert isinstance(made, Delegation), made.reason
    return taker


def test_who_stands_in_approves_and_receipt_and_records_say_for_whom(awards, colleague):
    shown = page(awards, colleague)
    assert "decide-bar" in shown
    told = decide(awards, colleague, do="approve_department", digest=digest(shown), unseen=2)
    assert "已通过" in told.content.decode()
    made = Decision.objects.get()
    assert (made.by_id, made.on_behalf_of_id) == (colleague.pk, awards.head.pk)
    entry = Entry.objects.get(action="approve_department")
    assert (entry.actor, entry.on_behalf_of) == (colleague.pk, awards.head.pk)
    slip = logged_in(awards.reporter).get(f"/review/{awards.part.pk}/receipts/{made.number}/")
    assert f"{colleague.name}（代 {awards.head.name}）" in slip.content.decode()
    assert f"{colleague.name}（代 {awards.head.name}）" in page(awards)


def test_who_stands_in_sends_back_and_the_reporter_reads_for_whom(awards, colleague):
    decide(awards, colleague, do="return", reason=WHY)
    told = logged_in(awards.reporter).get(f"/filling/{awards.part.pk}/").content.decode()
    assert f"{colleague.name}（代{awards.head.name}）" in told


def test_the_desk_says_for_whom_somebody_stands_in_and_until_when(awards, colleague, monkeypatch):
    monkeypatch.setattr("shucai.web.workbench.views.today", lambda: FILLING)
    told = logged_in(colleague).get("/").content.decode()
    assert f"您代 <b>{awards.head.name}</b> 办理" in told
    assert f"{LAST:%Y-%m-%d}</span> 为止：外出培训一周" in told
    assert "您代" not in logged_in(awards.head).get("/").content.decode()


def test_after_the_week_it_is_no_longer_theirs(awards, colleague, monkeypatch):
    monkeypatch.setattr("shucai.web.actors.today", lambda: LAST + timedelta(days=1))
    assert logged_in(colleague).get(f"/review/{awards.part.pk}/").status_code == 404
    assert awards.states()[0] == "checked"


def test_the_head_may_still_do_it_alone(awards, colleague):
    decide(awards, do="approve_department", digest=digest(page(awards)), unseen=2)
    made = Decision.objects.get()
    assert (made.by_id, made.on_behalf_of_id) == (awards.head.pk, None)
