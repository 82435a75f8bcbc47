"""People and their accounts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shucai.apps.audit.models import Entry
from shucai.apps.organisation.actions import (
    Card,
    Founder,
    ask_for_passwords,
    close_account,
    create_person,
    edit_person,
    found_school,
    reopen_account,
    reset_password,
    show_slips,
)
from shucai.apps.organisation.actions.passwords import choose_password, give_initial_password
from shucai.apps.organisation.models import Person
from shucai.apps.organisation.queries.people import colleagues_of
from shucai.domain.access import Role
from shucai.domain.problems import Refused
from tests.builders.jobs import worked
from tests.builders.organisation import AT, STUDENTS, House, done, opened_school

pytestmark = pytest.mark.django_db


def test_a_new_person_logs_in_with_the_staff_number_and_an_initial_password(house):
    admitted = done(create_person(Card("陈例", "A1001"), by=house.by_lead, at=AT))
    person = Person.objects.get(pk=admitted.person.pk)
    assert (person.login, person.check_password(admitted.password)) == ("A1001", True)
    assert person.password_changed_at is None


def test_initial_passwords_are_readable_and_each_is_new(house):
    passwords = {give_initial_password(house.lead, at=AT) for _ in range(20)}
    assert len(passwords) == 20
    assert all(len(password) == 12 and not set(password) & set("01iloILO") for password in passwords)


def test_an_initial_password_stands_nowhere_in_the_audit(house):
    admitted = done(create_person(Card("陈例", "A1001"), by=house.by_lead, at=AT))
    told = "".join(str(entry.facts) for entry in Entry.objects.all())
    assert admitted.password not in told


@pytest.mark.parametrize(
    ("card", "code"),
    [
        (Card("", "A1"), "R201"),
        (Card("陈例"), "R220"),
        (Card("陈例", "A 1"), "R219"),
        (Card("陈例", "A1001", "陈"), "R219"),
        (Card("陈例", "A1001", "ab"), "R221"),
        (Card("例" * 41, "A1001"), "R214"),
        (Card("陈例", "A" * 31), "R214"),
        (Card("陈例", "A1001", unit_id=999_999_999), "R101"),
    ],
)
def test_what_is_written_of_a_person_must_be_usable(house, card, code):
    refused = create_person(card, by=house.by_lead, at=AT)
    assert refused.code == code
    assert (
        not Person.objects.filter(staff_no=card.staff_no, school=house.school).exclude(staff_no="").exists()
    )


def test_a_login_and_a_staff_number_are_one_persons(house):
    done(create_person(Card("陈例", "A1001"), by=house.by_lead, at=AT))
    assert create_person(Card("王例", "A1002", "a1001"), by=house.by_lead, at=AT).code == "R205"
    assert create_person(Card("王例", "A1001", "wang"), by=house.by_lead, at=AT).code == "R218"


def test_editing_tells_old_and_new(house):
    person = house.person()
    card = Card("改例", person.staff_no, person.login, house.unit(STUDENTS).pk)
    done(edit_person(person.pk, card, by=house.by_lead, at=AT))
    facts = Entry.objects.latest("pk").facts
    assert facts["name"] == [person.name, "改例"]
    assert facts["unit"] == ["教学管理处", "学生工作处"]


def test_a_closed_account_has_no_rights_until_it_is_opened_again(house):
    reporter = house.reporter()
    done(close_account(reporter.pk, by=house.by_lead, at=AT))
    assert house.by(reporter).grants == ()
    reopened = done(reopen_account(reporter.pk, by=house.by_lead, at=AT))
    assert reopened.person.check_password(reopened.password)
    assert house.by(reporter).roles == {Role.REPORTER}


def test_an_open_account_is_not_opened_again(house):
    assert reopen_account(house.person().pk, by=house.by_lead, at=AT).code == "R217"


def test_a_new_initial_password_replaces_the_chosen_one(house):
    person = house.person()
    person.set_password("chosen-by-myself")
    person.password_changed_at = AT
    person.save()
    reset = done(reset_password(person.pk, by=house.by_lead, at=AT))
    person.refresh_from_db()
    assert person.check_password(reset.password)
    assert person.password_changed_at is None


def test_who_left_gets_no_new_password(house):
    person = house.person()
    person.left_on = AT.date() - timedelta(days=1)
    person.save()
    assert reset_password(person.pk, by=house.by_lead, at=AT).code == "R211"


def test_nobody_closes_their_own_account(house):
    assert close_account(house.lead.pk, by=house.by_lead, at=AT).code == "R216"


def test_only_an_administrator_touches_an_administrators_account(house):
    admin = house.administrator
    card = Card(admin.name, admin.staff_no, "another", admin.unit_id)
    outcomes = [
        reset_password(admin.pk, by=house.by_lead, at=AT),
        close_account(admin.pk, by=house.by_lead, at=AT),
        edit_person(admin.pk, card, by=house.by_lead, at=AT),
    ]
    assert {outcome.code for outcome in outcomes if isinstance(outcome, Refused)} == {"R222"}


def test_a_department_head_does_not_manage_people(house):
    by, person = house.by(house.head()), house.person()
    outcomes = [
        edit_person(person.pk, Card("陈例", "A1001"), by=by, at=AT),
        close_account(person.pk, by=by, at=AT),
        reset_password(person.pk, by=by, at=AT),
    ]
    assert {outcome.code for outcome in outcomes if isinstance(outcome, Refused)} == {"R102"}


def made_anew(house: House) -> dict[int, str]:
    """Return the new initial passwords the lead office has made, by person."""
    job = worked(done(ask_for_passwords(by=house.by_lead, at=AT)))
    return {
        one.person.pk: one.password for one in done(show_slips(job.slip_batch.pk, by=house.by_lead, at=AT))
    }


def test_lost_slips_are_made_anew_for_all_who_have_not_logged_in(house):
    waiting, at_work = house.person(), house.person()
    choose_password(at_work.pk, "qing-song-bai-4711", at=AT)
    made = made_anew(house)
    assert Person.objects.get(pk=waiting.pk).check_password(made[waiting.pk])
    assert Person.objects.get(pk=at_work.pk).check_password("qing-song-bai-4711")
    assert at_work.pk not in made


def test_the_lead_office_makes_no_new_slip_for_an_administrator(house):
    waiting = house.person()
    administrator = house.by_administrator.person
    assert Person.objects.get(pk=administrator).password_changed_at is None
    made = made_anew(house)
    assert set(made) == {waiting.pk}
    assert administrator not in made


def test_a_department_head_makes_no_new_slips(house):
    assert isinstance(ask_for_passwords(by=house.by(house.head()), at=AT), Refused)


def test_a_department_head_creates_nobody(house):
    assert isinstance(create_person(Card("陈例", "A1001"), by=house.by(house.head()), at=AT), Refused)


def test_people_of_another_school_are_as_unknown_as_nobody(house):
    for person_id in (House().lead.pk, 999_999_999):
        assert reset_password(person_id, by=house.by_lead, at=AT).code == "R101"
        assert close_account(person_id, by=house.by_lead, at=AT).code == "R101"


def test_a_school_is_founded_once():
    school = opened_school()
    founder = Founder("陈例", "chenli", Role.ADMINISTRATOR)
    done(found_school(school.pk, founder, at=AT))
    assert found_school(school.pk, Founder("王例", "wangli", Role.ADMINISTRATOR), at=AT).code == "R230"
    assert found_school(school.pk, Founder("王例", "wangli", Role.REPORTER), at=AT).code == "R101"
    assert found_school(999_999_999, founder, at=AT).code == "R101"


def test_who_can_take_something_over_is_listed_by_department_and_as_names_are_read(house):
    """A database would put 张 before 李 or after it, each another way."""
    for name in ("张例", "安例", "李例"):
        house.person(STUDENTS, name)
    listed = colleagues_of(house.school.pk, timezone.localdate(AT), besides=house.lead.pk)
    assert [one.name for one in listed if one.unit and one.unit.name == STUDENTS] == ["安例", "李例", "张例"]
