"""A reviewer's second look: what moved since the part was sent back, and which receipts hold still."""

from datetime import timedelta

import pytest

from shucai.apps.filling.models import Receipt
from shucai.apps.review.actions.approving import withdraw_approval
from shucai.apps.review.actions.returning import Asked, return_part
from shucai.apps.review.force import holds_still, is_submitted_still
from shucai.apps.review.models import Decision
from shucai.apps.review.since import since_return, without_restored
from tests.builders import filling
from tests.builders.filling import NOW
from tests.builders.staffed import AT
from tests.builders.staging import FILLING

pytestmark = pytest.mark.django_db
WHY = "第 2 行的发文单位与文号对不上，请核对证书原件"


@pytest.fixture
def sent_back(awards, monkeypatch):
    """The awards, submitted and sent back; what is typed afterwards is typed later."""
    awards.submitted()
    done = return_part(awards.part.pk, Asked(WHY), by=awards.reviewer, at=NOW, today=FILLING)
    assert isinstance(done, Decision), done.reason
    monkeypatch.setattr(filling, "NOW", NOW + timedelta(minutes=1))
    return awards


def uids(awards):
    return list(awards.window.rows().frame["#uid"])


def test_only_what_was_typed_since_the_return_is_told_with_what_stood_there(sent_back):
    awards = sent_back
    first, second = uids(awards)
    before = awards.window.rows().frame["issuer"][1]
    awards.retyped(second, issuer="示例市人民政府")
    awards.retyped(second, issuer="示例市教育局")
    (added,) = awards.window.add(awards.right_rows(3)[2])
    since = since_return(awards.now())
    assert set(since.rows) == {second, added}
    assert since.added == {added}
    assert since.was([first, second, added]) == {second: {"issuer": before}}


def test_a_row_typed_back_to_what_stood_there_has_not_moved(sent_back):
    awards = sent_back
    first, second = uids(awards)
    before = awards.window.rows().frame["issuer"][1]
    awards.retyped(second, issuer="示例市人民政府")
    awards.retyped(second, issuer=before)
    awards.retyped(first, issuer="示例市人民政府")
    told = without_restored(since_return(awards.now()), awards.window.rows().frame)
    assert set(told.rows) == {first}


def test_accepting_rows_is_no_change_of_them(sent_back):
    awards = sent_back
    awards.retyped(uids(awards)[1], issuer="示例市人民政府")
    told = since_return(awards.now()).rows
    assert since_return(awards.accepted().now()).rows == told


def test_what_is_not_open_for_a_correction_has_nothing_to_tell(awards):
    assert since_return(awards.submitted().now()).decision is None


def test_a_submission_that_was_sent_back_holds_no_more(awards):
    awards.submitted()
    assert is_submitted_still(Receipt.objects.select_related("contribution").get())
    return_part(awards.part.pk, Asked(WHY), by=awards.reviewer, at=NOW, today=FILLING)
    assert not is_submitted_still(Receipt.objects.select_related("contribution").get())


def test_an_approval_holds_until_it_is_taken_back(awards):
    made = awards.submitted().approve()
    assert holds_still(made, awards.now())
    withdraw_approval(awards.part.pk, by=awards.reviewer, at=AT, today=FILLING)
    assert not holds_still(made, awards.now())
    again = awards.approve()
    assert (holds_still(made, awards.now()), holds_still(again, awards.now())) == (False, True)
