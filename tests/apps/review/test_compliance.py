"""The lead office decides over whole returns: passing, sending back with places, taking back, several together (REV-1)."""

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.review.actions.approving import withdraw_approval
from shucai.apps.review.actions.compliance import approve_compliance, approve_together, withdraw_compliance
from shucai.apps.review.actions.returning import Asked, Pinned
from shucai.apps.review.actions.returning_whole import return_whole
from shucai.apps.review.corrections import correction_of
from shucai.apps.review.models import Decision
from shucai.apps.review.queue import waiting_returns
from shucai.domain.access import Role
from shucai.domain.problems import Refused
from tests.builders.schools import FILLED
from tests.builders.staffed import AT, acting
from tests.builders.staging import FILLING
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db
WHY = "第 2 行的发文单位与文号对不上，请核对证书原件"


def approved(awards):
    """Return the awards after their department approved them."""
    awards.submitted().approve()
    return awards


passed = standing(*FILLED, approved)


def check(awards, person, **more):
    return approve_compliance(awards.made.pk, by=acting(person, FILLING), at=AT, today=FILLING, **more)


def send_back(awards, person, *pins, reason=WHY):
    asked = Asked(reason, pins)
    return return_whole(
        awards.made.pk, asked, [awards.part.pk], by=acting(person, FILLING), at=AT, today=FILLING
    )


def test_a_return_passes_with_all_its_parts_and_the_decision_covers_the_whole(school, passed):
    decision = check(passed, school.member)
    assert isinstance(decision, Decision), decision.reason
    assert passed.states() == ("compliant", "compliant")
    assert (decision.contribution, decision.rows, len(decision.digest)) == (None, 2, 64)
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.facts["digest"]) == ("approve_compliance", decision.digest)


def test_before_its_departments_approved_it_nobody_decides_on_the_whole(school, awards):
    awards.submitted()
    assert check(awards, school.member).code == "R401"
    assert send_back(awards, awards.head).code == "R401"


def test_passing_twice_has_one_effect(school, passed):
    check(passed, school.member)
    assert check(passed, school.planner).code == "R401"
    assert Decision.objects.filter(verb="approve_compliance").count() == 1


def test_what_is_no_longer_what_the_department_approved_does_not_pass(school, passed):
    part = passed.now()
    part.approved_digest = "0" * 64
    part.save(update_fields=["approved_digest"])
    refused = check(passed, school.member)
    assert refused.code == "R711"
    assert part.assignment.unit.title in refused.reason


def test_another_content_than_the_one_looked_at_does_not_pass(school, passed):
    assert check(passed, school.member, digest="0" * 64).code == "R704"


def test_it_is_the_offices_alone_and_of_nobody_who_filled(school, passed):
    assert check(passed, passed.head).code == "R102"
    school.grant(passed.reporter, Role.LEAD_OFFICE)
    assert check(passed, passed.reporter).code == "R105"
    assert passed.states() == ("department_approved", "department_approved")


def test_that_it_passed_is_taken_back_by_the_office_and_only_then_by_the_head(school, passed):
    check(passed, school.member)
    at_once = withdraw_approval(passed.part.pk, by=passed.reviewer, at=AT, today=FILLING)
    assert isinstance(at_once, Refused)
    taken = withdraw_compliance(passed.made.pk, by=acting(school.member, FILLING), at=AT, today=FILLING)
    assert isinstance(taken, Decision), taken.reason
    assert passed.states() == ("department_approved", "department_approved")
    back = withdraw_approval(passed.part.pk, by=passed.reviewer, at=AT, today=FILLING)
    assert isinstance(back, Decision), back.reason
    assert passed.states() == ("checked", "checked")


def test_a_return_is_sent_back_with_the_places_to_mend(school, passed):
    uid = list(passed.window.rows().frame["#uid"])[1]
    made = send_back(passed, school.member, Pinned(uid, "issuer", "与证书不符"))
    assert isinstance(made, list), made.reason
    assert passed.states() == ("filling", "filling")
    now = passed.now()
    assert (now.is_returned, now.approved_digest) == (True, "")
    correction = correction_of(now, at=AT)
    assert correction is not None
    assert (correction.decision.reason, correction.left) == (WHY, 1)


@pytest.mark.parametrize(
    ("pins", "reason", "code"),
    [((), "退回", "R705"), ((Pinned("0" * 32, "issuer"),), WHY, "R707"), ((Pinned(),), WHY, "R707")],
)
def test_sending_back_says_what_is_missing(school, passed, pins, reason, code):
    assert send_back(passed, school.member, *pins, reason=reason).code == code
    assert passed.states()[1] == "department_approved"


def test_several_pass_together_when_as_many_were_confirmed(school, passed):
    (waiting,) = waiting_returns(acting(school.member, FILLING))
    assert (waiting.form.code, waiting.rows, waiting.made.pk) == ("1.1.7", 2, passed.made.pk)
    wanted = {waiting.made.pk: waiting.digest}
    by = acting(school.member, FILLING)
    assert approve_together(wanted, 2, by=by, at=AT, today=FILLING).code == "R712"
    done = approve_together({**wanted, 987_654_321: "0" * 64}, 2, by=by, at=AT, today=FILLING)
    assert [one.made_return_id for one in done.decisions] == [passed.made.pk]
    assert done.left[987_654_321].code == "R101"
    assert waiting_returns(by) == []


def test_nothing_waits_for_those_whose_office_it_is_not(school, passed):
    assert waiting_returns(passed.reviewer) == []
