"""What changes after an approval drops the approvals that no longer cover what they did, those only, and it is said."""

import re

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.models import Assignment
from shucai.apps.filling.actions.submitting import submit_part
from shucai.apps.filling.models import Contribution, Receipt
from shucai.apps.review.actions.compliance import approve_compliance
from shucai.apps.review.models import Decision
from shucai.web.review import compliance, receipts
from shucai.web.workbench import views as workbench
from tests.builders.people import logged_in
from tests.builders.staffed import AT, Staffed, acting
from tests.builders.staging import FILLING
from tests.builders.under_review import UnderReview

pytestmark = pytest.mark.django_db
CODE = "1.1.7"
WHY = "第 2 行与部门的原始名单对不上，请按名单改"


@pytest.fixture(autouse=True)
def _on(monkeypatch):
    for module in (compliance, receipts):
        monkeypatch.setattr(module, "today", lambda: FILLING)
        monkeypatch.setattr(module, "clock", lambda: AT)
    monkeypatch.setattr(workbench, "today", lambda: FILLING)


@pytest.fixture
def both(db):
    """The parts of two departments in one form, both approved: the leading one, which covers the whole, and the other."""
    school = Staffed()
    school.published()
    lead = UnderReview(school, CODE)
    add_department(
        lead.made, next(unit for unit in school.units.values() if unit != lead.part.assignment.unit)
    )
    other = UnderReview(school, CODE, order=1)
    rows = lead.right_rows(2)
    for part, row in ((other, rows[1]), (lead, rows[0])):
        part.window.add(row)
        part.accepted().submitted()
    for part in (other, lead):
        made = part.approve()
        assert isinstance(made, Decision), made.reason
    return lead, other


def add_department(made, unit):
    """Give a second department rows of its own to fill in a form."""
    asked = Assignment.objects.create(form=made.form, unit=unit, order=1)
    Contribution.objects.create(
        school_id=made.school_id, made_return=made, assignment=asked, state="not_started", state_at=AT
    )


def sent_back_and_mended(part, field, text):
    """Have the office send one part back, its reporter type over a cell of its own row, its head accept and submit it."""
    sent = {"do": "return", "reason": WHY, "part": part.part.pk}
    answer = logged_in(part.school.member).post(f"/compliance/{part.part.pk}/decide/", sent, follow=True)
    assert "已退回修改" in answer.content.decode()
    frame = part.window.rows().frame
    mine = frame.filter(frame["#part"] == part.part.pk)
    part.retyped(mine["#uid"][0], **{field: text})
    part.accepted()
    made = submit_part(part.part.pk, by=acting(part.reporter, FILLING), at=AT, today=FILLING)
    assert isinstance(made, Receipt), made.reason
    return made


def slip_of(part):
    made = Decision.objects.get(contribution=part.part, verb="approve_department")
    address = f"/review/{part.part.pk}/receipts/{made.number}/"
    return logged_in(part.reporter).get(address).content.decode()


def test_what_another_department_mends_has_the_leading_head_look_at_the_whole_once_more(both):
    lead, other = both
    made = sent_back_and_mended(other, "remark", "按名单核对")
    unit = lead.part.assignment.unit.title
    assert made.counts["dropped"] == [unit]
    assert Entry.objects.filter(action="check").latest("number").facts["dropped"] == [unit]
    assert (lead.states()[0], other.states()[0]) == ("checked", "checked")
    assert "其他部门的改动使原来的审核失效" not in logged_in(lead.reporter).get("/").content.decode()
    assert "先要" in logged_in(lead.head).get("/").content.decode()
    assert "这张回执不再有效" in slip_of(lead)
    said = f"{other.part.assignment.unit.title} 8-28 "
    for page in (f"/filling/{lead.part.pk}/", f"/review/{lead.part.pk}/"):
        shown = logged_in(lead.reporter).get(page).content.decode()
        assert said in shown
        assert "提交的改动使原来的审核失效" in shown
        assert "不用重新提交" in shown
    own = logged_in(other.reporter).get(f"/filling/{other.part.pk}/check/").content.decode()
    assert f"这次提交的改动使{unit}原来的审核失效" in own
    assert "上次审核以后：" in logged_in(lead.head).get(f"/review/{lead.part.pk}/").content.decode()


def test_nobody_is_sent_back_unless_chosen(both):
    lead, other = both
    visitor, path = logged_in(lead.school.member), f"/compliance/{lead.part.pk}/"
    shown = visitor.get(path).content.decode()
    offered = re.findall(r'<input type="checkbox" name="part" value="(\d+)"( checked)?', shown)
    assert offered == [(str(part.part.pk), "") for part in both]
    refused = visitor.post(f"{path}decide/", {"do": "return", "reason": WHY})
    assert refused.status_code == 422
    assert "请至少选一个退回的部门" in refused.content.decode()
    sent = {"do": "return", "reason": "退回", "part": other.part.pk}
    kept = visitor.post(f"{path}decide/", sent).content.decode()
    assert f'name="part" value="{other.part.pk}" checked' in kept
    assert f'name="part" value="{lead.part.pk}" checked' not in kept


def test_once_the_other_part_is_approved_the_leading_head_approves_again_and_the_whole_passes(both):
    lead, other = both
    submission = Receipt.objects.get(contribution=lead.part, withdrawn_at=None)
    sent_back_and_mended(other, "remark", "按名单核对")
    assert isinstance(other.approve(), Decision)
    assert "请看过改动再审核一次" in logged_in(lead.head).get("/").content.decode()
    assert isinstance(lead.approve(), Decision)
    assert lead.states() == ("department_approved", "department_approved")
    assert not lead.now().is_returned
    submission.refresh_from_db()
    assert submission.withdrawn_at is None
    passed = approve_compliance(lead.made.pk, by=acting(lead.school.member, FILLING), at=AT, today=FILLING)
    assert isinstance(passed, Decision), passed.reason


def test_the_leader_is_asked_anew_where_another_department_moved_key_data_of_the_whole(both):
    lead, other = both
    Contribution.objects.filter(pk=lead.part.pk).update(key_stage="approved", key_digest="as it was")
    sent_back_and_mended(other, "remark", "按名单核对")
    assert lead.now().key_stage == ""


def test_what_the_leading_department_mends_of_its_own_leaves_the_others_approval(both):
    lead, other = both
    made = sent_back_and_mended(lead, "remark", "按名单核对")
    assert made.counts["dropped"] == []
    assert (lead.states()[0], other.states()[0]) == ("checked", "department_approved")
    assert "不再有效" not in slip_of(other)
