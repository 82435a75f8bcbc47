"""Reading the organisation."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from shucai.apps.organisation.models import Delegation, Person, RoleGrant
from shucai.domain.access import Actor, Grant, Position, Role


def actor_of(person: Person, today: date) -> Actor:
    """Return a person with the grants in force on a day, own and delegated; one who left or is closed holds none."""
    grants = tuple(_grants(person, today)) if is_at_work(person, today) else ()
    return Actor(person=person.pk, school=person.school_id or 0, name=person.name, grants=grants)


def is_at_work(person: Person, today: date) -> bool:
    """Return whether the account of a person is open on a day."""
    return person.is_active and (person.left_on is None or person.left_on >= today)


def _grants(person: Person, today: date) -> Iterator[Grant]:
    for grant in RoleGrant.objects.filter(in_force(today), person=person):
        yield _as_held(grant, None)
    delegated = Delegation.objects.filter(
        Q(grant__person__left_on=None) | Q(grant__person__left_on__gte=today),
        to=person,
        revoked_at=None,
        starts_on__lte=today,
        ends_on__gte=today,
        grant__person__is_active=True,
    ).select_related("grant")
    for delegation in delegated:
        if delegation.grant.revoked_at is None and _is_within(delegation.grant, today):
            yield _as_held(delegation.grant, delegation.grant.person_id)


def in_force(today: date) -> Q:
    """Return the condition under which a grant holds on a day."""
    return Q(revoked_at=None, starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))


def not_ended(today: date) -> Q:
    """Return the condition under which a grant holds on a day or will hold later."""
    return Q(revoked_at=None) & (Q(ends_on=None) | Q(ends_on__gte=today))


def _is_within(grant: RoleGrant, today: date) -> bool:
    return grant.starts_on <= today and (grant.ends_on is None or grant.ends_on >= today)


def _as_held(grant: RoleGrant, on_behalf_of: int | None) -> Grant:
    return Grant(
        role=Role(grant.role),
        unit=grant.unit_id,
        forms=frozenset(grant.forms),
        position=Position(grant.position) if grant.position else None,
        may_import=grant.may_import,
        on_behalf_of=on_behalf_of,
    )


def has_lead_head(school_id: int, today: date) -> bool:
    """Return whether the lead office has a head today; without one nobody could grant roles."""
    heads = RoleGrant.objects.filter(
        in_force(today),
        school=school_id,
        role=Role.LEAD_OFFICE.value,
        position=Position.HEAD.value,
        person__is_active=True,
    )
    return heads.exists()


def has_reporters(school_id: int, today: date) -> bool:
    """Return whether anybody fills; without them the accounts of a school are still to be made."""
    return RoleGrant.objects.filter(not_ended(today), school=school_id, role=Role.REPORTER.value).exists()
