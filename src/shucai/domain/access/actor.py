"""An actor: a person with the grants that are in force today, own and delegated."""

from collections.abc import Iterable
from dataclasses import dataclass

from shucai.domain.access.roles import Position, Role


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in force.

    unit: the department it is held in; None for the whole school.
    forms: ids such as talent.1.4.1; empty means every form of the unit.
    may_import: whether files may be brought in (FIL-2: 部分有导入权限).
    on_behalf_of: the person who delegated it, None where it is the actor's own.
    """

    role: Role
    unit: int | None = None
    forms: frozenset[str] = frozenset()
    position: Position | None = None
    may_import: bool = True
    on_behalf_of: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. The grants are those in force at the moment of the request; expired ones are never handed in."""

    person: int
    school: int
    name: str
    grants: tuple[Grant, ...] = ()

    def held(self, roles: Iterable[Role]) -> tuple[Grant, ...]:
        """Return the grants of some roles."""
        wanted = frozenset(roles)
        return tuple(grant for grant in self.grants if grant.role in wanted)

    @property
    def roles(self) -> frozenset[Role]:
        """Return the roles held, own and delegated."""
        return frozenset(grant.role for grant in self.grants)
