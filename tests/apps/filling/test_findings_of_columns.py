"""A department that supplies columns is told what is wrong in its columns, and nothing of the others' (FIL-8)."""

import pytest

from shucai.apps.campaigns.models import Assignment, Prerequisite
from shucai.apps.filling.actions.submitting import submit_part
from shucai.apps.filling.checking import part_findings, row_findings
from shucai.apps.filling.checking.owning import told_of
from shucai.apps.filling.models import Contribution, Receipt
from shucai.apps.filling.scopes import scope_of
from shucai.domain.problems import Refused
from shucai.domain.workflow import State
from tests.builders.filling import FILLING, NOW, Reporter

pytestmark = pytest.mark.django_db


def parts_of(school, code, *own):
    """Return the reporters of the department that leads, and of one that fills some columns of its rows."""
    school.published()
    Prerequisite.objects.update(lifted_at=NOW)
    lead, second = Reporter(school, code), Reporter(school, code, order=1)
    assignment = second.part.assignment
    assignment.fields = list(own)
    assignment.save(update_fields=["fields"])
    return lead, second


def now_of(reporter):
    related = ("made_return__form__campaign", "assignment__unit")
    return Contribution.objects.select_related(*related).get(pk=reporter.part.pk)


def seen_by(reporter):
    return part_findings(now_of(reporter), at=NOW, today=FILLING)


def test_what_the_lead_has_not_filled_yet_is_no_error_of_theirs(school):
    lead, second = parts_of(school, "2.13.1", "award_name")
    [uid] = lead.add({})
    seen = seen_by(second)
    assert set(seen.frame["field"]) == {"award_name"}
    assert seen.counts["error"] == seen.open_counts["error"] == 1
    second.type(uid, 1, award_name="示例杯")
    assert seen_by(second).frame.is_empty()


def test_the_lead_is_told_of_all_and_answers_for_its_own(school):
    lead, _ = parts_of(school, "2.13.1", "award_name")
    lead.add({})
    seen = seen_by(lead)
    assert seen.frame.filter(field="award_name")["mine"].to_list() == [False]
    assert seen.frame.filter("mine").height > 1


def test_a_save_tells_them_of_their_columns_only(school):
    lead, second = parts_of(school, "2.13.1", "award_name")
    [uid] = lead.add({})
    part = now_of(second)
    found = row_findings(part.made_return, [uid], at=NOW, today=FILLING)
    assert found.height > 1
    told = told_of(found, lead.rows(), scope_of(part))
    assert told["field"].to_list() == ["award_name"]


def test_a_cell_that_one_department_makes_required_is_a_matter_of_who_fills_it(school):
    lead, second = parts_of(school, "1.4.1", "has_teacher_cert")
    [uid] = lead.add({})
    second.type(uid, 1, has_teacher_cert="有")
    wanted = {"rule": "talent.1.4.1.teacher_cert_no.required_when"}
    assert seen_by(second).frame.filter(**wanted).is_empty()
    assert seen_by(lead).frame.filter(**wanted)["mine"].to_list() == [True]


def test_columns_that_were_filled_before_they_were_theirs_are_submitted_as_they_stand(school):
    school.published()
    Prerequisite.objects.update(lifted_at=NOW)
    lead, second = Reporter(school, "2.13.1"), Reporter(school, "2.13.1", order=1)
    lead.add({"award_name": "示例杯"})
    Assignment.objects.filter(pk=second.part.assignment_id).update(fields=["award_name"])
    assert now_of(second).state == State.NOT_STARTED
    receipt = submit_part(second.part.pk, by=second.actor, at=NOW, today=FILLING)
    assert isinstance(receipt, Receipt), receipt
    assert now_of(second).state == State.CHECKED


def test_a_part_without_anything_is_not_submitted(school):
    school.published()
    Prerequisite.objects.update(lifted_at=NOW)
    second = Reporter(school, "2.13.1", order=1)
    refused = submit_part(second.part.pk, by=second.actor, at=NOW, today=FILLING)
    assert isinstance(refused, Refused)
    assert "还没有数据" in refused.reason
    assert now_of(second).state == State.NOT_STARTED
