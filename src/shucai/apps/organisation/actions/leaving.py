"""Roles passed on when somebody leaves or changes duties; the whole hand-over is apps.campaigns.succession."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.organisation.actions.acting import about_person, day_of
from shucai.apps.organisation.actions.administrators import account_acted_on, is_last_administrator
from shucai.apps.organisation.actions.scopes import cannot_hold
from shucai.apps.organisation.models import Handover, Person, RoleGrant
from shucai.apps.organisation.queries.actors import is_at_work, not_ended
from shucai.domain.access import Actor, Facts, Position, Role, Verb, allowed
from shucai.domain.problems import Refused


@dataclass(frozen=True, slots=True)
class Passing:
    """A role of somebody who leaves, and why the taker cannot have it; held: the taker has it already."""

    grant: RoleGrant
    refused: Refused | None
    held: bool = False

    @property
    def can_pass(self) -> bool:
        """Return whether it can be given to the taker."""
        return self.refused is None and not self.held


def passings(giver: Person, taker: Person, by: Actor, today: date) -> list[Passing]:
    """Return the roles of somebody, in force or to come, and whether another person can take them."""
    grants = RoleGrant.objects.filter(not_ended(today), person=giver).select_related("unit", "person")
    return [_passing(grant, taker, by, today) for grant in grants.order_by("pk")]


def _passing(grant: RoleGrant, taker: Person, by: Actor, today: date) -> Passing:
    verb = Verb.GRANT_ADMINISTRATOR if grant.role == Role.ADMINISTRATOR.value else Verb.GRANT_ROLES
    asked = allowed(by, verb, Facts(school=by.school, person=taker.pk))
    if isinstance(asked, Refused):
        return Passing(grant, asked)
    refused = cannot_hold(passed(grant, taker, by, today))
    if refused is not None and refused.code == "R209":
        return Passing(grant, None, held=True)
    return Passing(grant, refused)


def passed(grant: RoleGrant, taker: Person, by: Actor, today: date) -> RoleGrant:
    """Return the grant as the taker would hold it, from today on or from its first day."""
    return RoleGrant(
        school_id=grant.school_id,
        person=taker,
        role=grant.role,
        position=grant.position,
        unit=grant.unit,
        forms=grant.forms,
        may_import=grant.may_import,
        starts_on=max(grant.starts_on, today),
        ends_on=grant.ends_on,
        granted_by_id=by.person,
    )


def pass_on(found: Iterable[Passing], wanted: frozenset[int], taker: Person, by: Actor, at: datetime) -> int:
    """Give the taker the wanted ones of some roles, and return how many they were."""
    given = [
        passed(one.grant, taker, by, day_of(at)) for one in found if one.can_pass and one.grant.pk in wanted
    ]
    for grant in given:
        grant.granted_at = at
        grant.save()
    return len(given)


def leave(giver: Person, last_day: date, by: Actor, at: datetime) -> dict[str, str] | Refused:
    """End the roles of somebody with their last day; the account is closed from the day after.

    To be called after the roles were passed on: the last administrator and the actor's own headship have to be passed on.
    Return until when each of the roles was to last, blank for no end, so that leaving can be withdrawn.
    """
    if is_last_administrator(giver, today=day_of(at)):
        return Refused("R207")
    if giver.pk == by.person and not _led_by_another(giver, day_of(at)):
        return Refused("R247")
    giver.left_on = last_day
    giver.save(update_fields=["left_on"])
    lasted = {}
    for grant in RoleGrant.objects.select_for_update().filter(not_ended(day_of(at)), person=giver):
        lasted[str(grant.pk)] = str(grant.ends_on or "")
        if grant.starts_on > last_day:
            grant.revoked_at, grant.revoked_by_id = at, by.person
        elif grant.ends_on is None or grant.ends_on > last_day:
            grant.ends_on = last_day
        grant.save(update_fields=["ends_on", "revoked_at", "revoked_by"])
    return lasted


@transaction.atomic
def withdraw_leaving(person_id: int, *, by: Actor, at: datetime) -> Person | Refused:
    """Let somebody stay whose last day is still to come: account and roles last as before.

    What was passed on stays passed on.
    """
    found = account_acted_on(person_id, by=by, at=at)
    if isinstance(found, Refused):
        return found
    act, person = found
    if not is_at_work(person, day_of(at)):
        return Refused("R211", {"name": person.name})
    if person.left_on is None:
        return person
    made = Handover.objects.filter(giver=person).order_by("-pk").first()
    lasted: dict[str, str] = made.lasted if made else {}
    for grant in RoleGrant.objects.select_for_update().filter(
        person=person, pk__in=[int(pk) for pk in lasted]
    ):
        _give_back(grant, lasted[str(grant.pk)], person.left_on, made.made_at if made else at)
    act.record(about_person(person), did="撤回离任", left_on=[str(person.left_on), ""])
    person.left_on = None
    person.save(update_fields=["left_on"])
    return person


def _give_back(grant: RoleGrant, lasted: str, last_day: date, left_at: datetime) -> None:
    """Let a role last as before somebody left, unless it was changed or revoked since."""
    if grant.revoked_at == left_at:
        grant.revoked_at, grant.revoked_by = None, None
    elif grant.revoked_at is None and grant.ends_on == last_day:
        grant.ends_on = date.fromisoformat(lasted) if lasted else None
    grant.save(update_fields=["ends_on", "revoked_at", "revoked_by"])


def cannot_leave(giver: Person, taker: Person, last_day: date, today: date) -> Refused | None:
    """Return why a hand-over between two people cannot be."""
    if giver.pk == taker.pk:
        return Refused("R232")
    if not is_at_work(giver, today):
        return Refused("R211", {"name": giver.name})
    if not is_at_work(taker, today) or taker.left_on is not None:
        return Refused("R233", {"name": taker.name})
    return Refused("R225", {"ends": f"{last_day}"}) if last_day < today else None


def _led_by_another(giver: Person, today: date) -> bool:
    heads = RoleGrant.objects.filter(
        not_ended(today),
        school=giver.school_id,
        role=Role.LEAD_OFFICE.value,
        position=Position.HEAD.value,
        person__is_active=True,
        person__left_on=None,
    )
    holders = set(heads.values_list("person", flat=True))
    return giver.pk not in holders or len(holders) > 1
