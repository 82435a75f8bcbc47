"""The first two people of a school: without an administrator and a head of the lead office nobody could grant a role."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shucai.apps.audit.actions import record
from shucai.apps.organisation.actions.acting import about_person, day_of
from shucai.apps.organisation.actions.passwords import give_initial_password
from shucai.apps.organisation.actions.people import Admitted, Card, write_card
from shucai.apps.organisation.actions.scopes import scope_words
from shucai.apps.organisation.models import Person, RoleGrant, School, Unit
from shucai.domain.access import Position, Role
from shucai.domain.problems import Refused


@dataclass(frozen=True, slots=True)
class Founder:
    """Somebody who is there from the first day, with one of the two roles that grant others."""

    name: str
    login: str
    role: Role
    staff_no: str = ""


@transaction.atomic
def found_school(school_id: int, founder: Founder, *, at: datetime) -> Admitted | Refused:
    """Let the installation give a school its administrator or the head of its lead office, where it has none yet."""
    school = School.objects.select_for_update().filter(pk=school_id).first()
    if school is None or founder.role not in {Role.ADMINISTRATOR, Role.LEAD_OFFICE}:
        return Refused("R101")
    if RoleGrant.objects.filter(school=school, role=founder.role.value, revoked_at=None).exists():
        return Refused("R230", {"role": founder.role.label})
    person = Person(school=school, made_at=at)
    unit = Unit.objects.filter(school=school, is_lead_office=True, closed_at=None).first()
    card = Card(founder.name, founder.staff_no, founder.login, unit.pk if unit else None)
    if refused := write_card(person, card):
        return refused
    person.set_unusable_password()
    person.save()
    password = give_initial_password(person, at=at)
    grant = RoleGrant.objects.create(
        school=school,
        person=person,
        role=founder.role.value,
        position=Position.HEAD.value if founder.role.is_a_body else "",
        starts_on=day_of(at),
        granted_at=at,
    )
    facts: dict[str, object] = {"did": "设立首个账号", "grant": scope_words(grant)}
    record("found_school", about_person(person), by=None, at=at, facts=facts)
    return Admitted(person, password)
