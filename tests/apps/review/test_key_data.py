"""Key data go to the school leader before the head approves; asked anew exactly where they moved (REV-2, REV-3)."""

import pytest

from shucai.apps.filling.seeing import seen_part
from shucai.apps.review.actions.key_data import approve_key_data, put_key_data
from shucai.apps.review.actions.returning import Asked, return_part
from shucai.apps.review.models import Decision
from shucai.domain.problems import Refused
from tests.builders.staffed import AT, acting
from tests.builders.staging import FILLING

pytestmark = pytest.mark.django_db
WHY = "第 2 行的发文单位与文号对不上，请核对证书原件"


@pytest.fixture
def keyed(awards):
    """The awards, the level of which is key data, submitted."""
    return awards.key(fields=("award_level",)).submitted()


def put(part) -> Decision | Refused:
    return put_key_data(part.part.pk, by=part.reviewer, at=AT, today=FILLING)


def led(part, school) -> Decision | Refused:
    return approve_key_data(part.part.pk, by=acting(school.leader, FILLING), at=AT, today=FILLING)


def mended(part, **cells: str) -> None:
    """Return the part, have its second row typed over, accepted and submitted."""
    return_part(part.part.pk, Asked(WHY), by=part.reviewer, at=AT, today=FILLING)
    uid = list(part.window.rows().frame["#uid"])[1]
    part.retyped(uid, **cells)
    part.accepted().submitted()


def test_the_head_approves_after_the_leader(school, keyed):
    assert keyed.approve().code == "R402"
    assert led(keyed, school).code == "R403"
    assert isinstance(put(keyed), Decision)
    assert keyed.now().key_stage == "put"
    assert isinstance(led(keyed, school), Decision)
    assert isinstance(keyed.approve(), Decision)
    assert keyed.states() == ("department_approved", "department_approved")


def test_a_form_without_key_data_asks_no_leader(school, awards):
    assert put(awards.submitted()).code == "R403"
    assert isinstance(awards.approve(), Decision)


def test_the_leader_is_asked_anew_where_a_key_value_moved(school, keyed):
    put(keyed)
    led(keyed, school)
    mended(keyed, award_level="国家级", issuer="教育部")
    assert keyed.now().key_stage == ""
    assert keyed.approve().code == "R402"


def test_the_leader_is_not_asked_again_for_what_did_not_move(school, keyed):
    put(keyed)
    led(keyed, school)
    mended(keyed, award_name="示例省文明校园标兵")
    assert keyed.now().key_stage == "approved"
    assert isinstance(keyed.approve(), Decision)


def test_the_leader_sends_back_what_was_put(school, keyed):
    put(keyed)
    back = return_part(keyed.part.pk, Asked(WHY), by=acting(school.leader, FILLING), at=AT, today=FILLING)
    assert isinstance(back, Decision), back.reason
    assert keyed.states() == ("filling", "filling")
    assert keyed.now().key_stage == ""


def told(part, person):
    """Return what the page of a part tells of its key data, and why nothing can be typed."""
    seen = seen_part(acting(person, FILLING), part.part.pk, at=AT, today=FILLING)
    return seen.key_data, seen.locked


def test_the_reporter_is_told_what_the_leaders_approval_covers_and_when_it_does_no_more(school, keyed):
    put(keyed)
    assert told(keyed, keyed.reporter) == (
        "",
        "这张表现在是“待领导审批”，不能填报；要修改，请部门负责人或主管领导退回",
    )
    led(keyed, school)
    assert told(keyed, keyed.reporter)[1].endswith("“待部门审核”，不能填报；要修改，请部门负责人退回")
    assert told(keyed, keyed.head)[1].endswith("要修改，在审核页退回")
    return_part(keyed.part.pk, Asked(WHY), by=keyed.reviewer, at=AT, today=FILLING)
    words, locked = told(keyed, keyed.reporter)
    assert (words.startswith("关键数据（“级别”）主管领导已批准"), locked) == (True, "")
    uid = list(keyed.window.rows().frame["#uid"])[1]
    keyed.retyped(uid, award_level="国家级", issuer="教育部")
    assert "与主管领导批准的不同" in told(keyed, keyed.reporter)[0]
