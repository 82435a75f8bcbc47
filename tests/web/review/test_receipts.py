"""Receipts of submissions and decisions: for those who see the return, with what binds them."""

import re

import pytest

from shucai.apps.filling.models import Receipt
from shucai.apps.review.models import Decision
from shucai.web.review import receipts
from tests.builders.people import logged_in
from tests.builders.staffed import AT
from tests.builders.staging import FILLING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on(monkeypatch):
    monkeypatch.setattr(receipts, "today", lambda: FILLING)
    monkeypatch.setattr(receipts, "clock", lambda: AT)


def receipt(awards, number: str, person=None):
    return logged_in(person or awards.reporter).get(f"/review/{awards.part.pk}/receipts/{number}/")


def test_a_submission_has_a_receipt_with_its_hash_and_a_code(awards):
    made = Receipt.objects.get()
    shown = receipt(awards, made.number).content.decode()
    for words in (
        "提交审核（初审）",
        made.digest,
        "2</span> 行",
        awards.reporter.name,
        f"编号 {made.number}",
    ):
        assert words in shown
    assert re.search(r"<svg[^>]*viewBox", shown)
    assert "不再有效" not in shown


def test_the_code_leads_to_this_very_receipt_and_carries_the_hash_that_is_printed(awards, monkeypatch):
    drawn = list[str]()
    monkeypatch.setattr(receipts, "qr_of", lambda text: drawn.append(text) or "")
    for number, by in (
        (Receipt.objects.get().number, awards.reporter),
        (awards.approve().number, awards.head),
    ):
        shown = receipt(awards, number, by).content.decode()
        printed = re.search(r"<dt>内容指纹</dt><dd[^>]*>([0-9a-f]{64})</dd>", shown)
        assert printed
        assert drawn.pop() == f"http://localhost/review/{awards.part.pk}/receipts/{number}/#{printed[1]}"


def test_a_decision_has_one_and_the_page_of_review_leads_there(awards):
    decision = awards.approve()
    assert isinstance(decision, Decision)
    shown = receipt(awards, decision.number, awards.head).content.decode()
    assert "审核通过" in shown
    assert decision.digest in shown
    page = logged_in(awards.head).get(f"/review/{awards.part.pk}/").content.decode()
    assert f"/review/{awards.part.pk}/receipts/{decision.number}/" in page


def test_one_that_was_taken_back_says_so(awards):
    Receipt.objects.update(withdrawn_at=AT)
    assert "不再有效" in receipt(awards, Receipt.objects.get().number).content.decode()


@pytest.mark.parametrize("number", ["S0", "D0", "X1", "S", "S1x", "S999999"])
def test_a_receipt_that_is_not_there_is_not_found(awards, number):
    assert receipt(awards, number).status_code == 404


def test_strangers_find_no_receipt(awards):
    title = awards.part.assignment.unit.title
    stranger = next(person for unit, person in awards.school.reporters.items() if unit != title)
    assert receipt(awards, Receipt.objects.get().number, stranger).status_code == 404
