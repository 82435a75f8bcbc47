"""Initial passwords given anew to all who have not logged in yet: for slips lost before they were handed out."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from shucai.apps.audit.actions import Subject
from shucai.apps.organisation.actions.acting import acting, day_of
from shucai.apps.organisation.actions.administrators import account_of
from shucai.apps.organisation.actions.passwords import (
    InitialPassword,
    give_initial_password,
)
from shucai.apps.organisation.actions.people import Admitted
from shucai.apps.organisation.models import Person, School
from shucai.apps.organisation.queries import unused_accounts
from shucai.domain.access import Actor, Facts, Verb, allowed
from shucai.domain.problems import Refused


def unused_of(*, by: Actor, at: datetime) -> tuple[int, ...] | Refused:
    """Return who of the school never chose a password and could be given a new initial one; the actor is left out."""
    asked = allowed(by, Verb.MANAGE_PEOPLE, Facts(school=by.school))
    if isinstance(asked, Refused):
        return asked
    unused = unused_accounts(by.school, day_of(at)).exclude(pk=by.person)
    return tuple(unused.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def reset_unused_passwords(
    ready: Mapping[int, InitialPassword], *, by: Actor, at: datetime
) -> tuple[Admitted, ...] | Refused:
    """Give initial passwords made before to those of the school who still never chose one. ready: by person.

    Accounts of administrators are left out where the actor may not touch them.
    """
    act = acting(by, Verb.MANAGE_PEOPLE, at=at)
    if isinstance(act, Refused):
        return act
    unused = unused_accounts(by.school, day_of(at)).filter(pk__in=ready).values_list("pk", flat=True)
    locked = [account_of(pk, act) for pk in unused]
    people = [one for one in locked if isinstance(one, Person) and one.password_changed_at is None]
    admitted = tuple(Admitted(one, give_initial_password(one, at=at, ready=ready[one.pk])) for one in people)
    if admitted:
        school = School.objects.get(pk=by.school)
        about = Subject(school.pk, "school", str(school.pk), school.name)
        act.record(about, did="重发初始密码", people=len(admitted), of=[one.person.pk for one in admitted])
    return admitted
