"""What an action changes, found and locked, or why not: other schools' ids are no different from unknown ones."""

from shucai.apps.organisation.models import Delegation, Person, RoleGrant, School, Unit
from shucai.domain.problems import Refused

NOT_FOUND = Refused("R101")


def line_up(school_id: int) -> None:
    """Let the actions on the organisation of a school happen one after the other.

    Each looks at more than the row it changes (is there another administrator, is the name free), so locking that row
    alone would let two pass that together break a rule. Inserts that name the school are not held up.
    """
    School.objects.select_for_update(no_key=True).filter(pk=school_id).first()


def open_unit(unit_id: int, school_id: int) -> Unit | Refused:
    """Return a unit at work of a school, locked."""
    unit = Unit.objects.select_for_update().filter(school=school_id, pk=unit_id, closed_at=None).first()
    return unit or NOT_FOUND


def person_of(person_id: int, school_id: int) -> Person | Refused:
    """Return a person of a school, locked."""
    return Person.objects.select_for_update().filter(school=school_id, pk=person_id).first() or NOT_FOUND


def grant_of(grant_id: int, school_id: int) -> RoleGrant | Refused:
    """Return a grant of a school that was not revoked, locked."""
    line_up(school_id)
    found = RoleGrant.objects.select_for_update().filter(school=school_id, pk=grant_id, revoked_at=None)
    return found.first() or NOT_FOUND


def delegation_of(delegation_id: int, school_id: int) -> Delegation | Refused:
    """Return a delegation of a school that was not revoked, locked."""
    line_up(school_id)
    found = Delegation.objects.select_for_update().filter(school=school_id, pk=delegation_id, revoked_at=None)
    return found.first() or NOT_FOUND
