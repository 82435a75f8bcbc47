"""A school with people and roles, made by the real actions. Everybody and every school is invented."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from typing import TypeVar
from zoneinfo import ZoneInfo

from shucai.apps.organisation.actions import (
    Card,
    Founder,
    NewSchool,
    Scope,
    create_person,
    found_school,
    grant_role,
    open_school,
)
from shucai.apps.organisation.models import Person, RoleGrant, School, Unit
from shucai.apps.organisation.queries import actor_of, unit_named
from shucai.domain.access import Actor, Position, Role
from shucai.domain.examples import person_name
from shucai.domain.problems import Refused

T = TypeVar("T")
HERE = ZoneInfo("Asia/Shanghai")
AT = datetime(2024, 8, 20, 9, 0, tzinfo=HERE)
TODAY = AT.date()
TEACHING, STUDENTS = "教学管理处", "学生工作处"

_schools = count(1)
_people = count(1)


def done(outcome: T | Refused) -> T:
    """Return what an action made; a refusal fails the test with its reason."""
    assert not isinstance(outcome, Refused), f"{outcome.code} {outcome.reason}"
    return outcome


def opened_school(name: str = "") -> School:
    """Return a new school with its departments and nobody in it."""
    number = next(_schools)
    name = name or f"例{number}职业技术学校"
    return done(open_school(NewSchool(name, f"例{number}校", f"99{number:08d}", invented=True), at=AT))


@dataclass
class House:
    """A school with an administrator and the head of its lead office; further people on demand."""

    school: School = field(default_factory=opened_school)

    def __post_init__(self) -> None:
        self.administrator = self._founder(Role.ADMINISTRATOR)
        self.lead = self._founder(Role.LEAD_OFFICE)

    def _founder(self, role: Role) -> Person:
        number = next(_people)
        founder = Founder(person_name(number), f"T{number:05d}", role, f"T{number:05d}")
        return done(found_school(self.school.pk, founder, at=AT)).person

    def by(self, person: Person, today: date = TODAY) -> Actor:
        """Return somebody as the actor they are on a day."""
        return actor_of(Person.objects.get(pk=person.pk), today)

    @property
    def by_lead(self) -> Actor:
        """Return the head of the lead office as an actor."""
        return self.by(self.lead)

    @property
    def by_administrator(self) -> Actor:
        """Return the administrator as an actor."""
        return self.by(self.administrator)

    def unit(self, name: str) -> Unit:
        """Return a department by any of its names."""
        unit = unit_named(self.school.pk, name)
        assert unit is not None, name
        return unit

    def person(self, unit: str = TEACHING, name: str = "") -> Person:
        """Return somebody new of a department, without a role."""
        number = next(_people)
        card = Card(name or person_name(number), f"T{number:05d}", unit_id=self.unit(unit).pk)
        return done(create_person(card, by=self.by_lead, at=AT)).person

    def grant(self, person: Person, role: Role, unit: str = "", **scope: object) -> RoleGrant:
        """Grant a role; an administrator's by the administrator, the rest by the head of the lead office."""
        by = self.by_administrator if role is Role.ADMINISTRATOR else self.by_lead
        wanted = Scope(role, self.unit(unit).pk if unit else None, **scope)  # type: ignore[arg-type]
        return done(grant_role(person.pk, wanted, by=by, at=AT))

    def reporter(self, unit: str = TEACHING, **scope: object) -> Person:
        """Return a new reporter of a department."""
        person = self.person(unit)
        self.grant(person, Role.REPORTER, unit, **scope)
        return person

    def head(self, unit: str = TEACHING, **scope: object) -> Person:
        """Return a new head of a department."""
        person = self.person(unit)
        self.grant(person, Role.DEPARTMENT_HEAD, unit, **scope)
        return person

    def member(self, role: Role, position: Position | None = None) -> Person:
        """Return a new holder of a role of the whole school."""
        person = self.person()
        self.grant(person, role, position=position)
        return person
