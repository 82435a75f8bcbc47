"""Several returns submitted or archived at once from the list of the compliance check; one return after another."""

import re
from datetime import date

import pytest

from shucai.apps.filling.models import CheckRun, Contribution, Return
from shucai.apps.review.models import Decision
from shucai.web.review import compliance
from tests.builders.people import logged_in
from tests.builders.staffed import AT

pytestmark = pytest.mark.django_db
REVIEW = date(2024, 9, 9)
STEPS = {"submit": ("deliberated", "已记为上报", "submitted"), "archive": ("submitted", "已归档", "archived")}


@pytest.fixture(autouse=True)
def _on(monkeypatch):
    monkeypatch.setattr(compliance, "today", lambda: REVIEW)
    monkeypatch.setattr(compliance, "clock", lambda: AT)


@pytest.fixture
def passed(awards):
    """Awards that their department approved."""
    awards.approve()
    return awards


@pytest.mark.parametrize("do", STEPS)
def test_several_are_carried_on_at_once_each_with_its_receipt_and_once(passed, do):
    before, said, after = STEPS[do]
    for table in (Contribution.objects.filter(pk=passed.part.pk), Return.objects.filter(pk=passed.made.pk)):
        table.update(state=before)
    browser, pk = logged_in(passed.school.planner), str(passed.made.pk)
    shown = browser.get("/compliance/").content.decode()
    other = Return.objects.exclude(pk=passed.made.pk).filter(form__campaign=passed.made.form.campaign).first()
    sent = {
        "do": do,
        "id": [pk, str(other.pk)],
        f"digest:{pk}": re.search(rf'name="digest:{pk}" value="(\w+)"', shown)[1],
        f"digest:{other.pk}": "0" * 64,
    }
    assert "确认的是 1 张" in browser.post("/compliance/onward/", {**sent, "count": "1"}).content.decode()
    told = browser.post("/compliance/onward/", {**sent, "count": "2"}, follow=True).content.decode()
    assert f"1 张表{said}" in told
    assert f"1 张没有办：{other.form.code} " in told
    again = browser.post("/compliance/onward/", {**sent, "count": "2"}, follow=True).content.decode()
    assert "2 张没有办" in again
    assert passed.states() == (after, after)
    decision = Decision.objects.get(made_return=passed.made, verb=do)
    assert browser.get(f"/review/{passed.part.pk}/receipts/{decision.number}/").status_code == 200


def test_several_are_carried_on_by_whom_it_belongs_to_alone(passed):
    for person in (passed.reporter, passed.school.member, passed.school.chair):
        answer = logged_in(person).post("/compliance/onward/", {"do": "submit", "id": "1", "count": "1"})
        assert answer.status_code == 403, person.name
    assert logged_in(passed.school.planner).post("/compliance/onward/", {"do": "delete"}).status_code == 404


def test_how_many_rows_a_department_has_stands_as_a_number(passed):
    shown = logged_in(passed.school.planner).get(f"/compliance/{passed.part.pk}/").content.decode()
    assert '<th class="n" scope="col">行数</th>' in shown
    assert re.search(r'<td class="n" data-k="行数">[\d,]+</td>', shown)


def test_who_deliberates_is_led_from_one_return_to_the_next(passed):
    other = Return.objects.exclude(pk=passed.made.pk).filter(form__campaign=passed.made.form.campaign).first()
    for made in (passed.made, other):
        Contribution.objects.filter(made_return=made).update(state="compliant")
        Return.objects.filter(pk=made.pk).update(state="compliant")
    browser, address = logged_in(passed.school.chair), f"/compliance/{passed.part.pk}/"
    assert "张等审议" in browser.get(f"{address}next/").content.decode()
    shown = browser.get(address).content.decode()
    assert "<title>审议 1.1.7" in shown
    digest = re.search(r'name="digest" value="(\w+)"', shown)[1]
    done = browser.post(f"{address}decide/", {"do": "deliberate", "digest": digest}, follow=True)
    following = Contribution.objects.filter(made_return=other).order_by("assignment__order").first()
    assert done.request["PATH_INFO"] == f"/compliance/{following.pk}/"
    assert "已审议通过，等牵头部门（组长、副组长）上报" in browser.get(address).content.decode()


def test_rules_that_lack_other_data_are_said_not_to_be_checked_and_not_to_agree(passed):
    summary = CheckRun.objects.get(made_return=passed.made).summary
    assert summary["skipped"]
    browser = logged_in(passed.school.member)
    shown = browser.get(f"/compliance/{passed.part.pk}/").content.decode()
    assert f'<span class="num">{summary["skipped"]}</span> 条规则这次没有校验：' in shown
    assert "都对得上" not in shown
