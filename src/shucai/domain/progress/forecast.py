"""When forms will be approved by their departments at the pace so far, which of them too late, and what makes them so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil

from shucai.domain.planning import nth_working_day, working_days
from shucai.domain.progress.pace import Pace, pace_of, work_left
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import State

HAIR = 1e-9  # what adding up leaves of a working day
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Forecast:
    """When a part will be approved.

    on: the day. late: working days after its deadline, 0 where it is in time. chain: the parts that make it so, from the one
    that somebody has to move to the part itself. before: parts of that one's department that come before it.
    """

    part: OpenPart
    on: date
    late: int
    chain: tuple[OpenPart, ...]
    before: int

    @property
    def root(self) -> OpenPart:
        """Return the part that somebody has to move."""
        return self.chain[0]

    @property
    def is_crowded(self) -> bool:
        """Return whether not one form but how much its department has to do makes it late."""
        return self.before > 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a campaign will end. forecasts: of parts that are not approved, by id. paces: of departments, by id."""

    forecasts: Mapping[int, Forecast]
    paces: Mapping[int, Pace]

    @property
    def ends_on(self) -> date | None:
        """Return the day on which the last form will be approved, None where all are."""
        return max((one.on for one in self.forecasts.values()), default=None)

    @property
    def late(self) -> tuple[Forecast, ...]:
        """Return what will be late, the latest first."""
        late = [one for one in self.forecasts.values() if one.late]
        return tuple(sorted(late, key=lambda one: -one.late))

    def begins_with(self, part: OpenPart) -> OpenPart:
        """Return the part on which somebody can go on now so that a part gets further: itself, or what it waits for."""
        passed: set[int] = set()
        while True:
            passed.add(part.id)
            ahead = [one for one in self._awaited(part) if one.part.id not in passed]
            if not ahead:
                return part
            part = max(ahead, key=lambda one: one.on).part

    def _awaited(self, part: OpenPart) -> list[Forecast]:
        """Return what has to be approved before somebody can go on with a part: forms, or other departments' parts of it."""
        if part.state is State.CHECKED:
            units = () if part.key.waits else part.waits_for_units
            return [each for each in self._of_form(part) if each.part.unit_title in units]
        if part.is_returned:
            return []
        return [one for one in self.forecasts.values() if one.part.named in part.waits_for]

    def _of_form(self, part: OpenPart) -> list[Forecast]:
        return [one for one in self.forecasts.values() if one.part.form_id == part.form_id]


def outlook_of(parts: Sequence[OpenPart], today: date) -> Outlook:
    """Return when each part of a campaign will be approved by its department. parts: all of them, in the platform's order.

    A department works through its parts by deadline, those that others wait for first, at its pace; what was submitted or
    sent back waits for none of them. A part begins when its stage does and what it waits for is approved. Nothing done
    earlier makes anything later.
    """
    reckoning = _Reckoning(parts, today)
    forecasts = {part.id: reckoning.forecast(part) for part in parts if work_left(part)}
    return Outlook(forecasts, reckoning.paces)


@dataclass
class _End:
    """When a part ends, in working days from today. by: the part it waits for, where that decides."""

    at: float
    by: OpenPart | None = None


@dataclass
class _Reckoning:
    parts: Sequence[OpenPart]
    today: date
    paces: dict[int, Pace] = field(default_factory=dict[int, Pace])
    queues: dict[int, _End] = field(default_factory=dict[int, _End])
    places: dict[int, int] = field(default_factory=dict[int, int])
    ends: dict[int, _End] = field(default_factory=dict[int, _End])
    owners: dict[str, list[OpenPart]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        awaited = {named for part in self.parts for named in part.waits_for}
        by_unit: dict[int, list[OpenPart]] = defaultdict(list)
        for part in self.parts:
            by_unit[part.unit].append(part)
            if work_left(part):
                self.owners[part.named].append(part)
        for unit, those in by_unit.items():
            self.paces[unit] = pace_of(those, self.today)
            self._line_up(sorted(those, key=lambda part: (part.due_on, part.named not in awaited)))

    def _line_up(self, parts: Iterable[OpenPart]) -> None:
        """Note when each part of a department is through if it does one after the other."""
        done, place = 0.0, 0
        for part in parts:
            if left := work_left(part):
                done += left
                pace = self.paces[part.unit]
                is_next = part.is_returned or part.state is State.CHECKED
                days = left * pace.days_a_form if is_next else done / pace.per_day
                self.queues[part.id] = _End(self._opens(pace.since) + days)
                self.places[part.id] = 0 if is_next else place
                place += 1

    def _opens(self, on: date) -> int:
        return working_days(self.today, on - ONE_DAY)

    def end(self, part: OpenPart, above: frozenset[int] = frozenset()) -> _End:
        """Return when a part ends. above: parts that wait for it."""
        if part.id in self.ends:
            return self.ends[part.id]
        found, own = self.queues[part.id], work_left(part) * self.paces[part.unit].days_a_form
        begun = self._opens(part.opens_on) + own
        if begun > found.at:
            found = _End(begun)
        for named in part.waits_for:
            for other in self.owners[named]:
                if other.id not in above and other.id != part.id:
                    ended = self.end(other, above | {part.id}).at + own
                    if ended > found.at + HAIR:
                        found = _End(ended, other)
        self.ends[part.id] = found
        return found

    def forecast(self, part: OpenPart) -> Forecast:
        """Return when a part will be approved, and why not earlier."""
        on = nth_working_day(self.today, max(1, ceil(self.end(part).at - HAIR)))
        chain = [part]
        while (by := self.end(chain[0]).by) is not None and by not in chain:
            chain.insert(0, by)
        root = chain[0]
        queued = self.ends[root.id] is self.queues[root.id]
        before = self.places[root.id] if queued else 0
        return Forecast(part, on, working_days(part.due_on + ONE_DAY, on), tuple(chain), before)
