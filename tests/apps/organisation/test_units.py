"""Departments: ready when a school is opened, then renamed, moved, merged, closed."""

import pytest

from shucai import toolkit
from shucai.apps.audit.models import Entry
from shucai.apps.organisation.actions import (
    NewSchool,
    add_unit,
    move_unit,
    name_lead_office,
    open_school,
    rename_unit,
    shift_unit,
)
from shucai.apps.organisation.actions.merging import merge_unit
from shucai.apps.organisation.actions.units import close_unit
from shucai.apps.organisation.models import RoleGrant, Unit
from shucai.apps.organisation.queries import unit_named, unit_tree
from shucai.domain.access import Role
from shucai.domain.problems import Refused
from tests.builders.organisation import AT, STUDENTS, TEACHING, TODAY, House, done

pytestmark = pytest.mark.django_db


def titles(house: House) -> list[str]:
    return [line.unit.title for line in unit_tree(house.school.pk, TODAY)]


def told_last(house: House) -> Entry:
    return Entry.objects.filter(school=house.school.pk).latest("number")


def test_a_school_opens_with_the_fifteen_departments_and_the_lead_office(house):
    """ORG-2: 15 departments and the lead office are ready."""
    assert len(titles(house)) == 16
    assert titles(house)[0] == "党委办公室"
    assert [u.title for u in Unit.objects.filter(school=house.school, is_lead_office=True)] == ["质量监督处"]


def test_every_department_that_the_catalogue_names_is_there(house):
    named = {department.unit for form in toolkit.catalogue() for department in form.departments}
    assert {name for name in named if unit_named(house.school.pk, name) is None} == set()


@pytest.mark.parametrize("spelling", ["安全保卫处（人武部）", "安全保卫处(人武部)", "人武部", " 安全保卫处 "])
def test_a_department_is_found_by_either_of_its_names(house, spelling):
    assert house.unit(spelling).title == "安全保卫处（人武部）"


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewSchool("", "例", "9999999999"), "R201"),
        (NewSchool("另一所例校（虚构）", " ", "9999999999"), "R201"),
    ],
)
def test_a_school_needs_its_names(house, new, code):
    assert open_school(new, at=AT).code == code


def test_a_school_opens_once(house):
    again = NewSchool(house.school.name, "例", "9999999999")
    assert open_school(again, at=AT).code == "R213"
    same_code = NewSchool("又一所例校（虚构）", "例", house.school.code)
    assert open_school(same_code, at=AT).code == "R213"


def test_a_renamed_department_is_still_found_by_its_old_name(house):
    unit = house.unit("团委")
    done(rename_unit(unit.pk, name="青年工作部", other_name="", by=house.by_lead, at=AT))
    assert house.unit("团委").title == house.unit("青年工作部").title == "青年工作部"
    assert told_last(house).facts["name"] == ["团委", "青年工作部"]


def test_the_same_names_again_leave_no_entry(house):
    unit, before = house.unit("团委"), told_last(house).number
    done(rename_unit(unit.pk, name=" 团委 ", other_name="", by=house.by_lead, at=AT))
    assert told_last(house).number == before


@pytest.mark.parametrize(
    ("name", "code"), [("", "R201"), ("财务处", "R202"), ("人武部", "R202"), ("长" * 41, "R214")]
)
def test_a_name_must_be_there_and_free(house, name, code):
    refused = rename_unit(house.unit("团委").pk, name=name, other_name="", by=house.by_lead, at=AT)
    assert refused.code == code
    assert house.unit("团委").name == "团委"


def test_a_name_given_up_can_be_taken_by_a_new_department(house):
    unit = house.unit("团委")
    done(rename_unit(unit.pk, name="青年工作部", other_name="", by=house.by_lead, at=AT))
    new = done(add_unit("团委", by=house.by_lead, at=AT))
    assert house.unit("团委") == new
    assert told_last(house).facts["names_moved"] == ["团委（原指青年工作部）"]


def test_a_department_goes_below_another_and_never_below_itself(house):
    parent, child = house.unit(STUDENTS), house.unit("团委")
    done(move_unit(child.pk, parent_id=parent.pk, by=house.by_lead, at=AT))
    line = next(line for line in unit_tree(house.school.pk, TODAY) if line.unit == child)
    assert line.depth == 1
    assert move_unit(parent.pk, parent_id=child.pk, by=house.by_lead, at=AT).code == "R215"


def test_departments_change_places(house):
    first = house.unit("党委办公室")
    done(shift_unit(first.pk, places=1, by=house.by_lead, at=AT))
    assert titles(house)[:2] == ["校长办公室", "党委办公室"]
    done(shift_unit(first.pk, places=-5, by=house.by_lead, at=AT))
    assert titles(house)[0] == "党委办公室"


def test_another_department_becomes_the_lead_office(house):
    done(name_lead_office(house.unit(TEACHING).pk, by=house.by_administrator, at=AT))
    assert [u.name for u in Unit.objects.filter(school=house.school, is_lead_office=True)] == [TEACHING]


def test_merging_moves_people_roles_and_names(house):
    reporter = house.reporter("团委")
    done(merge_unit(house.unit("团委").pk, into_id=house.unit(STUDENTS).pk, by=house.by_lead, at=AT))
    reporter.refresh_from_db()
    assert reporter.unit == house.unit(STUDENTS) == house.unit("团委")
    assert RoleGrant.objects.get(person=reporter).unit == house.unit(STUDENTS)
    assert "团委" not in titles(house)


def test_a_role_held_in_both_departments_is_held_once_after_merging(house):
    reporter = house.reporter("团委", forms=frozenset({"talent.2.14.1"}))
    house.grant(reporter, Role.REPORTER, STUDENTS, forms=frozenset({"talent.0.1.5"}))
    merger = done(merge_unit(house.unit("团委").pk, into_id=house.unit(STUDENTS).pk, by=house.by_lead, at=AT))
    left = RoleGrant.objects.get(person=reporter, revoked_at=None)
    assert (len(merger.doubled), left.forms) == (1, ["talent.0.1.5", "talent.2.14.1"])


def test_a_department_is_not_merged_into_itself_or_what_is_below_it(house):
    parent, child = house.unit(STUDENTS), house.unit("团委")
    done(move_unit(child.pk, parent_id=parent.pk, by=house.by_lead, at=AT))
    assert merge_unit(parent.pk, into_id=child.pk, by=house.by_lead, at=AT).code == "R203"
    assert merge_unit(parent.pk, into_id=parent.pk, by=house.by_lead, at=AT).code == "R203"


def test_the_lead_office_is_neither_merged_nor_closed(house):
    lead = house.unit("质量监督处")
    assert merge_unit(lead.pk, into_id=house.unit(TEACHING).pk, by=house.by_lead, at=AT).code == "R208"
    assert close_unit(lead.pk, by=house.by_lead, at=AT).code == "R208"


def test_only_an_empty_department_is_closed(house):
    house.person("团委")
    refused = close_unit(house.unit("团委").pk, by=house.by_lead, at=AT)
    assert (refused.code, "1 名在用的人员" in refused.reason) == ("R204", True)
    done(close_unit(house.unit("信息处").pk, by=house.by_lead, at=AT))
    assert unit_named(house.school.pk, "信息处") is None


def test_a_reporter_does_not_set_up_departments(house):
    by = house.by(house.reporter())
    unit = house.unit("团委")
    outcomes = [
        add_unit("新的部门", by=by, at=AT),
        rename_unit(unit.pk, name="新的名称", other_name="", by=by, at=AT),
        move_unit(unit.pk, parent_id=house.unit(STUDENTS).pk, by=by, at=AT),
        shift_unit(unit.pk, places=1, by=by, at=AT),
        name_lead_office(unit.pk, by=by, at=AT),
        merge_unit(unit.pk, into_id=house.unit(STUDENTS).pk, by=by, at=AT),
        close_unit(unit.pk, by=by, at=AT),
    ]
    assert {outcome.code for outcome in outcomes if isinstance(outcome, Refused)} == {"R102"}
    assert len(titles(house)) == 16


def test_a_department_of_another_school_is_as_unknown_as_none(house):
    theirs = House().unit("团委")
    for unit_id in (theirs.pk, 999_999_999):
        refused = rename_unit(unit_id, name="新的名称", other_name="", by=house.by_lead, at=AT)
        assert refused == Refused("R101")
