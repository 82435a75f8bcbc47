"""The frame of an action: whether it is allowed, what it is about, and the one entry it leaves in the audit."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from shucai.apps.audit.actions import Subject, record
from shucai.apps.organisation.actions.finding import line_up
from shucai.apps.organisation.models import Person, Unit
from shucai.domain.access import Actor, Facts, Verb, allowed
from shucai.domain.problems import Refused


@dataclass(frozen=True, slots=True)
class Acting:
    """An actor who may do a verb now. on_behalf_of: the person whose delegated role is used."""

    by: Actor
    verb: Verb
    at: datetime
    on_behalf_of: int | None = None

    def record(self, subject: Subject, **facts: object) -> int:
        """Add the entry of this action and return its number. facts: did: in words; a changed value as [old, new]."""
        entry = record(
            self.verb, subject, by=self.by, at=self.at, facts=facts, on_behalf_of=self.on_behalf_of
        )
        return entry.number


def acting(by: Actor, verb: Verb, *, at: datetime, person: int | None = None) -> Acting | Refused:
    """Return the frame of an action in the actor's school, or why it is refused. person: whom it is about.

    From here to the end of its transaction no other action changes the organisation of the school.
    """
    line_up(by.school)
    asked = allowed(by, verb, Facts(school=by.school, person=person, units=_home(person, by.school)))
    return asked if isinstance(asked, Refused) else Acting(by, verb, at, asked.on_behalf_of)


def _home(person: int | None, school: int) -> frozenset[int]:
    """Return the department of a person, empty where there is none or it is nobody of the school."""
    found = Person.objects.filter(pk=person, school=school).values_list("unit", flat=True) if person else ()
    return frozenset(unit for unit in found if unit is not None)


def day_of(at: datetime) -> date:
    """Return the day a moment falls on, as people in the school count days."""
    return timezone.localdate(at)


def about_unit(unit: Unit) -> Subject:
    """Return a unit as the audit names it."""
    return Subject(unit.school_id, "unit", str(unit.pk), unit.title)


def about_person(person: Person) -> Subject:
    """Return a person as the audit names them."""
    return Subject(person.school_id or 0, "person", str(person.pk), person.name)
