"""What must be complete before what: lifted and added with a reason, never in a circle (CAM-6)."""

import pytest

from shucai.apps.campaigns.actions import (
    add_prerequisite,
    lift_prerequisite,
    mark_key,
    restore_prerequisite,
    set_limit,
)
from tests.builders.schools import STAFFED
from tests.builders.staffed import AT, acting
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db
WHY = "上级平台分批开放"


def national_draft(school):
    return school.draft("national")


campaign = standing(*STAFFED, national_draft)


def test_a_requirement_is_lifted_with_a_reason_and_restored(school, campaign):
    by = acting(school.planner)
    one = campaign.forms.get(code="N-ZH-XX-02").prerequisites.get()
    assert lift_prerequisite(one.pk, "急", by=by, at=AT).code == "R304"
    lifted = lift_prerequisite(one.pk, WHY, by=by, at=AT)
    assert (lifted.lifted_at, lifted.lifted_by, lifted.reason) == (AT, school.planner, WHY)
    assert restore_prerequisite(one.pk, by=by, at=AT).lifted_at is None


def test_nothing_is_asked_to_wait_for_a_form_that_nobody_completes(school, campaign):
    form, computed = campaign.forms.get(code="N-XC-HD-01"), campaign.forms.get(code="N-ZH-JS-11")
    assert add_prerequisite(form.pk, computed.pk, WHY, by=acting(school.planner), at=AT).code == "R101"


def test_the_school_adds_a_requirement_of_its_own(school, campaign):
    form, needs = campaign.forms.get(code="N-XC-HD-01"), campaign.forms.get(code="N-DJ-DJ-01")
    one = add_prerequisite(form.pk, needs.pk, WHY, by=acting(school.planner), at=AT)
    assert (one.origin, one.needs) == ("school", needs)


def test_forms_never_wait_for_each_other(school, campaign):
    first, second = campaign.forms.get(code="N-ZH-XX-01"), campaign.forms.get(code="N-ZH-XX-02")
    refused = add_prerequisite(first.pk, second.pk, WHY, by=acting(school.planner), at=AT)
    assert refused.code == "R311"
    assert "N-ZH-XX-01" in refused.reason


def test_restoring_what_would_now_be_a_circle_is_refused(school, campaign):
    by = acting(school.planner)
    first, second = campaign.forms.get(code="N-ZH-XX-01"), campaign.forms.get(code="N-ZH-XX-02")
    lifted = lift_prerequisite(second.prerequisites.get().pk, WHY, by=by, at=AT)
    assert add_prerequisite(first.pk, second.pk, WHY, by=by, at=AT).origin == "school"
    assert restore_prerequisite(lifted.pk, by=by, at=AT).code == "R311"


def test_a_form_of_another_campaign_is_unknown(school, campaign):
    other = school.draft("talent").forms.first()
    form = campaign.forms.first()
    assert add_prerequisite(form.pk, other.pk, WHY, by=acting(school.planner), at=AT).code == "R101"


def test_key_data_are_marked_by_form_and_by_field(school):
    form = school.draft().forms.get(code="1.1.1")
    marked = mark_key(form.pk, whole=True, fields=[], by=acting(school.planner), at=AT)
    assert (marked.is_key, marked.key_fields) == (True, [])
    assert mark_key(form.pk, whole=False, fields=["nowhere"], by=acting(school.planner), at=AT).code == "R317"


def test_after_publishing_marks_are_added_and_never_taken_away(school):
    form = school.published().forms.get(code="1.1.1")
    by = acting(school.planner)
    assert mark_key(form.pk, whole=False, fields=[], by=by, at=AT).code == "R305"
    assert mark_key(form.pk, whole=True, fields=form.key_fields, by=by, at=AT).is_key


def test_the_limit_of_a_form_can_be_set_and_after_publishing_only_loosened(school):
    by = acting(school.planner)
    form = school.draft("national").forms.get(code="N-XC-HD-01")
    assert set_limit(form.pk, 10, by=by, at=AT).within_days == 10
    assert set_limit(form.pk, 0, by=by, at=AT).code == "R314"
    later = school.published("talent").forms.get(code="1.1.1")
    assert set_limit(later.pk, 3, by=by, at=AT).code == "R305"
    assert set_limit(later.pk, None, by=by, at=AT).within_days is None
