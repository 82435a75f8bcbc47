"""Until when something may be filled: the stage, a form's own days, and what the lead office extended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Moved:
    """An extension in force, by ids: of a stage, narrowed to a department or a form where these are named.

    reason: what the lead office wrote for those whose deadline it moves.
    """

    until: date
    stage: int | None = None
    unit: int | None = None
    form: int | None = None
    reason: str = ""

    def covers(self, *, stage: int, form: int | None, units: frozenset[int]) -> bool:
        """Return whether it speaks of a form of this stage filled by these departments; what it does not name is any."""
        return (
            self.stage in {None, stage}
            and self.form in {None, form}
            and (self.unit is None or self.unit in units)
        )


@dataclass(frozen=True, slots=True)
class Due:
    """A last day, included. planned: what it would be without extensions; reason: of the one that moved it."""

    on: date
    planned: date
    reason: str = ""

    @property
    def is_extended(self) -> bool:
        """Return whether an extension moved it."""
        return self.on != self.planned


def first_days_end(opens_on: date, days: int) -> date:
    """Return the last of the first days of a campaign, the opening day being the first of them."""
    return opens_on + timedelta(days=days - 1)


def due_of(
    *,
    stage: int,
    form: int | None,
    units: frozenset[int],
    stage_ends_on: date,
    own_end: date | None,
    extensions: Iterable[Moved],
) -> Due:
    """Return when a form is due for some departments.

    own_end: the end of the first days where the form has a limit of its own (CAM-6). The latest extension that covers the
    form wins; none makes a deadline earlier.
    """
    planned = min(stage_ends_on, own_end) if own_end else stage_ends_on
    return _moved(planned, [one for one in extensions if one.covers(stage=stage, form=form, units=units)])


def stage_end(stage: int, ends_on: date, extensions: Iterable[Moved]) -> Due:
    """Return when a stage ends for everybody: extensions of a department or a form do not move it."""
    return _moved(ends_on, [m for m in extensions if m.stage == stage and m.unit is None and m.form is None])


def _moved(planned: date, extensions: Iterable[Moved]) -> Due:
    """Return a day as the latest of the extensions that speak of it leaves it."""
    latest = max(extensions, key=lambda moved: moved.until, default=None)
    if latest is None or latest.until <= planned:
        return Due(on=planned, planned=planned)
    return Due(on=latest.until, planned=planned, reason=latest.reason)
