"""A department that supplies columns and has submitted: it is told when the rows move, and how to take it back."""

import pytest

from shucai.apps.campaigns.models import Assignment
from shucai.apps.filling.models import Contribution
from shucai.web.findings import asked, pages
from tests.builders.filling import FILLING, NOW
from tests.builders.staffed import Staffed
from tests.builders.under_review import UnderReview

pytestmark = pytest.mark.django_db
CODE, COLUMN = "1.1.7", "remark"
MOVED, BACK = "提交以后数据有变动", "可以到“提交情况”撤回提交"


@pytest.fixture(autouse=True)
def _on(monkeypatch):
    for module in (asked, pages):
        monkeypatch.setattr(module, "today", lambda: FILLING)
        monkeypatch.setattr(module, "clock", lambda: NOW)


@pytest.fixture
def lead(db):
    """The leading department of a form, before anything is filled."""
    school = Staffed()
    school.published()
    return UnderReview(school, CODE)


@pytest.fixture
def supplier(lead):
    """Another department that supplies a column of its rows, and has submitted it for the one row there is."""
    unit = next(unit for unit in lead.school.units.values() if unit != lead.part.assignment.unit)
    asked = Assignment.objects.create(form=lead.made.form, unit=unit, order=1, fields=[COLUMN])
    Contribution.objects.create(
        school_id=lead.made.school_id,
        made_return=lead.made,
        assignment=asked,
        state="filling",
        state_at=NOW,
    )
    other = UnderReview(lead.school, CODE, order=1)
    (uid,) = added(lead)
    other.retyped(uid, **{COLUMN: "按名单核对"})
    return other.submitted()


def added(lead):
    """Have the leading department add a row, all of it but what the other department supplies."""
    row = lead.right_rows(lead.window.rows().frame.height + 1)[-1]
    return lead.window.add({name: text for name, text in row.items() if name != COLUMN})


def test_rows_that_are_added_after_it_submitted_are_told_on_its_pages(lead, supplier, at):
    desk = at(supplier.reporter, supplier.part)
    assert MOVED not in desk.get() + desk.get("check/")
    added(lead)
    page = desk.get()
    assert f"{MOVED}（提交时 1 行，现在 2 行）" in page
    assert "去撤回" in page
    assert f"{MOVED}（提交时 1 行，现在 2 行）" in desk.get("check/")
    desk.browser.post(f"{desk.base}take-back/")
    assert MOVED not in desk.get()


def test_what_the_leading_department_changes_of_its_own_columns_is_not_told(lead, supplier, at):
    (uid,) = lead.window.rows().frame["#uid"]
    lead.retyped(uid, issuer="示例市教育局")
    assert MOVED not in at(supplier.reporter, supplier.part).get()


def test_who_submitted_is_told_that_they_can_take_it_back(supplier, at):
    assert BACK in at(supplier.reporter, supplier.part).get()
    assert BACK not in at(supplier.school.leader, supplier.part).get()


def test_once_the_head_began_only_the_head_can_help(lead, at):
    added(lead)
    lead.submitted()
    desk = at(lead.reporter, lead.part)
    assert BACK in desk.get()
    lead.accepted()
    page = desk.get()
    assert BACK not in page
    assert "要修改，请部门负责人退回" in page
    assert "撤回提交" not in desk.get("check/")
