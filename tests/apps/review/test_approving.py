"""A department head approves what somebody else filled, once nothing stands against it (REV-1, ORG-3)."""

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.filling.actions.submitting import withdraw_part
from shucai.apps.organisation.actions.delegations import Span, delegate
from shucai.apps.organisation.models import Delegation, Person, RoleGrant
from shucai.apps.review.actions.approving import Said, approve_part, withdraw_approval
from shucai.apps.review.models import Decision
from shucai.domain.access import Role
from tests.builders.staffed import AT, acting
from tests.builders.staging import FILLING

pytestmark = pytest.mark.django_db


def handed(giver: Person, taker: Person) -> None:
    """Have somebody delegate the role of a department head to somebody else."""
    grant = RoleGrant.objects.get(person=giver, role=Role.DEPARTMENT_HEAD)
    made = delegate(
        grant.pk,
        to_id=taker.pk,
        span=Span(FILLING, FILLING, "外出培训三天"),
        by=acting(giver, FILLING),
        at=AT,
    )
    assert isinstance(made, Delegation), made.reason


def test_the_head_approves_and_the_decision_is_a_receipt(awards):
    decision = awards.submitted().approve()
    assert isinstance(decision, Decision), decision.reason
    assert awards.states() == ("department_approved", "department_approved")
    assert (decision.rows, len(decision.digest)) == (2, 64)
    assert awards.now().approved_digest == decision.digest
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.facts["digest"]) == ("approve_department", decision.digest)


def test_what_was_not_submitted_is_not_approved(awards):
    assert awards.approve().code == "R401"


def test_rows_that_nobody_accepted_stand_against_it(school, awards):
    awards.window.add(awards.right_rows(3)[2])
    refused = awards.submitted().approve()
    assert refused.code == "R701"
    assert "1 行" in refused.reason
    assert awards.states() == ("checked", "checked")


def test_another_content_than_the_one_looked_at_is_not_approved(awards):
    awards.submitted()
    refused = approve_part(awards.part.pk, by=awards.reviewer, at=AT, today=FILLING, said=Said("0" * 64))
    assert refused.code == "R704"
    assert not Decision.objects.exists()


def test_approving_twice_has_one_effect(awards):
    awards.submitted().approve()
    assert awards.approve().code == "R401"
    assert Decision.objects.count() == 1


def test_an_approval_is_taken_back_while_nobody_went_on(awards):
    awards.submitted().approve()
    taken = withdraw_approval(awards.part.pk, by=awards.reviewer, at=AT, today=FILLING)
    assert isinstance(taken, Decision), taken.reason
    assert awards.states() == ("checked", "checked")
    assert awards.now().approved_digest == ""


def test_a_reporter_cannot_take_back_what_was_approved(awards):
    awards.submitted().approve()
    refused = withdraw_part(awards.part.pk, by=acting(awards.reporter, FILLING), at=AT, today=FILLING)
    assert refused.code == "R401"
    assert "部门负责人" in refused.reason


def test_who_filled_a_row_does_not_approve_the_part(school, awards):
    """As head of the department, too: every value is looked at by a second person."""
    awards.window.person = awards.head
    school.grant(awards.head, Role.REPORTER, awards.part.assignment.unit)
    awards.window.add(awards.right_rows(3)[2])
    deputy = school.holder("副负责人", Role.DEPARTMENT_HEAD, awards.part.assignment.unit)
    head, awards.head = awards.head, deputy
    awards.accepted().submitted()
    assert awards.approve(head).code == "R105"
    assert isinstance(awards.approve(deputy), Decision)


def test_a_delegated_role_does_not_help_who_filled(awards):
    """The reporter to whom the head delegated still filled it."""
    handed(awards.head, awards.reporter)
    assert awards.submitted().approve(awards.reporter).code == "R105"


def test_nor_does_delegating_to_somebody_else_what_one_filled_oneself(school, awards):
    """Whoever acts for the head who filled a row reviews for that head."""
    awards.window.person = awards.head
    school.grant(awards.head, Role.REPORTER, awards.part.assignment.unit)
    awards.window.add(awards.right_rows(3)[2])
    deputy = school.holder("副负责人", Role.DEPARTMENT_HEAD, awards.part.assignment.unit)
    head, awards.head = awards.head, deputy
    awards.accepted().submitted()
    other = school.holder("受托人", Role.REPORTER, awards.part.assignment.unit)
    handed(head, other)
    assert awards.approve(other).code == "R105"


def test_a_stranger_sees_nothing_to_approve(school, awards):
    awards.submitted()
    others = [head for unit, head in school.heads.items() if unit != awards.part.assignment.unit.title]
    assert {awards.approve(head).code for head in others} == {"R101"}
