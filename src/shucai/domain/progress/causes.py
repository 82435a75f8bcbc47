"""What makes forms late: one cause for all that wait for the same thing, and who can change it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shucai.domain.progress.forecast import Forecast
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import KeyData, State


class Mover(StrEnum):
    """Who can get a part further."""

    FILLERS = "fillers"
    HEAD = "head"
    LEADER = "leader"
    COLLECTOR = "collector"
    LEAD_OFFICE = "lead_office"

    @property
    def label(self) -> str:
        """Return what the person is in the collection."""
        return MOVER_WORDS[self]


MOVER_WORDS = {
    Mover.FILLERS: "填报人",
    Mover.HEAD: "部门负责人",
    Mover.LEADER: "主管领导",
    Mover.COLLECTOR: "集中导入人",
    Mover.LEAD_OFFICE: "牵头部门",
}


@dataclass(frozen=True, slots=True)
class Cause:
    """What makes forms late.

    root: the part somebody has to move; where the department is crowded, the one that makes the latest late.
    late: what will be late because of it, the latest first.
    """

    root: OpenPart
    late: tuple[Forecast, ...]

    @property
    def is_crowded(self) -> bool:
        """Return whether the department has more to do than its pace allows."""
        return any(one.is_crowded for one in self.late)

    @property
    def days(self) -> int:
        """Return by how many working days the latest of them is late."""
        return self.late[0].late

    @property
    def units(self) -> int:
        """Return how many departments are late because of it."""
        return len({one.part.unit for one in self.late})


def causes_of(forecasts: Iterable[Forecast]) -> tuple[Cause, ...]:
    """Return what makes forms late, what costs most first: forms × working days. forecasts: the latest first."""
    late = [one for one in forecasts if one.late]
    awaited = {one.root.id for one in late if len(one.chain) > 1 and not one.is_crowded}
    groups: dict[tuple[bool, int], list[Forecast]] = defaultdict(list)
    for one in late:
        is_form = one.root.id in awaited and not one.is_crowded
        groups[is_form, one.root.id if is_form else one.root.unit].append(one)
    causes = [Cause(those[0].root, tuple(those)) for those in groups.values()]
    return tuple(sorted(causes, key=lambda cause: -sum(one.late for one in cause.late)))


def mover_of(part: OpenPart, today: date) -> Mover:
    """Return who can get a part further now."""
    if part.is_locked_again(today):
        return Mover.LEAD_OFFICE
    if part.state is State.CHECKED:
        return Mover.LEADER if part.key is KeyData.PUT else Mover.HEAD
    if part.collected_by is not None and not part.is_returned:
        return Mover.COLLECTOR
    return Mover.FILLERS
