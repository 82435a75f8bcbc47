"""The last steps of a whole return: deliberation, submission, archive; each by whose office it is, each once (REV-1)."""

from datetime import date

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.review.actions.compliance import approve_compliance
from shucai.apps.review.actions.onward import DID, carry_on
from shucai.apps.review.models import Decision
from shucai.domain.access import Verb
from tests.builders.schools import FILLED
from tests.builders.staffed import AT, acting
from tests.builders.staging import FILLING
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db
REVIEW = date(2024, 9, 9)
STATES = {Verb.DELIBERATE: "deliberated", Verb.SUBMIT: "submitted", Verb.ARCHIVE: "archived"}


def passed(awards):
    """Return the awards after they passed the check of compliance."""
    awards.submitted().approve()
    done = approve_compliance(awards.made.pk, by=acting(awards.school.member, FILLING), at=AT, today=FILLING)
    assert isinstance(done, Decision), done
    return awards


checked = standing(*FILLED, passed)


@pytest.fixture
def offices(school):
    """Whose step each is."""
    return {Verb.DELIBERATE: school.chair, Verb.SUBMIT: school.planner, Verb.ARCHIVE: school.planner}


def step(awards, verb, person, on=REVIEW, **more):
    return carry_on(awards.made.pk, verb, by=acting(person, on), at=AT, today=on, **more)


def test_it_is_deliberated_submitted_and_archived_with_a_decision_each(checked, offices):
    for verb in DID:
        done = step(checked, verb, offices[verb])
        assert isinstance(done, Decision), done.reason
        assert (done.verb, done.contribution, done.rows, len(done.digest)) == (verb.value, None, 2, 64)
        assert checked.states() == (STATES[verb], STATES[verb])
        entry = Entry.objects.latest("number")
        assert (entry.action, entry.facts["did"]) == (verb.value, DID[verb])


def test_the_committee_does_not_meet_before_the_review_began(checked, offices):
    assert step(checked, Verb.DELIBERATE, offices[Verb.DELIBERATE], on=FILLING).code == "R412"


@pytest.mark.parametrize("who", ["planner", "member", "leader"])
def test_nobody_but_the_committee_deliberates(school, checked, who):
    assert step(checked, Verb.DELIBERATE, getattr(school, who)).code != ""
    assert checked.states() == ("compliant", "compliant")


@pytest.mark.parametrize("verb", [Verb.SUBMIT, Verb.ARCHIVE])
def test_no_step_is_left_out(checked, offices, verb):
    assert step(checked, verb, offices[verb]).code == "R401"


def test_twice_has_one_effect(checked, offices):
    step(checked, Verb.DELIBERATE, offices[Verb.DELIBERATE])
    assert step(checked, Verb.DELIBERATE, offices[Verb.DELIBERATE]).code == "R401"
    assert Decision.objects.filter(verb=Verb.DELIBERATE.value).count() == 1


def test_what_was_not_looked_at_is_not_carried_on(checked, offices):
    refused = step(checked, Verb.DELIBERATE, offices[Verb.DELIBERATE], digest="0" * 64)
    assert refused.code == "R704"
