"""Until when something may be filled: the stage, a form's own days, and what the lead office extended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Moved:
    """An extension in force, by ids: of a stage, narrowed to a department or a form where these are named."""

    until: date
    stage: int | None = None
    unit: int | None = None
    form: int | None = None

    def covers(self, *, stage: int, form: int | None, units: frozenset[int]) -> bool:
        """Return whether it speaks of a form of this stage filled by these departments; what it does not name is any."""
        return (
            self.stage in {None, stage}
            and self.form in {None, form}
            and (self.unit is None or self.unit in units)
        )


@dataclass(frozen=True, slots=True)
class Due:
    """A last day, included. planned: what it would be without extensions."""

    on: date
    planned: date

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
    untils = [moved.until for moved in extensions if moved.covers(stage=stage, form=form, units=units)]
    return Due(on=max([planned, *untils]), planned=planned)


def stage_end(stage: int, ends_on: date, extensions: Iterable[Moved]) -> Due:
    """Return when a stage ends for everybody: extensions of a department or a form do not move it."""
    untils = [m.until for m in extensions if m.stage == stage and m.unit is None and m.form is None]
    return Due(on=max([ends_on, *untils]), planned=ends_on)
