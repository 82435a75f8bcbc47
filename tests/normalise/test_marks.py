"""Cells whose text tells less than the sheet did: F2, F6."""

import pytest

from tests.normalise.columns import ETHNICITY, cell, column, field_of, message

KINDS = [
    "text",
    "id_number",
    "count",
    "money",
    "boolean",
    "date",
    "yearmonth",
    "year",
    "academic_year",
    "code",
]
DEPARTMENT = field_of("text", title="部门", fill_down=True)


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_cell_is_refused_in_every_column(kind):
    codes = ETHNICITY if kind == "code" else None
    assert cell(field_of(kind), None, codes, mark="error", shown="#N/A") == (None, "F2", "REJECT")
    assert cell(field_of(kind), "#REF!", codes, mark="error") == (None, "F2", "REJECT")
    assert "#N/A" in message(field_of(kind), None, codes, mark="error", shown="#N/A")


@pytest.mark.parametrize("kind", KINDS)
def test_a_formula_that_was_never_calculated_is_refused(kind):
    codes = ETHNICITY if kind == "code" else None
    assert cell(field_of(kind), None, codes, mark="no_value") == (None, "F2", "REJECT")
    assert "打开保存一次" in message(field_of(kind), None, codes, mark="no_value")


def test_a_refused_cell_is_listed_with_what_the_sheet_shows():
    read = column(field_of("count"), ["1", None], marks=[(1, "error", "#DIV/0!")])
    assert read.rejects.select("index", "value").rows() == [(1, "#DIV/0!")]
    assert read.values.to_list() == [1, None]


def test_a_column_to_fill_down_takes_the_value_from_above_silently():
    read = column(
        DEPARTMENT,
        ["教务处", None, None, "学工处", None],
        marks=[(1, "merged", None), (2, "merged", None), (4, "merged", None)],
    )
    assert read.values.to_list() == ["教务处", "教务处", "教务处", "学工处", "学工处"]
    assert read.changes.rows() == [
        (row, None, after, "F6", "SILENT") for row, after in ((1, "教务处"), (2, "教务处"), (4, "学工处"))
    ]


def test_a_merge_in_another_column_is_asked_about():
    read = column(field_of("text"), ["教务处", None], marks=[(1, "merged", None)])
    assert read.values.to_list() == ["教务处", "教务处"]
    assert read.changes.rows() == [(1, None, "教务处", "F6", "ASK")]


def test_a_merged_value_is_normalised_in_every_row_it_covers():
    read = column(DEPARTMENT, ["教务处 ", None], marks=[(1, "merged", None)])
    assert read.values.to_list() == ["教务处", "教务处"]
    assert read.changes["rule"].to_list() == ["T3", "F6+T3"]


def test_a_merge_of_a_question_stays_a_question():
    read = column(field_of("date", fill_down=True), ["24.9.1", None], marks=[(1, "merged", None)])
    assert read.changes["level"].to_list() == ["ASK", "ASK"]


def test_a_merge_of_an_empty_or_refused_cell_spreads_just_that():
    empty = column(DEPARTMENT, ["学工处", None, None], marks=[(2, "merged", None)])
    assert empty.values.to_list() == ["学工处", None, None]
    assert empty.changes.height == 0
    error = column(DEPARTMENT, [None, None], marks=[(0, "error", "#N/A"), (1, "merged", None)])
    assert error.rejects.select("index", "value").rows() == [(0, "#N/A"), (1, "#N/A")]


def test_a_merge_whose_first_cell_is_not_in_the_table_stays_blank():
    read = column(DEPARTMENT, [None, "学工处"], marks=[(0, "merged", None)])
    assert read.values.to_list() == [None, "学工处"]
    assert read.changes.height == 0
