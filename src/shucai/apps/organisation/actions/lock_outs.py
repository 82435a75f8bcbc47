"""Lifting the wait after failed log-ins."""

from datetime import datetime

from axes.utils import reset
from django.db import transaction

from shucai.apps.organisation.actions.acting import about_person
from shucai.apps.organisation.actions.administrators import account_acted_on
from shucai.apps.organisation.models import Person
from shucai.apps.organisation.queries.lock_outs import counted_as, lock_out_of
from shucai.domain.access import Actor
from shucai.domain.problems import Refused


def lift_lock_out(person: Person) -> None:
    """Let somebody log in again at once, on every computer."""
    reset(username=counted_as(person.login))


@transaction.atomic
def end_lock_out(person_id: int, *, by: Actor, at: datetime) -> Person | Refused:
    """Let somebody who is locked out log in again at once; where nobody waits, nothing is done and nothing recorded."""
    found = account_acted_on(person_id, by=by, at=at)
    if isinstance(found, Refused):
        return found
    act, person = found
    if lock_out_of(person, at) is not None:
        lift_lock_out(person)
        act.record(about_person(person), did="解除暂停登录")
    return person
