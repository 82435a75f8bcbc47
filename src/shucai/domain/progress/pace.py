"""How fast a department gets its forms approved: what it has done so far, or what its plan asks where it has only begun."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shucai.domain.planning import working_days
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import State

WORK = {
    State.NOT_STARTED: 1.0,
    State.FILLING: 0.6,
    State.CHECKED: 0.2,
}  # of a form, until its department approves it
TRUSTED = 2  # working days of plan that the first days of history are weighed with
LEAST = (
    0.5  # of its plan is what a department is taken to do: days in which it waited for others are not its own
)
LONGEST = 1.0  # working days that a form takes once nothing stands before it
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """since: the day the department could begin. done: forms so far, parts of forms counted in; days: working days of it.

    planned: forms a working day by which everything would be in time.
    """

    since: date
    done: float
    days: int
    planned: float

    @property
    def per_day(self) -> float:
        """Return forms a working day."""
        measured = (self.done + self.planned * TRUSTED) / (self.days + TRUSTED)
        return max(measured, self.planned * LEAST)

    @property
    def days_a_form(self) -> float:
        """Return the working days that a form takes once nothing stands before it."""
        return min(1 / self.per_day, LONGEST)

    @property
    def is_measured(self) -> bool:
        """Return whether there is history: a day of it, and something done."""
        return self.days > 0 and self.done > 0


def work_left(part: OpenPart) -> float:
    """Return what is left to do of a part, 1 being a whole form; 0 where its department approved it or it fills itself."""
    return WORK.get(part.state, 0.0) if part.is_typed else 0.0


def pace_of(parts: Sequence[OpenPart], today: date) -> Pace:
    """Return the pace of a department. parts: its own, one at least. Longer deadlines make its plan no slower."""
    typed = [part for part in parts if part.is_typed] or list(parts)
    since = min(part.opens_on for part in typed)
    due = sorted(part.extended.planned if part.extended else part.due_on for part in typed)
    return Pace(
        since=since,
        done=sum(1 - work_left(part) for part in typed),
        days=working_days(since, today - ONE_DAY),
        planned=max(count / max(working_days(since, on), 1) for count, on in enumerate(due, start=1)),
    )
