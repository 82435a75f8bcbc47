"""A part goes back with a reason and the cells it is about; what is mended is told apart (REV-1)."""

from datetime import date

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.review.actions.returning import Asked, Pinned, return_part
from shucai.apps.review.corrections import correction_of
from shucai.apps.review.models import Decision, Pin
from shucai.domain.problems import Refused
from tests.builders.staffed import AT, acting
from tests.builders.staging import FILLING

pytestmark = pytest.mark.django_db
WHY = "第 2 行的发文单位与文号对不上，请核对证书原件"
AFTER_THE_STAGE = date(2024, 12, 1)


def sent_back(awards, *pins: Pinned, reason: str = WHY) -> Decision | Refused:
    return return_part(awards.part.pk, Asked(reason, pins), by=awards.reviewer, at=AT, today=FILLING)


def uids(awards) -> list[str]:
    return list(awards.window.rows().frame["#uid"])


def test_the_department_sees_who_sent_it_back_why_and_where(awards):
    second = uids(awards.submitted())[1]
    decision = sent_back(awards, Pinned(second, "issuer", "与证书不符"))
    assert isinstance(decision, Decision), decision.reason
    assert awards.states() == ("filling", "filling")
    asked = correction_of(awards.now(), at=AT)
    assert (asked.decision.by_id, asked.decision.reason) == (awards.head.pk, WHY)
    place = asked.places[0]
    assert (place.number, place.title, place.words, place.is_mended) == (
        2,
        "授予部门（全称）",
        "与证书不符",
        False,
    )
    assert Entry.objects.latest("number").facts["reason"] == WHY


def test_a_mended_cell_is_told_apart(awards):
    second = uids(awards.submitted())[1]
    sent_back(
        awards, Pinned(second, "issuer", "与证书不符"), Pinned(second, "doc_no"), Pinned(field="remark")
    )
    awards.retyped(second, issuer="示例市人民政府")
    asked = correction_of(awards.now(), at=AT)
    assert [place.is_mended for place in asked.places] == [True, False, False]
    assert [place.number for place in asked.places] == [2, 2, 0]
    assert asked.left == 2


@pytest.mark.parametrize("reason", ["", "退回", "请修改", "不对"])
def test_a_reason_says_what_is_wrong(awards, reason):
    awards.submitted()
    assert sent_back(awards, reason=reason).code == "R705"
    assert awards.states() == ("checked", "checked")


def test_a_place_that_is_not_there_is_refused_and_nothing_is_half_done(awards):
    awards.submitted()
    for pin in (Pinned("0" * 32, "issuer"), Pinned(field="no_such_field"), Pinned()):
        assert sent_back(awards, pin).code == "R707"
    assert not Pin.objects.exists()
    assert awards.states() == ("checked", "checked")


def test_after_its_deadline_what_was_returned_can_be_mended_and_submitted_again(awards):
    second = uids(awards.submitted())[1]
    sent_back(awards, Pinned(second, "issuer"))
    awards.window.send(on=AFTER_THE_STAGE, edits=())
    assert awards.now().is_returned
    assert awards.submitted(on=AFTER_THE_STAGE).states() == ("checked", "checked")
    assert correction_of(awards.now(), at=AT) is not None


def test_an_approval_ends_the_correction(awards):
    awards.submitted()
    sent_back(awards)
    awards.submitted().approve()
    assert correction_of(awards.now(), at=AT) is None


def test_who_filled_does_not_send_back(awards):
    awards.submitted()
    refused = return_part(
        awards.part.pk, Asked(WHY), by=acting(awards.reporter, FILLING), at=AT, today=FILLING
    )
    assert refused.code == "R102"
