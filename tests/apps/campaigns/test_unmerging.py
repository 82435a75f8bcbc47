"""A merger undone: everything is where it was; once something was done in the merged department it stays."""

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.campaigns.actions import draft_campaign
from shucai.apps.campaigns.models import Assignment
from shucai.apps.campaigns.succession import merge_units, what_merging_moves
from shucai.apps.campaigns.unmerging import forms_given_back, unmerge_units
from shucai.apps.organisation.actions import Card, add_unit, edit_person, rename_unit
from shucai.apps.organisation.actions.duties import confirm_duties
from shucai.apps.organisation.actions.sessions import tell
from shucai.apps.organisation.actions.unmerging import merger_of, what_undoing_gives_back
from shucai.apps.organisation.models import Person, RoleGrant, Unit, UnitName
from shucai.domain.access import Role
from tests.builders.organisation import AT, STUDENTS, TODAY, House, done

pytestmark = pytest.mark.django_db


def state(house: House) -> list[object]:
    """Return everything of a school that a merger may move."""
    tables = (Person, RoleGrant, Unit, UnitName)
    rows = [list(one.objects.filter(school=house.school).order_by("pk").values()) for one in tables]
    return [*rows, list(Assignment.objects.order_by("pk").values("pk", "unit", "order", "scope", "fields"))]


@pytest.fixture
def campaign(house):
    return done(draft_campaign("talent", 2024, by=house.by_lead, at=AT))


def a_pair(house: House) -> tuple[Unit, Unit]:
    """Return two departments, the first with forms, that share none."""
    units = list(house.school.units.filter(is_lead_office=False).order_by("order"))
    pairs = ((one, other) for one in units for other in units if one != other)
    found = ((pair, what_merging_moves(*pair, TODAY)) for pair in pairs)
    return next(pair for pair, moves in found if moves.forms and not moves.met)


def merged(house: House, unit: Unit, into: Unit) -> Unit:
    done(merge_units(unit.pk, into_id=into.pk, by=house.by_lead, at=AT))
    return Unit.objects.get(pk=unit.pk)


def test_all_that_moved_is_where_it_was(house, campaign):
    unit, into = a_pair(house)
    both = house.reporter(unit.title, forms=frozenset({"talent.1.4.1"}))
    house.grant(both, Role.REPORTER, into.title, forms=frozenset({"talent.0.1.5"}), may_import=False)
    house.head(unit.title)
    house.reporter(into.title)
    done(add_unit("下级科室", parent_id=unit.pk, by=house.by_lead, at=AT))
    before = state(house)
    closed = merged(house, unit, into)
    assert state(house) != before
    done(unmerge_units(closed.pk, by=house.by_lead, at=AT))
    assert state(house) == before
    told = Entry.objects.order_by("-number").first()
    assert (told.facts["did"], told.facts["people"]) == ("撤回合并", 2)


def test_what_it_gives_back_is_shown_before(house, campaign):
    unit, into = a_pair(house)
    reporter = house.reporter(unit.title)
    forms = {one.form.code for one in Assignment.objects.filter(unit=unit).select_related("form")}
    made = merger_of(merged(house, unit, into))
    shown = what_undoing_gives_back(made, TODAY)
    assert (shown.people, shown.grants) == ((reporter.name,), (f"{reporter.name} 填报人",))
    assert set(forms_given_back(made)) == forms
    assert shown.refused is None


def refusal(house: House, unit: Unit) -> str:
    outcome = unmerge_units(unit.pk, by=house.by_lead, at=AT)
    return getattr(outcome, "code", "")


def test_parts_that_became_one_are_not_taken_apart(house, campaign):
    closed = merged(house, house.unit("团委"), house.unit(STUDENTS))
    assert refusal(house, closed) == "R242"


@pytest.mark.parametrize("touched", ["the department", "somebody of it"])
def test_what_was_done_since_stands_in_the_way(house, touched):
    reporter = house.reporter("团委")
    into = house.unit(STUDENTS)
    closed = merged(house, house.unit("团委"), into)
    if touched == "the department":
        done(rename_unit(into.pk, name="学生处", other_name="", by=house.by_lead, at=AT))
    else:
        done(edit_person(reporter.pk, Card("改例", reporter.staff_no), by=house.by_lead, at=AT))
    assert refusal(house, closed) == "R243"
    assert Unit.objects.get(pk=closed.pk).closed_at is not None


def test_elsewhere_and_at_ones_own_account_things_may_happen(house):
    reporter = house.reporter("团委")
    closed = merged(house, house.unit("团委"), house.unit(STUDENTS))
    house.head("财务处")
    tell(reporter, "log_in", at=AT, way="密码")
    grant = RoleGrant.objects.get(person=reporter)
    done(confirm_duties(grant.pk, year=AT.year, by=house.by(reporter), at=AT))
    done(unmerge_units(closed.pk, by=house.by_lead, at=AT))


def test_a_department_that_was_merged_on_is_not_given_back(house):
    closed = merged(house, house.unit("团委"), house.unit(STUDENTS))
    merged(house, house.unit(STUDENTS), house.unit("财务处"))
    assert refusal(house, closed) == "R241"


def test_a_name_given_to_another_since_is_not_given_twice(house):
    closed = merged(house, house.unit("团委"), house.unit(STUDENTS))
    done(add_unit("团委", by=house.by_lead, at=AT))
    assert refusal(house, closed) == "R202"


def test_it_is_undone_once_and_by_who_may(house):
    closed = merged(house, house.unit("团委"), house.unit(STUDENTS))
    assert unmerge_units(closed.pk, by=house.by(house.member(Role.SCHOOL_LEADER)), at=AT).code == "R102"
    assert unmerge_units(closed.pk, by=House().by_lead, at=AT).code == "R101"
    done(unmerge_units(closed.pk, by=house.by_lead, at=AT))
    assert refusal(house, closed) == "R101"
