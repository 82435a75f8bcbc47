"""Working days with the holidays and the days made up for them; beyond the known years, Monday to Friday."""

from datetime import date

from shucai.domain.planning import DayKind, is_known, kind_of, next_working_day, working_days
from shucai.domain.planning.working_days import nth_working_day


def test_a_day_is_one_of_four_kinds():
    assert kind_of(date(2024, 9, 13)) is DayKind.WORKING
    assert kind_of(date(2024, 9, 14)) is DayKind.MADE_UP
    assert kind_of(date(2024, 9, 17)) is DayKind.HOLIDAY
    assert kind_of(date(2024, 9, 7)) is DayKind.WEEKEND
    assert [kind.label for kind in DayKind] == ["工作日", "周末", "节假日", "调休上班"]


def test_the_next_working_day_passes_over_a_holiday():
    assert next_working_day(date(2024, 10, 1)) == date(2024, 10, 8)
    assert next_working_day(date(2024, 10, 8)) == date(2024, 10, 8)


def test_working_days_are_counted_with_both_ends():
    assert working_days(date(2024, 9, 3), date(2024, 9, 6)) == 4
    assert working_days(date(2024, 9, 7), date(2024, 9, 8)) == 0
    assert working_days(date(2024, 9, 6), date(2024, 9, 3)) == 0
    assert nth_working_day(date(2024, 9, 7), 2) == date(2024, 9, 10)


def test_a_year_without_a_published_calendar_says_so_and_counts_monday_to_friday():
    assert is_known(date(2024, 1, 1))
    assert not is_known(date(2099, 10, 1))
    assert kind_of(date(2099, 10, 1)) is DayKind.WORKING
    assert kind_of(date(2099, 10, 3)) is DayKind.WEEKEND
