"""Confirming duties, once a year and role, and being in the chat group (COM-5)."""

from datetime import datetime

from django.db import transaction

from shucai.apps.organisation.actions.acting import about_person, acting, day_of
from shucai.apps.organisation.actions.finding import NOT_FOUND, grant_of, person_of
from shucai.apps.organisation.actions.scopes import scope_words
from shucai.apps.organisation.models import DutyConfirmation, Person
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused


@transaction.atomic
def confirm_duties(grant_id: int, *, year: int, by: Actor, at: datetime) -> DutyConfirmation | Refused:
    """Record that the holder of a role read its duties for a year; again changes nothing."""
    act = acting(by, Verb.CONFIRM_DUTIES, at=at, person=by.person)
    if isinstance(act, Refused):
        return act
    grant = grant_of(grant_id, by.school)
    if isinstance(grant, Refused):
        return grant
    if grant.person_id != by.person:
        return NOT_FOUND
    today = day_of(at)
    if grant.starts_on > today or (grant.ends_on is not None and grant.ends_on < today):
        return Refused("R229", {"grant": scope_words(grant)})
    made, is_new = DutyConfirmation.objects.get_or_create(
        grant=grant, year=year, defaults={"person_id": by.person, "confirmed_at": at}
    )
    if is_new:
        act.record(about_person(grant.person), did="确认职责", grant=scope_words(grant), year=year)
    return made


@transaction.atomic
def confirm_group(*, by: Actor, at: datetime) -> Person | Refused:
    """Record that a person is in the chat group of the collection."""
    act = acting(by, Verb.CONFIRM_DUTIES, at=at, person=by.person)
    if isinstance(act, Refused):
        return act
    person = person_of(by.person, by.school)
    if isinstance(person, Refused) or person.joined_group_at is not None:
        return person
    person.joined_group_at = at
    person.save(update_fields=["joined_group_at"])
    act.record(about_person(person), did="确认已加入工作群")
    return person
