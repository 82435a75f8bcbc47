"""Nobody approves what they filled: every way that leads there over the pages is closed, and says why (ORG-3)."""

from datetime import timedelta

import pytest

from shucai import toolkit
from shucai.apps.audit.models import Entry
from shucai.apps.filling.models import StagedRow
from shucai.apps.organisation.actions.delegations import Span, delegate
from shucai.apps.organisation.models import Delegation, RoleGrant
from shucai.apps.review.models import Decision
from shucai.domain.access import Role
from shucai.web.review import compliance
from shucai.web.rows import views as rows
from tests.builders.brought import committed
from tests.builders.filling import Reporter
from tests.builders.people import logged_in
from tests.builders.staffed import AT, Staffed, acting
from tests.builders.staging import FILLING
from tests.builders.under_review import UnderReview
from tests.builders.workbooks import filled
from tests.web.review.test_page import decide, digest, page

pytestmark = pytest.mark.django_db
OWN = "由您本人或委托您的人填报，须由另一人审核"
DECISIONS = ("accept_rows", "approve_department", "approve_compliance")


@pytest.fixture(autouse=True)
def _on(monkeypatch):
    for module in (rows, compliance):
        monkeypatch.setattr(module, "today", lambda: FILLING)
        monkeypatch.setattr(module, "clock", lambda: AT)


@pytest.fixture
def school(db):
    school = Staffed()
    school.published()
    return school


@pytest.fixture
def both(school):
    """Awards of the office; the head of the department is a reporter of it too."""
    awards = UnderReview(school)
    school.grant(awards.head, Role.REPORTER, awards.part.assignment.unit)
    awards.own = Reporter(school, "1.1.7", person=awards.head)
    return awards


@pytest.fixture
def deputy(school, both):
    """Another head of the department, who filled nothing."""
    return school.holder("副负责人", Role.DEPARTMENT_HEAD, both.part.assignment.unit)


def handed(giver, taker, role):
    grant = RoleGrant.objects.get(person=giver, role=role)
    made = delegate(
        grant.pk, to_id=taker.pk, span=Span(FILLING, FILLING + timedelta(7), "外出培训一周"),
        by=acting(giver, FILLING), at=AT,
    )  # fmt: skip
    assert isinstance(made, Delegation), made.reason


def review_rows(awards, person, do, **sent):
    answer = logged_in(person).post(f"/rows/{awards.part.pk}/decide/", {"do": do, **sent}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def waiting(awards):
    return set(
        StagedRow.objects.filter(contribution=awards.part, state="pending").values_list("uid", flat=True)
    )


def nothing_was_decided():
    return not Decision.objects.exists() and not Entry.objects.filter(action__in=DECISIONS).exists()


def test_not_row_by_row(both):
    (uid,) = both.own.add(both.right_rows(1)[0])
    for do, sent in ((f"accept/{uid}", {}), ("accept/selected", {"uid": uid})):
        assert OWN in review_rows(both, both.head, do, **sent)
    assert waiting(both) == {uid}
    assert nothing_was_decided()


def test_not_in_bulk_among_the_rows_of_others(both):
    mine, others = both.right_rows(3)[:1], both.right_rows(3)[1:]
    (own,) = both.own.add(*mine)
    both.window.add(*others)
    shown = logged_in(both.head).get(f"/rows/{both.part.pk}/").content.decode()
    assert '其中 <b class="num">1</b> 行还不能通过' in shown
    assert "确认通过 2 行" in shown
    assert "全部通过" in shown
    review_rows(both, both.head, "accept/all", expected=4)
    assert len(waiting(both)) == 3
    told = review_rows(both, both.head, "accept/all", expected=2)
    assert "已通过 2 行" in told
    assert waiting(both) == {own}


def test_not_what_a_delegate_typed_on_ones_behalf(school, both):
    clerk = school.holder("受托填报", Role.REPORTER, next(iter(school.units.values())))
    handed(both.head, clerk, Role.REPORTER)
    (uid,) = Reporter(school, "1.1.7", person=clerk).add(both.right_rows(1)[0])
    assert StagedRow.objects.get(uid=uid).fillers == sorted({clerk.pk, both.head.pk})
    assert OWN in review_rows(both, both.head, f"accept/{uid}")
    assert waiting(both) == {uid}
    assert nothing_was_decided()


def test_not_as_the_deputy_of_ones_head(both, deputy):
    (uid,) = both.window.add(both.right_rows(1)[0])
    handed(deputy, both.reporter, Role.DEPARTMENT_HEAD)
    assert OWN in review_rows(both, both.reporter, f"accept/{uid}")
    assert OWN in review_rows(both, both.reporter, "accept/all", expected=1)
    assert nothing_was_decided()
    both.accepted().submitted()
    assert "decide-bar" not in page(both, both.reporter)
    refused = decide(both, both.reporter, do="approve_department", digest=digest(page(both, deputy)))
    assert refused.status_code == 422
    assert OWN in refused.content.decode()
    assert both.states() == ("checked", "checked")


def test_not_as_the_head_of_a_return_all_of_which_is_ones_own(both, deputy):
    head = filled_by_its_head(both, deputy)
    assert "decide-bar" not in page(both, head)
    for do in ("approve_department", "put_key_data", "return"):
        refused = decide(
            both, head, do=do, digest=digest(page(both, deputy)), unseen=2, reason="请按证书原件核对"
        )
        assert refused.status_code == 422
    assert OWN in decide(both, head, do="approve_department", unseen=2).content.decode()
    assert not Decision.objects.exists()
    assert (
        "已通过"
        in decide(
            both, deputy, do="approve_department", digest=digest(page(both, deputy)), unseen=2
        ).content.decode()
    )


def filled_by_its_head(both, deputy):
    """Have the head fill all rows as a reporter and the deputy accept them; return the head."""
    both.own.add(*both.right_rows(2))
    head, both.head = both.head, deputy
    both.accepted().submitted()
    return head


def test_not_on_the_page_of_review_at_once(both):
    (uid,) = both.own.add(both.right_rows(1)[0])
    both.window.add(both.right_rows(2)[1])
    browser, url = logged_in(both.head), f"/review/{both.part.pk}/accept/"
    assert browser.post(url, {"uid": uid}).status_code == 422
    assert len(waiting(both)) == 2
    assert nothing_was_decided()
    told = browser.post(url, {"expected": 2}, follow=True).content.decode()
    assert "已复核通过 1 行，1 行不能通过" in told
    assert OWN in told
    assert waiting(both) == {uid}


def test_not_from_an_old_tab(both, deputy):
    """The page was opened while nothing in it was the head's own."""
    both.window.add(both.right_rows(1)[0])
    both.accepted().submitted()
    old = {"do": "approve_department", "digest": digest(page(both)), "unseen": 1}
    decide(both, deputy, do="return", reason="少了第二行，请补上")
    both.own.add(both.right_rows(2)[1])
    head, both.head = both.head, deputy
    both.accepted().submitted()
    for sent in (old, old | {"digest": digest(page(both, deputy)), "unseen": 2}):
        refused = decide(both, head, **sent)
        assert refused.status_code == 422
        assert OWN in refused.content.decode()
    assert both.states() == ("checked", "checked")


def test_not_together_with_others_as_a_member_of_the_office(school, both, deputy):
    school.grant(both.reporter, Role.LEAD_OFFICE)
    both.window.add(*both.right_rows(2))
    both.accepted().submitted()
    decide(both, deputy, do="approve_department", digest=digest(page(both, deputy)), unseen=2)
    part = both.part.pk
    office = logged_in(school.member).get(f"/compliance/{part}/").content.decode()
    sent = {"id": both.made.pk, f"digest:{both.made.pk}": digest(office), "count": 1}
    browser = logged_in(both.reporter)
    told = browser.post("/compliance/together/", sent, follow=True).content.decode()
    assert "1 张没有通过" in told
    assert OWN in told
    alone = browser.post(
        f"/compliance/{part}/decide/", {"do": "approve_compliance", "digest": digest(office)}
    )
    assert alone.status_code == 422
    assert OWN in alone.content.decode()
    assert both.states()[1] == "department_approved"
    assert not Entry.objects.filter(action="approve_compliance").exists()


def test_not_what_one_brought_in_a_file(both, tmp_path):
    RoleGrant.objects.filter(person=both.head).update(may_import=True)
    form = toolkit.find_form("1.1.7")
    path = filled(form, tmp_path, *(row for row in both.right_rows(2)))
    committed(both.part, path, acting(both.head, FILLING))
    uids = waiting(both)
    assert len(uids) == 2
    assert OWN in review_rows(both, both.head, "accept/all", expected=2)
    assert OWN in review_rows(both, both.head, f"accept/{next(iter(uids))}")
    assert waiting(both) == uids
    assert nothing_was_decided()
