"""What a school knows before a roster comes: departments, people, roles, forms, and what its bringer may grant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from shucai.domain.access import Position, Role


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A department at work."""

    id: int
    title: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the school. protected: an account the bringer may not touch."""

    id: int
    staff_no: str
    name: str
    login: str
    unit_id: int | None
    is_open: bool
    protected: bool = False


@dataclass(frozen=True, slots=True)
class KnownGrant:
    """A role in force or to come."""

    id: int
    person_id: int
    role: Role
    unit_id: int | None
    position: Position | None
    forms: frozenset[str]
    may_import: bool
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True)
class Known:
    """All of it. units: by name_key. people: by staff number. logins: in small letters -> staff number, blank for others.

    forms: code -> id. grantable: the roles the bringer may grant.
    """

    units: Mapping[str, KnownUnit]
    people: Mapping[str, KnownPerson]
    logins: Mapping[str, str]
    grants: tuple[KnownGrant, ...]
    forms: Mapping[str, str]
    grantable: frozenset[Role]
    today: date

    def grant_of(self, person_id: int, role: Role, unit_id: int | None) -> KnownGrant | None:
        """Return the role somebody has or will have in a department."""
        return next(
            (g for g in self.grants if (g.person_id, g.role, g.unit_id) == (person_id, role, unit_id)), None
        )
