"""A draft takes over what was arranged for the last campaign of its platform (CAM-5)."""

from datetime import date

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.actions import (
    PartWanted,
    add_prerequisite,
    assign,
    carry_over,
    mark_key,
    name_collector,
    name_people,
    set_limit,
)
from shucai.apps.campaigns.models import Assignment, Campaign
from shucai.apps.filling.actions import publish_campaign
from shucai.apps.organisation.actions.merging import merge_unit
from shucai.domain.access import Role
from tests.builders.staffed import AT, TODAY, acting

pytestmark = pytest.mark.django_db
NEXT = date(2025, 8, 28)
CODE = "1.1.7"


@pytest.fixture
def last(school):
    """A published campaign of 2024 in which a form was given to another department, with a named person of each kind."""
    campaign, by = school.draft(), acting(school.planner)
    form, unit = campaign.forms.get(code=CODE), school.units["团委"]
    assign(form.pk, [PartWanted(unit.pk, "校级以上")], by=by, at=AT)
    named = {"fill": [school.reporters["团委"].pk], "review": [school.heads["团委"].pk]}
    name_people(form.assignments.get().pk, **named, by=by, at=AT, today=TODAY)
    mark_key(form.pk, whole=True, fields=[], by=by, at=AT)
    set_limit(form.pk, 3, by=by, at=AT)
    name_collector(campaign.forms.get(code="1.6.1").pk, school.member.pk, by=by, at=AT, today=TODAY)
    add_prerequisite(form.pk, campaign.forms.get(code="1.6.1").pk, "奖项按企业核对", by=by, at=AT)
    publish_campaign(campaign.pk, by=by, at=AT, today=TODAY)
    return campaign


def carried(school, draft):
    return carry_over(draft.pk, by=acting(school.planner, NEXT), at=AT, today=NEXT)


def part(draft):
    return Assignment.objects.get(form__campaign=draft, form__code=CODE)


def test_division_people_key_data_days_and_who_imports_are_taken_over(school, last):
    draft = school.draft(year=2025)
    done = carried(school, draft)
    made = part(draft)
    assert (done.last, done.forms, done.people, done.left) == (last, 90, 2, [])
    assert (made.unit, made.scope) == (school.units["团委"], "校级以上")
    assert {(one.person_id, one.part) for one in made.people.all()} == {
        (school.reporters["团委"].pk, "fill"),
        (school.heads["团委"].pk, "review"),
    }
    form = made.form
    assert (form.is_key, form.within_days) == (True, 3)
    assert draft.forms.get(code="1.6.1").collected_by == school.member
    assert form.prerequisites.get(origin="school").needs.code == "1.6.1"
    assert set(draft.stages.values_list("starts_on__year", flat=True)) == {2025}


def test_taking_over_twice_changes_nothing_more_and_is_told_in_the_audit(school, last):
    draft = school.draft(year=2025)
    carried(school, draft)
    rows = list(Assignment.objects.filter(form__campaign=draft).values_list("form__code", "unit", "order"))
    carried(school, draft)
    again = Assignment.objects.filter(form__campaign=draft).values_list("form__code", "unit", "order")
    assert sorted(again) == sorted(rows)
    assert Entry.objects.latest("number").facts["did"] == "沿用上一年度的安排"


def test_who_is_gone_is_left_out_and_told(school, last):
    person = school.reporters["团委"]
    person.is_active = False
    person.save()
    done = carried(school, draft := school.draft(year=2025))
    assert done.left == [f"{CODE} 的填报人 {person.name}"]
    assert [one.part for one in part(draft).people.all()] == ["review"]


def test_a_collector_who_left_the_office_is_told_and_the_planner_stays(school, last):
    school.member.grants.filter(role=Role.LEAD_OFFICE).delete()
    done = carried(school, draft := school.draft(year=2025))
    assert done.left == [f"1.6.1 的集中导入人 {school.member.name}"]
    assert draft.forms.get(code="1.6.1").collected_by == school.planner


def test_the_part_of_a_merged_department_is_of_the_one_that_took_it_in(school, last):
    Campaign.objects.filter(pk=last.pk).update(state="closed", closed_at=AT)
    into = school.units["学生工作处"]
    merge_unit(school.units["团委"].pk, into_id=into.pk, by=acting(school.planner), at=AT)
    carried(school, draft := school.draft(year=2025))
    assert part(draft).unit == into
    assert not Assignment.objects.filter(form__campaign=draft, unit__closed_at__isnull=False).exists()


@pytest.mark.parametrize(("year", "code"), [(2024, "R321"), (2025, "R321")])
def test_nothing_is_taken_over_where_there_was_none_before(school, year, code):
    assert carried(school, school.draft(year=year)).code == code


def test_a_published_campaign_keeps_its_arrangements(school, last):
    draft = school.draft(year=2025)
    publish_campaign(draft.pk, by=acting(school.planner), at=AT, today=NEXT)
    assert carried(school, draft).code == "R305"


def test_only_who_plans_takes_over(school, last):
    draft = school.draft(year=2025)
    answer = carry_over(draft.pk, by=acting(school.reporters["团委"]), at=AT, today=NEXT)
    assert answer.code == "R102"
