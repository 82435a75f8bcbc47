"""The second factor of somebody who lost the phone, taken off by an administrator."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from shucai.apps.organisation.actions.acting import about_person
from shucai.apps.organisation.actions.administrators import account_acted_on
from shucai.apps.organisation.models import Person
from shucai.domain.access import Actor
from shucai.domain.problems import Refused


@transaction.atomic
def remove_second_factor(person_id: int, *, by: Actor, at: datetime) -> Person | Refused:
    """Take the second factor and the recovery codes off an account, not one's own; where demanded, a new one is set up."""
    found = account_acted_on(person_id, by=by, at=at)
    if isinstance(found, Refused):
        return found
    act, person = found
    if person.pk == by.person:
        return Refused("R156")
    removed, _ = Authenticator.objects.filter(user=person).delete()
    if removed:
        act.record(about_person(person), did="撤销两步验证")
    return person
