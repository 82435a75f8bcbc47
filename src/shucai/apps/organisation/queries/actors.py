"""Reading the organisation."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from shucai.apps.organisation.models import Person, RoleGrant
from shucai.domain.access import Actor, Grant, Position, Role


def actor_of(person: Person, today: date) -> Actor:
    """Return a person with the grants in force on a day, own and delegated; one who left or is closed holds none."""
    grants = tuple(_grants(person, today)) if is_at_work(person, today) else ()
    return Actor(person=person.pk, school=person.school_id or 0, name=person.name, grants=grants)


def is_at_work(person: Person, today: date) -> bool:
    """Return whether the account of a person is open on a day."""
    return person.is_active and (person.left_on is None or person.left_on >= today)


def _grants(person: Person, today: date) -> Iterator[Grant]:
    """Yield what somebody holds, then what others delegated to them; both are read at once, by every page."""
    own = RoleGrant.objects.filter(in_force(today), person=person)
    delegated = RoleGrant.objects.filter(
        in_force(today),
        Q(person__left_on=None) | Q(person__left_on__gte=today),
        person__is_active=True,
        delegations__to=person,
        delegations__revoked_at=None,
        delegations__starts_on__lte=today,
        delegations__ends_on__gte=today,
    )
    found = own.union(delegated, all=True)
    for grant in sorted(found, key=lambda one: (one.person_id != person.pk, one.pk)):
        yield _as_held(grant, None if grant.person_id == person.pk else grant.person_id)


def in_force(today: date) -> Q:
    """Return the condition under which a grant holds on a day."""
    return Q(revoked_at=None, starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gte=today))


def not_ended(today: date) -> Q:
    """Return the condition under which a grant holds on a day or will hold later."""
    return Q(revoked_at=None) & (Q(ends_on=None) | Q(ends_on__gte=today))


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
