"""To-dos from what is stored: after publishing everybody has theirs (CAM-5, CAM-6)."""

from datetime import date

import pytest

from shucai.apps.campaigns.actions import lift_prerequisite
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.filling.queries import open_parts
from shucai.domain.todos import Task, todos_of
from shucai.domain.workflow import State
from tests.builders.staffed import AT, acting

pytestmark = pytest.mark.django_db
FILLING = date(2024, 9, 4)


def todos(person, campaign, today=FILLING):
    return todos_of(acting(person, today), open_parts(campaign), today)


def test_after_publishing_a_reporter_has_the_forms_of_the_department(school):
    campaign = school.published()
    found = todos(school.reporters["财务处"], campaign)
    assert {todo.part.code for todo in found} == {"2.11.1", "2.11.2", "2.11.3", "2.11.4"}
    assert {todo.part.due_on for todo in found} == {date(2024, 9, 6)}


def test_base_tables_are_gathered_by_departments_and_imported_by_the_lead_office(school):
    campaign = school.published()
    today = date(2024, 8, 28)
    gathered = [
        t.part.code for t in todos(school.reporters["学生工作处"], campaign, today) if t.task is Task.GATHER
    ]
    assert gathered == ["0.1.5"]
    assert {t.task for t in todos(school.planner, campaign, today)} == {Task.COLLECT}
    assert todos(school.member, campaign, today) == []


def test_a_form_says_which_others_it_waits_for_until_they_are_complete_or_let_go(school):
    campaign = school.published("national")
    today = date(2024, 9, 23)

    def waits():
        parts = {part.code: part.waits_for for part in open_parts(campaign)}
        return parts["N-ZH-XX-02"]

    assert waits() == ("N-ZH-XX-01 基本信息",)
    first = Return.objects.get(form__campaign=campaign, form__code="N-ZH-XX-01")
    first.state = State.DEPARTMENT_APPROVED
    first.save()
    assert waits() == ()
    first.state = State.CHECKED
    first.save()
    assert waits() != ()
    one = campaign.forms.get(code="N-ZH-XX-02").prerequisites.get()
    lift_prerequisite(one.pk, "上级分批开放", by=acting(school.planner), at=AT)
    assert waits() == ()
    assert todos(school.reporters["党委办公室"], campaign, today)


def test_what_was_checked_goes_to_the_head_and_then_to_the_lead_office(school):
    campaign = school.published()
    parts = Contribution.objects.filter(assignment__unit=school.units["财务处"])
    parts.update(state=State.CHECKED)
    assert {t.task for t in todos(school.heads["财务处"], campaign)} == {Task.REVIEW}
    Return.objects.filter(contributions__in=parts).update(state=State.DEPARTMENT_APPROVED)
    assert Task.CHECK_COMPLIANCE in {t.task for t in todos(school.member, campaign)}


def test_reading_the_parts_of_a_campaign_asks_few_questions(school, django_assert_max_num_queries):
    campaign = school.published("national")
    with django_assert_max_num_queries(6):
        assert len(open_parts(campaign)) > 119
