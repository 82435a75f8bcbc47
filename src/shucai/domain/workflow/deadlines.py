"""When a form is due for a department: the end of its stage, its own limit, and what was extended (CAM-2, CAM-6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Extension:
    """A deadline moved. stage, unit, form: what it is narrowed to, None for any; inclusive until."""

    until: date
    stage: int | None = None
    unit: int | None = None
    form: int | None = None

    @property
    def is_of_the_stage_alone(self) -> bool:
        """Return whether it moves the end of a stage for everybody."""
        return self.unit is None and self.form is None


@dataclass(frozen=True, slots=True)
class Deadline:
    """What sets the date: the stage and its last day, the form, the department, and the form's own limit.

    opens_on: when the campaign opens. within_days: days after that, None where the form has no limit of its own.
    """

    stage: int
    ends_on: date
    form: int
    unit: int | None
    opens_on: date
    within_days: int | None = None


def due_on(deadline: Deadline, extensions: Iterable[Extension]) -> date:
    """Return the last day on which the form may be filled.

    The latest extension that applies wins; none shortens. One of the stage alone moves the end of the stage and
    leaves a form's own limit (基础数据 within one week) as it is; one that names the department or the form moves both.
    """
    applying = [extension for extension in extensions if _applies(extension, deadline)]
    ends_on = max([deadline.ends_on, *(e.until for e in applying if e.is_of_the_stage_alone)])
    if deadline.within_days is not None:
        ends_on = min(ends_on, deadline.opens_on + timedelta(days=deadline.within_days))
    return max([ends_on, *(e.until for e in applying if not e.is_of_the_stage_alone)])


def _applies(extension: Extension, deadline: Deadline) -> bool:
    return all(
        narrowed is None or narrowed == own
        for narrowed, own in (
            (extension.stage, deadline.stage),
            (extension.unit, deadline.unit),
            (extension.form, deadline.form),
        )
    )
