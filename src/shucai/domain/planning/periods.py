"""The spans that the data of a campaign describe (CAM-1)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Periods:
    """Academic year and calendar year, first and last day included."""

    academic_starts_on: date
    academic_ends_on: date
    calendar_starts_on: date
    calendar_ends_on: date


def periods_of(year: int) -> Periods:
    """Return the spans of a campaign: 1 September to 31 August, and for money the calendar year before.

    Source: requirements CAM-1; the 2024 campaign collects 2023-09-01 to 2024-08-31 and 2023.
    """
    return Periods(
        academic_starts_on=date(year - 1, 9, 1),
        academic_ends_on=date(year, 8, 31),
        calendar_starts_on=date(year - 1, 1, 1),
        calendar_ends_on=date(year - 1, 12, 31),
    )
