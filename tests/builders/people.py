"""Invented people of an invented school, and browsers in which they are logged in."""

from datetime import UTC, datetime
from itertools import count

from django.test import Client

from shucai.apps.organisation.models import Person, School

MADE_AT = datetime(2024, 8, 20, 8, tzinfo=UTC)
NUMBERS = count(1)


def a_school(name: str = "示例职业技术学校") -> School:
    """Return a school of that name, made where there is none."""
    number = School.objects.count() + 1
    school, _ = School.objects.get_or_create(
        name=name, defaults={"short_name": name[:4], "code": f"32000{number:05}", "invented": True}
    )
    return school


def a_person(name: str = "示例甲", *, school: School | None = None) -> Person:
    """Return a new person with a chosen password."""
    number = next(NUMBERS)
    person = Person(
        school=school or a_school(),
        login=f"t{number:05}",
        name=name,
        staff_no=f"T{number:05}",
        made_at=MADE_AT,
    )
    person.password_changed_at = MADE_AT
    person.set_unusable_password()
    person.save()
    return person


def logged_in(person: Person | None = None) -> Client:
    """Return a browser in which somebody is logged in."""
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(person or a_person())
    return browser
