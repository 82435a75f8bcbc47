"""Phone and e-mail: sealed where they lie, masked where they are shown, whole only by a recorded act."""

import pytest

from shucai.apps.audit.models import Entry
from shucai.apps.organisation.actions import NewContacts, change_contacts, show_contacts
from shucai.apps.organisation.models import Person
from shucai.apps.organisation.queries.contacts import contacts_of
from shucai.domain.roster import masked_email, masked_phone, wrong_email, wrong_phone
from tests.builders.organisation import AT, House, done

pytestmark = pytest.mark.django_db
PHONE, EMAIL = "10000001234", "li@example.cn"
BOTH = NewContacts(PHONE, EMAIL)


def given(house: House) -> Person:
    return done(change_contacts(house.person().pk, BOTH, by=house.by_lead, at=AT))


def test_they_are_sealed_where_they_lie_and_in_the_audit(house):
    person = Person.objects.get(pk=given(house).pk)
    assert PHONE not in person.phone
    assert EMAIL not in person.email
    assert contacts_of(person).phone == PHONE
    told = Entry.objects.order_by("-number").first().facts
    assert (told["phone"], told["email"]) == (["", "100****1234"], ["", "l***@example.cn"])


def test_that_somebody_looked_is_kept(house):
    person = given(house)
    shown = done(show_contacts(person.pk, by=house.by_lead, at=AT))
    assert (shown.phone, shown.email) == (PHONE, EMAIL)
    told = Entry.objects.order_by("-number").first()
    assert (told.action, told.actor, told.subject_id) == ("show_contacts", house.lead.pk, str(person.pk))


def test_everybody_sees_and_changes_their_own(house):
    person = house.person()
    done(change_contacts(person.pk, BOTH, by=house.by(person), at=AT))
    assert done(show_contacts(person.pk, by=house.by(person), at=AT)).phone == PHONE


def test_a_blank_keeps_and_a_tick_drops(house):
    person = given(house)
    done(change_contacts(person.pk, NewContacts(drop=frozenset({"email"})), by=house.by_lead, at=AT))
    assert contacts_of(Person.objects.get(pk=person.pk)).masked.phone == "100****1234"
    assert Person.objects.get(pk=person.pk).email == ""


def test_nothing_changed_leaves_no_entry(house):
    person, before = given(house), Entry.objects.count()
    done(change_contacts(person.pk, NewContacts(PHONE), by=house.by_lead, at=AT))
    assert Entry.objects.count() == before


def test_nobody_else_sees_or_changes_them(house):
    person = given(house)
    strangers = [house.by(house.reporter()), House().by_lead, house.by(house.head())]
    for by in strangers:
        assert show_contacts(person.pk, by=by, at=AT).code in {"R101", "R102"}
        assert change_contacts(person.pk, NewContacts("10000009999"), by=by, at=AT).code in {"R101", "R102"}


def test_the_lead_office_leaves_those_of_an_administrator_alone(house):
    assert show_contacts(house.administrator.pk, by=house.by_lead, at=AT).code == "R222"


@pytest.mark.parametrize(
    ("new", "code"), [(NewContacts("一二三"), "R245"), (NewContacts(email="li.cn"), "R246")]
)
def test_what_is_none_is_said(house, new, code):
    assert change_contacts(house.person().pk, new, by=house.by_lead, at=AT).code == code


@pytest.mark.parametrize("phone", ["", "10000001234", "0999-1234567", "+86 100 0000 1234"])
def test_a_number_may_be_written_in_many_ways(phone):
    assert wrong_phone(phone) is None


@pytest.mark.parametrize("email", ["@example.cn", "li@", "li example.cn", "l" * 80 + "@example.cn"])
def test_an_address_needs_both_sides(email):
    assert wrong_email(email) is not None


@pytest.mark.parametrize(
    ("phone", "shown"), [("", ""), ("1234567", "****67"), ("10000001234", "100****1234")]
)
def test_a_number_is_masked(phone, shown):
    assert masked_phone(phone) == shown


def test_a_blank_address_stays_blank():
    assert masked_email("") == ""
