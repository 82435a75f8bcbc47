"""A roster applied: everything in one transaction, nothing twice, passwords once."""

from datetime import timedelta

import polars as pl
import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.organisation.actions import Card, close_account, create_person
from shucai.apps.organisation.actions.roster import Brought, apply_roster
from shucai.apps.organisation.models import Person, RoleGrant
from shucai.apps.organisation.queries.history import history_of
from shucai.apps.organisation.queries.roster import known_of, roster_rows
from shucai.domain.access import Position, Role
from shucai.domain.roster import COLUMNS, check_roster, read_sheet
from tests.builders.organisation import AT, STUDENTS, TEACHING, TODAY, House, done

pytestmark = pytest.mark.django_db

FILE = "名册.xlsx"


def line(staff_no: str, name: str, unit: str, role: str, **texts: str) -> list[str]:
    typed = {"staff_no": staff_no, "name": name, "unit": unit, "role": role} | texts
    return [typed.get(column.key, "") for column in COLUMNS]


def brought(by, *rows: list[str]) -> Brought:
    table = [[column.title for column in COLUMNS], *rows]
    columns = {f"c{n}": [row[n] or None for row in table] for n in range(len(COLUMNS))}
    sheet = read_sheet(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))
    return Brought(sheet, FILE, check_roster(sheet, known_of(by, TODAY)).fingerprint)


def whole_school(house: House) -> list[list[str]]:
    """A head and a reporter for each of the sixteen departments."""
    rows = []
    for number, unit in enumerate(house.school.units.order_by("order")):
        rows.append(line(f"H{number:03}", f"首例{number}", unit.title, "部门负责人"))
        rows.append(line(f"F{number:03}", f"填例{number}", unit.title, "填报人", login=f"fill{number:03}"))
    return rows


def test_a_whole_school_comes_from_one_file(house):
    applied = done(apply_roster(brought(house.by_lead, *whole_school(house)), by=house.by_lead, at=AT))
    assert (len(applied.admitted), applied.grants_new) == (32, 32)
    assert all(one.person.check_password(one.password) for one in applied.admitted)
    reporter = Person.objects.get(login="fill005")
    assert house.by(reporter).roles == {Role.REPORTER}


def test_the_same_file_again_changes_nothing(house):
    rows = whole_school(house)
    done(apply_roster(brought(house.by_lead, *rows), by=house.by_lead, at=AT))
    before = list(RoleGrant.objects.order_by("pk").values()), Entry.objects.count()
    later = AT + timedelta(hours=1)
    again = done(apply_roster(brought(house.by_lead, *rows), by=house.by_lead, at=later))
    assert again.is_nothing
    assert (list(RoleGrant.objects.order_by("pk").values()), Entry.objects.count()) == before


def test_the_people_there_are_come_back_as_the_same(house):
    house.reporter(STUDENTS, forms=frozenset({"talent.0.1.5"}))
    person = house.head(TEACHING)
    house.grant(person, Role.REPORTER, STUDENTS, ends_on=TODAY + timedelta(days=30), may_import=False)
    elsewhere = house.person("团委")
    house.grant(elsewhere, Role.REPORTER, STUDENTS)
    rows = roster_rows(house.school.pk, TODAY)
    by = house.by(house.administrator)
    sheet = brought(by, *rows).sheet
    checked = check_roster(sheet, known_of(house.by_lead, TODAY))
    faults = [fault for fault in checked.faults if "系统管理员" not in fault.message]
    assert faults == []
    assert {row.standing for row in checked.rows} <= {"same", "refused"}


def test_a_fault_keeps_everything_out(house):
    rows = [*whole_school(house), line("X1", "错例", "没有的部门", "填报人")]
    people = Person.objects.count()
    refused = apply_roster(brought(house.by_lead, *rows), by=house.by_lead, at=AT)
    assert (refused.code, Person.objects.count()) == ("R235", people)


def test_what_was_shown_is_what_is_done(house):
    file = brought(house.by_lead, line("A1001", "陈例", TEACHING, "填报人"))
    done(create_person(Card("陈例", "A1001"), by=house.by_lead, at=AT))
    assert apply_roster(file, by=house.by_lead, at=AT).code == "R237"


def test_a_role_is_changed_and_what_is_blank_stays(house):
    person = house.reporter(TEACHING, forms=frozenset({"talent.1.4.1"}))
    row = line(person.staff_no, person.name, TEACHING, "填报人", may_import="否")
    applied = done(apply_roster(brought(house.by_lead, row), by=house.by_lead, at=AT))
    grant = RoleGrant.objects.get(person=person)
    assert (applied.grants_changed, grant.forms, grant.may_import) == (1, ["talent.1.4.1"], False)


def test_a_person_is_renamed_and_moved(house):
    person = house.person(TEACHING)
    row = line(person.staff_no, "改例", STUDENTS, "")
    applied = done(apply_roster(brought(house.by_lead, row), by=house.by_lead, at=AT))
    person.refresh_from_db()
    assert (applied.people_changed, person.name, person.unit) == (1, "改例", house.unit(STUDENTS))


def test_the_head_of_the_lead_office_is_not_demoted_by_their_own_file(house):
    row = line(house.lead.staff_no, house.lead.name, "质量监督处", "牵头部门", position="成员")
    refused = apply_roster(brought(house.by_lead, row), by=house.by_lead, at=AT)
    assert refused.code == "R212"
    assert RoleGrant.objects.get(person=house.lead).position == Position.HEAD.value


def test_one_entry_tells_of_the_file_and_everybody_in_it(house):
    before = Entry.objects.count()
    rows = [line("A1001", "陈例", TEACHING, "填报人"), line("A1002", "王例", TEACHING, "部门负责人")]
    applied = done(apply_roster(brought(house.by_lead, *rows), by=house.by_lead, at=AT))
    assert Entry.objects.count() == before + 1
    told = history_of(house.school.pk, "person", applied.admitted[0].person.pk)
    assert [one.did for one in told] == ["名册导入"]


def test_an_administrator_brings_no_reporters(house):
    file = brought(house.by_administrator, line("A1001", "陈例", TEACHING, "填报人"))
    assert apply_roster(file, by=house.by_administrator, at=AT).code == "R235"


def test_an_administrator_starts_the_lead_office_where_it_has_no_head(house):
    done(close_account(house.lead.pk, by=house.by_administrator, at=AT))
    row = line("A1001", "陈例", "质量监督处", "牵头部门", position="组长")
    done(apply_roster(brought(house.by_administrator, row), by=house.by_administrator, at=AT))
    assert Role.LEAD_OFFICE in house.by(Person.objects.get(login="A1001")).roles


def test_a_reporter_brings_no_roster(house):
    by = house.by(house.reporter())
    file = brought(house.by_lead, line("A1001", "陈例", TEACHING, "填报人"))
    assert apply_roster(file, by=by, at=AT).code in {"R101", "R102"}


def test_a_staff_number_of_another_school_is_nobody_here(house):
    other = House()
    theirs = other.person()
    row = line(theirs.staff_no, "陈例", TEACHING, "填报人", login="own-login")
    applied = done(apply_roster(brought(house.by_lead, row), by=house.by_lead, at=AT))
    assert applied.admitted[0].person.pk != theirs.pk
