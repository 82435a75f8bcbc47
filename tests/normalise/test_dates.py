"""Rules D1 to D12 for days, months, years and academic years."""

from datetime import date

import pytest

from tests.normalise.columns import cell, field_of, message

DAY, MONTH, YEAR, SCHOOL_YEAR = (
    field_of("date"),
    field_of("yearmonth"),
    field_of("year"),
    field_of("academic_year"),
)


@pytest.mark.parametrize(
    ("typed", "rule", "level"),
    [
        ("2024-09-01", None, None),
        ("45536", "D1", "SILENT"),
        ("45536.0", "D1", "SILENT"),
        ("45536.5", "D1+D8", "ASK"),
        ("2024-9-1", "D2", "SILENT"),
        ("2024/9/1", "D2", "SILENT"),
        ("2024.9.1", "D2", "SILENT"),
        ("2024.09.01.", "D2", "SILENT"),
        ("2024年9月1日。", "D2", "SILENT"),
        ("2024．9．1", "T6+D2", "SILENT"),
        ("2024年9月1日", "D2", "SILENT"),
        ("2024 年 9 月 1 日", "D2", "SILENT"),
        ("20240901", "D2", "SILENT"),
        ("24.9.1", "D2+D5", "ASK"),
        ("二〇二四年九月一日", "D7", "SILENT"),
        ("二○二四年九月一日", "D7", "SILENT"),
        ("二零二四年九月一日", "D7", "SILENT"),
        ("二O二四年九月一日", "D7", "SILENT"),
        ("2024-09-01 00:00:00", "D8", "SILENT"),
        ("2024-09-01 08:30", "D8", "ASK"),
        ("2024/9/1 0:00", "D8+D2", "SILENT"),
    ],
)
def test_a_day_is_read_in_every_way_it_is_written(typed, rule, level):
    assert cell(DAY, typed) == (date(2024, 9, 1), rule, level)


def test_a_year_of_two_digits_takes_the_likelier_century():
    assert cell(DAY, "99.9.1") == (date(1999, 9, 1), "D2+D5", "ASK")


@pytest.mark.parametrize(
    "typed",
    [
        "9月1日",
        "09-01",
        "2024.13",
        "2024-02-30",
        "2024年9月",
        "0204-09-01",
        "九月一日",
        "2024",
        "10000",
        "2024-09-01-02",
    ],
)
def test_what_is_no_certain_day_is_refused_with_value_and_remedy(typed):
    assert cell(DAY, typed) == (None, "D6", "REJECT")
    assert typed in message(DAY, typed)


@pytest.mark.parametrize(
    ("typed", "rule", "level"),
    [
        ("2024-09", None, None),
        ("2024.09", "D3", "SILENT"),
        ("2024-9", "D3", "SILENT"),
        ("2024.09.", "D3", "SILENT"),
        ("2024年9月", "D3", "SILENT"),
        ("202409", "D3", "SILENT"),
        ("2024/09", "D3", "SILENT"),
        ("2024-09-01", "D3", "SILENT"),
        ("2024-09-15", "D3", "ASK"),
        ("二〇二四年九月", "D7", "SILENT"),
        ("24.9", "D3+D5", "ASK"),
        ("45536", "D1", "SILENT"),
    ],
)
def test_a_month_stands_on_its_first_day(typed, rule, level):
    assert cell(MONTH, typed) == (date(2024, 9, 1), rule, level)


def test_the_number_2024_1_may_have_been_october_and_is_always_asked_about():
    assert cell(MONTH, "2024.1", mark="ambiguous_month") == (date(2024, 1, 1), "D4+D3", "ASK")
    assert cell(MONTH, "2024.10") == (date(2024, 10, 1), "D3", "SILENT")
    assert cell(MONTH, "2024.11") == (date(2024, 11, 1), "D3", "SILENT")
    assert cell(field_of("number"), "2024.1", mark="ambiguous_month") == (2024.1, None, None)


@pytest.mark.parametrize("typed", ["2024", "2024.13", "2023.9—2024.6", "2023-2024", "九月"])
def test_what_is_no_certain_month_is_refused(typed):
    assert cell(MONTH, typed) == (None, "D6", "REJECT")


def test_an_open_end_is_declared_only_where_something_ends():
    for typed in ("至今", "现在", "目前", "长期", "永久"):
        assert cell(field_of("date", title="聘任终止日期"), typed) == ("NONE", "D9", "SILENT")
        assert cell(field_of("date", title="出生日期"), typed) == (None, "D9", "REJECT")
    assert "2024-09 的形式" in message(field_of("yearmonth", title="入学年月"), "至今")


@pytest.mark.parametrize(
    ("field", "typed", "value", "rule", "level"),
    [
        (YEAR, "2024", 2024, None, None),
        (YEAR, "2024.0", 2024, "N6", "SILENT"),
        (YEAR, "2024年", 2024, "D3", "SILENT"),
        (YEAR, "２０２４", 2024, "T6", "SILENT"),
        (YEAR, "二〇二四年", 2024, "D7", "SILENT"),
        (YEAR, "二〇二四级", 2024, "D7", "SILENT"),
        (YEAR, "二零二四届", 2024, "D7", "SILENT"),
        (YEAR, "二O二四年度", 2024, "D7", "SILENT"),
        (YEAR, "24级", 2024, "D5", "SILENT"),
        (YEAR, "2024届", 2024, "D5", "SILENT"),
        (YEAR, "24", 2024, "D5", "ASK"),
        (field_of("year", title="年级"), "24", 2024, "D5", "SILENT"),
        (YEAR, "2024-09-01", 2024, "D3", "ASK"),
        (YEAR, "2024年9月", 2024, "D3", "ASK"),
    ],
)
def test_a_year_has_four_digits(field, typed, value, rule, level):
    assert cell(field, typed) == (value, rule, level)


@pytest.mark.parametrize("typed", ["2023-2024", "去年", "0204", "9999", "45536"])
def test_what_is_no_year_is_refused(typed):
    assert cell(YEAR, typed) == (None, "D6", "REJECT")


@pytest.mark.parametrize(
    ("typed", "rule", "level"),
    [
        ("2023-2024", None, None),
        ("2023—2024学年", "T7+D11", "SILENT"),
        ("2023/2024", "D11", "SILENT"),
        ("23-24学年", "D11", "SILENT"),
        ("2023学年", "D11", "SILENT"),
        ("2023至2024学年度", "D11", "SILENT"),
        ("二〇二三至二〇二四学年", "D11", "SILENT"),
        ("二〇二三学年", "D11", "SILENT"),
        ("2023", "D11", "ASK"),
    ],
)
def test_an_academic_year_names_both_its_years(typed, rule, level):
    assert cell(SCHOOL_YEAR, typed) == ("2023-2024", rule, level)


@pytest.mark.parametrize("typed", ["2023-2025", "2024-2023", "本学年", "1023-1024"])
def test_what_is_no_academic_year_is_refused(typed):
    assert cell(SCHOOL_YEAR, typed) == (None, "D11", "REJECT")
