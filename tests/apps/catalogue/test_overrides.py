"""A school's own rules: recorded with reason, the newest holds, withdrawn ones do not."""

import pytest

from shucai import toolkit
from shucai.apps.audit.models import Entry
from shucai.apps.catalogue.actions import override_rule, withdraw_override
from shucai.apps.catalogue.models import Override as Kept
from shucai.apps.catalogue.queries import form_of_school, overrides_in_force
from shucai.domain.catalogue import Override
from tests.builders.staffed import AT, Staffed, acting

pytestmark = pytest.mark.django_db
OPTIONAL = Override("required", "gender", value=False)
WHY = "上级平台已不再要求"


def ask(school, wanted=OPTIONAL, reason=WHY, form="talent.1.4.1", who=None):
    return override_rule(form, wanted, reason=reason, by=acting(who or school.planner), at=AT)


def is_required(school):
    return form_of_school(school.school.pk, toolkit.find_form("1.4.1")).by_name["gender"].required


def test_an_override_holds_for_this_school_only(school):
    other = Staffed("另一示例学校")
    assert ask(school).reason == WHY
    assert not is_required(school)
    assert is_required(other)


def test_a_newer_one_takes_its_place_and_the_old_one_stays_in_the_history(school):
    ask(school)
    ask(school, Override("required", "gender", value=True))
    assert is_required(school)
    assert Kept.objects.count() == 2
    assert overrides_in_force(school.school.pk).count() == 1


def test_a_withdrawn_one_no_longer_holds(school):
    made = ask(school)
    withdrawn = withdraw_override(made.pk, by=acting(school.planner), at=AT)
    assert (withdrawn.withdrawn_at, withdrawn.withdrawn_by) == (AT, school.planner)
    assert is_required(school)


def test_it_needs_a_reason_and_something_that_may_be_overridden(school):
    assert ask(school, reason="急").code == "R304"
    refused = ask(school, Override("required", "staff_no", value=False))
    assert refused.code == "R313"
    assert "1.4.1" in refused.reason
    assert ask(school, form="talent.9.9.9").code == "R101"
    assert not Kept.objects.exists()


def test_what_would_change_nothing_is_refused(school):
    ask(school)
    refused = ask(school)
    assert (refused.code, "现在就是这样" in refused.reason) == ("R313", True)
    assert Kept.objects.count() == 1


def test_only_the_heads_of_the_lead_office_override(school):
    assert ask(school, who=school.member).code == "R109"
    assert ask(school, who=school.reporters["团委"]).code == "R102"


def test_another_schools_override_is_not_found(school):
    made = ask(school)
    stranger = acting(Staffed("另一示例学校").planner)
    assert withdraw_override(made.pk, by=stranger, at=AT).code == "R101"


def test_both_are_told_in_the_audit(school):
    withdraw_override(ask(school).pk, by=acting(school.planner), at=AT)
    told = Entry.objects.filter(subject_kind="override").order_by("number").values_list("facts", flat=True)
    assert [facts["did"] for facts in told] == ["调整本校规则", "撤销本校规则"]
