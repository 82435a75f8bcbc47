"""What was left of a campaign day by day, what should have been by its deadlines, and what the forecast says will be."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shucai.domain.todos import OpenPart

ONE_DAY = timedelta(days=1)
Turn = tuple[date, bool]  # the day of a decision, and whether the part was approved by it


@dataclass(frozen=True, slots=True)
class BurnDown:
    """Forms that are not approved by their departments at the end of each day.

    days: from the first of filling to the last deadline or forecast. left: until today; planned: by deadlines, for every
    day; coming: as forecast, from today on.
    """

    count: int
    days: tuple[date, ...]
    left: tuple[int, ...]
    planned: tuple[int, ...]
    coming: tuple[int, ...]

    @property
    def planned_now(self) -> int:
        """Return how many forms should be left now: those whose last day is over should not."""
        return self.planned[len(self.left) - 2] if len(self.left) > 1 else self.count


def burn_down(
    parts: Sequence[OpenPart], turns: Mapping[int, Sequence[Turn]], ends: Iterable[date], today: date
) -> BurnDown | None:
    """Return how a campaign burns down; None before its first day.

    parts: each form once, by its leading department. turns: part -> its approvals and what took them back, in the order of
    time. ends: the days on which those that are left will be approved.
    """
    ahead = sorted(ends)
    first = min((part.opens_on for part in parts), default=today + ONE_DAY)
    if first > today:
        return None
    last = max([today, *(part.due_on for part in parts), *ahead])
    days = tuple(first + number * ONE_DAY for number in range((last - first).days + 1))
    past = [day for day in days if day < today]
    now = sum(not part.state.is_complete for part in parts)
    left = [sum(not _approved(part, turns.get(part.id, ()), day) for part in parts) for day in past]
    return BurnDown(
        count=len(parts),
        days=days,
        left=(*left, now),
        planned=tuple(sum(part.due_on > day for part in parts) for day in days),
        coming=tuple(now - bisect_right(ahead, day) * (day > today) for day in days if day >= today),
    )


def _approved(part: OpenPart, turns: Sequence[Turn], day: date) -> bool:
    """Return whether a part was approved at the end of a day; without decisions it goes by how long it has stood so."""
    known = [approved for on, approved in turns if on <= day]
    if turns:
        return bool(known) and known[-1]
    return part.state.is_complete and part.since is not None and part.since.date() <= day
