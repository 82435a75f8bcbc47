"""Chinese working days. The calendar of a year is published in the autumn before; later years count Monday to Friday."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import chinese_calendar

SATURDAY = 5
ONE_DAY = timedelta(days=1)
KNOWN_YEARS = frozenset(day.year for day in (*chinese_calendar.holidays, *chinese_calendar.workdays))


class DayKind(StrEnum):
    """What a day is for those who work."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MADE_UP = "made_up"

    @property
    def label(self) -> str:
        """Return the word people read."""
        return {"working": "工作日", "weekend": "周末", "holiday": "节假日", "made_up": "调休上班"}[
            self.value
        ]

    @property
    def is_working(self) -> bool:
        """Return whether people are at work."""
        return self in {DayKind.WORKING, DayKind.MADE_UP}


def is_known(day: date) -> bool:
    """Return whether the holidays of its year are known; where not, Monday to Friday counts as working."""
    return day.year in KNOWN_YEARS


@lru_cache(maxsize=4096)  # a forecast asks for the same weeks over and over
def kind_of(day: date) -> DayKind:
    """Return what a day is."""
    is_weekend = day.weekday() >= SATURDAY
    if not is_known(day):
        return DayKind.WEEKEND if is_weekend else DayKind.WORKING
    if chinese_calendar.is_workday(day):
        return DayKind.MADE_UP if is_weekend else DayKind.WORKING
    return DayKind.HOLIDAY if chinese_calendar.get_holiday_detail(day)[1] else DayKind.WEEKEND


def next_working_day(day: date) -> date:
    """Return the day itself where people work on it, else the first one after it."""
    while not kind_of(day).is_working:
        day += ONE_DAY
    return day


def nth_working_day(first: date, number: int) -> date:
    """Return the last of a number of working days that begin on a day or after it. number: at least 1."""
    day = next_working_day(first)
    for _ in range(number - 1):
        day = next_working_day(day + ONE_DAY)
    return day


@lru_cache(maxsize=4096)  # a board asks for the same deadlines on every line
def working_days(first: date, last: date) -> int:
    """Return how many working days there are between two days, both included; 0 where they are in the wrong order."""
    return sum(kind_of(day).is_working for day in days(first, last))


def days(first: date, last: date) -> Iterator[date]:
    """Yield every day between two, both included."""
    while first <= last:
        yield first
        first += ONE_DAY
