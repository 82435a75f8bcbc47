"""Dividing forms and naming people (CAM-5, FIL-8, ORG-3)."""

import pytest

from shucai.apps.campaigns.actions import PartWanted, assign, name_collector, name_fillers, name_people
from shucai.apps.campaigns.lines import lines_of
from shucai.apps.campaigns.models import AssignedPerson
from shucai.apps.organisation.models import RoleGrant
from shucai.domain.access import Role
from tests.builders.organisation import done
from tests.builders.schools import STAFFED
from tests.builders.staffed import AT, TODAY, Staffed, acting
from tests.builders.standing import standing

pytestmark = pytest.mark.django_db


def parts(form):
    found = form.assignments.order_by("order")
    return [(one.unit.title, one.scope, one.fields) for one in found]


def line(campaign, code):
    return next(line for line in lines_of(campaign, TODAY) if line.form.code == code)


def drafted_form(school):
    return school.draft().forms.get(code="2.7.1")


form = standing(*STAFFED, drafted_form)


def divide(school, form, *wanted):
    return assign(form.pk, wanted, by=acting(school.planner), at=AT)


def test_a_form_is_divided_by_rows_and_by_columns(school, form):
    lead, second = school.units["团委"].pk, school.units["财务处"].pk
    column = next(iter(line(form.campaign, form.code).definition.by_name))
    assert divide(school, form, PartWanted(lead, "本校"), PartWanted(second, fields=(column,))) == form
    assert parts(form) == [("团委", "本校", []), ("财务处", "", [column])]


def test_departments_change_places(school, form):
    lead, second = school.units["团委"].pk, school.units["财务处"].pk
    divide(school, form, PartWanted(lead), PartWanted(second))
    divide(school, form, PartWanted(second), PartWanted(lead))
    assert [title for title, *_ in parts(form)] == ["财务处", "团委"]


def test_a_department_that_stays_keeps_its_people_and_a_new_one_has_its_own(school, form):
    unit, other = school.units["团委"], school.units["财务处"]
    divide(school, form, PartWanted(unit.pk))
    assignment = form.assignments.get()
    name_people(
        assignment.pk,
        fill=[school.reporters["团委"].pk],
        review=[],
        by=acting(school.planner),
        at=AT,
        today=TODAY,
    )
    divide(school, form, PartWanted(unit.pk, "部分"))
    assert AssignedPerson.objects.count() == 1
    divide(school, form, PartWanted(other.pk))
    assert AssignedPerson.objects.count() == 0
    assert form.assignments.get().pk == assignment.pk


@pytest.mark.parametrize("twice", [True, False])
def test_a_department_stands_once_in_a_form_and_is_of_this_school(school, form, twice):
    unit = school.units["团委"].pk
    foreign = Staffed("另一示例学校").units["团委"].pk
    wanted = [PartWanted(unit), PartWanted(unit)] if twice else [PartWanted(foreign)]
    assert divide(school, form, *wanted).code == ("R316" if twice else "R101")


def test_a_column_that_the_form_does_not_have_is_named(school, form):
    refused = divide(school, form, PartWanted(school.units["团委"].pk, fields=("nowhere",)))
    assert (refused.code, "nowhere" in refused.reason) == ("R317", True)


def test_a_published_form_always_has_a_leading_department(school):
    form = school.published().forms.get(code="2.7.1")
    assert divide(school, form).code == "R302"


def test_without_names_everybody_of_the_department_with_the_role_does_it(school, form):
    unit = form.assignments.get().unit
    part = line(form.campaign, form.code).parts[0]
    assert part.fill.people == (school.reporters[unit.title],)
    assert part.review.people == (school.heads[unit.title],)
    assert not part.fill.named


def test_named_people_stand_before_the_others(school, form):
    assignment = form.assignments.get()
    second = school.holder("第二填报人", Role.REPORTER, assignment.unit)
    name_people(assignment.pk, fill=[second.pk], review=[], by=acting(school.planner), at=AT, today=TODAY)
    part = line(form.campaign, form.code).parts[0]
    assert (part.fill.people, part.fill.named) == ((second,), True)
    assert not part.review.named


def test_naming_who_fills_leaves_who_reviews_whoever_that_is(school):
    form = school.published().forms.get(code="2.11.1")
    assignment, by = form.assignments.get(), acting(school.heads["财务处"])
    deputy = school.holder("副处长", Role.DEPARTMENT_HEAD, assignment.unit)
    name_people(assignment.pk, fill=[], review=[deputy.pk], by=acting(school.planner), at=AT, today=TODAY)
    RoleGrant.objects.filter(person=deputy).delete()
    reporter = school.reporters["财务处"]
    done(name_fillers(form.pk, assignment.unit_id, [reporter.pk], by=by, at=AT, today=TODAY))
    named = AssignedPerson.objects.filter(assignment=assignment).values_list("person", "part")
    assert set(named) == {(reporter.pk, "fill"), (deputy.pk, "review")}
    refused = name_fillers(form.pk, assignment.unit_id, [deputy.pk], by=by, at=AT, today=TODAY)
    assert (refused.code, deputy.name in refused.reason) == ("R309", True)


def test_nobody_fills_and_reviews_the_same_part(school, form):
    assignment = form.assignments.get()
    both = school.reporters[assignment.unit.title]
    school.grant(both, Role.DEPARTMENT_HEAD, assignment.unit)
    refused = name_people(
        assignment.pk, fill=[both.pk], review=[both.pk], by=acting(school.planner), at=AT, today=TODAY
    )
    assert (refused.code, both.name in refused.reason) == ("R309", True)


def test_somebody_without_the_role_in_the_department_is_refused_by_name(school, form):
    stranger = school.reporters["团委"]
    assignment = form.assignments.get()
    assert assignment.unit.title != "团委"
    refused = name_people(
        assignment.pk, fill=[stranger.pk], review=[], by=acting(school.planner), at=AT, today=TODAY
    )
    assert (refused.code, stranger.name in refused.reason) == ("R310", True)


def test_a_person_of_another_school_is_unknown(school, form):
    foreign = Staffed("另一示例学校").reporters["团委"]
    refused = name_people(
        form.assignments.get().pk, fill=[foreign.pk], review=[], by=acting(school.planner), at=AT, today=TODAY
    )
    assert refused.code == "R101"


def test_central_import_is_a_member_of_the_lead_office(school):
    form = school.draft().forms.get(code="0.1.1")
    by = acting(school.planner)
    assert name_collector(form.pk, school.member.pk, by=by, at=AT, today=TODAY).collected_by == school.member
    assert name_collector(form.pk, school.reporters["团委"].pk, by=by, at=AT, today=TODAY).code == "R310"
    assert name_collector(form.pk, None, by=by, at=AT, today=TODAY).collected_by is None
