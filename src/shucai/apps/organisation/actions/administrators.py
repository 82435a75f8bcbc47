"""A school is never without an administrator, and only administrators touch the accounts of administrators."""

from datetime import date, datetime

from shucai.apps.organisation.actions.acting import Acting, acting, day_of
from shucai.apps.organisation.actions.finding import person_of
from shucai.apps.organisation.models import Person, RoleGrant
from shucai.apps.organisation.queries.actors import in_force, not_ended
from shucai.domain.access import Actor, Facts, Role, Verb, allowed
from shucai.domain.problems import Refused


def account_acted_on(person_id: int, *, by: Actor, at: datetime) -> tuple[Acting, Person] | Refused:
    """Return the frame of an action on an account, with its person, locked; or why it is refused."""
    act = acting(by, Verb.MANAGE_PEOPLE, at=at, person=person_id)
    if isinstance(act, Refused):
        return act
    person = account_of(person_id, act)
    return person if isinstance(person, Refused) else (act, person)


def account_of(person_id: int, act: Acting) -> Person | Refused:
    """Return a person of the actor's school whose account the actor may change, locked.

    An administrator's account in other hands would be a way to become one.
    """
    person = person_of(person_id, act.by.school)
    if isinstance(person, Refused) or person.pk == act.by.person:
        return person
    asked = allowed(act.by, Verb.GRANT_ADMINISTRATOR, Facts(school=act.by.school, person=person.pk))
    if isinstance(asked, Refused) and is_administrator(person, today=day_of(act.at)):
        return Refused("R222", {"name": person.name}, lifted_by=Role.ADMINISTRATOR.label)
    return person


def is_administrator(person: Person, *, today: date) -> bool:
    """Return whether a person is or will be an administrator."""
    held = RoleGrant.objects.filter(not_ended(today), person=person, role=Role.ADMINISTRATOR.value)
    return held.exists()


def is_last_administrator(person: Person, *, today: date) -> bool:
    """Return whether a person is the only one left who is an administrator without an end."""
    lasting = RoleGrant.objects.select_for_update().filter(
        in_force(today),
        ends_on=None,
        school=person.school_id,
        role=Role.ADMINISTRATOR.value,
        person__is_active=True,
        person__left_on=None,
    )
    holders = set(lasting.values_list("person", flat=True))
    return holders == {person.pk}
