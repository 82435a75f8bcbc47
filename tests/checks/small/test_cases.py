"""Rows that fail a rule together are one case: for a checked workbook, an import and the grid alike."""

import polars as pl

from shucai.domain.checks.sets import first_of_cases, shared_by
from shucai.toolkit import find_form

FORM = find_form("1.5.4", 2024)
DOUBLE = next(rule for rule, fields in shared_by(FORM).items() if fields == ("id_no",))
EMPTY = "talent.1.5.4.name.required"


def firsts(values: pl.DataFrame, *found: tuple[str, int]) -> list[int]:
    return first_of_cases(FORM, pl.DataFrame(found, schema=["rule", "index"], orient="row"), values).to_list()


def test_rows_with_the_same_number_are_one_case_and_others_each_their_own():
    values = pl.DataFrame({"id_no": ["甲", "乙", "甲", "乙", "丙"]})
    found = ((DOUBLE, 3), (DOUBLE, 2), (EMPTY, 2), (DOUBLE, 1), (DOUBLE, 0), (EMPTY, 4))
    assert firsts(values, *found) == [1, 0, 2, 1, 0, 4]


def test_blank_cells_are_alike():
    assert firsts(pl.DataFrame({"id_no": ["甲", None, None]}), (DOUBLE, 1), (DOUBLE, 2)) == [1, 1]


def test_each_row_is_a_case_of_its_own_where_what_they_share_is_not_there():
    assert firsts(pl.DataFrame({"name": ["甲", "甲"]}), (DOUBLE, 0), (DOUBLE, 1)) == [0, 1]


def test_without_findings_there_are_no_cases():
    assert first_of_cases(
        FORM, pl.DataFrame(schema={"rule": pl.String, "index": pl.UInt32}), pl.DataFrame()
    ).is_empty()
