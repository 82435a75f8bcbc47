"""Ruling 1: missing, declared none and zero, for every kind of field that is required or not."""

import pytest

from shucai.domain.normalise.blanks import MISSING
from tests.normalise.columns import ETHNICITY, cell, column, field_of

OPTIONAL = (
    "text",
    "long_text",
    "name",
    "identifier",
    "id_number",
    "phone",
    "date",
    "yearmonth",
    "year",
    "money",
)


@pytest.mark.parametrize("kind", OPTIONAL)
@pytest.mark.parametrize("typed", sorted(MISSING))
def test_a_blank_word_is_missing_in_every_field_and_is_listed(kind, typed):
    value, rule, level = cell(field_of(kind), typed)
    assert (value, level) == (None, "SILENT")
    assert {"E2", "E3"} & set(rule.split("+"))


def test_an_empty_cell_is_missing_and_no_change():
    assert cell(field_of("text"), None) == (None, None, None)


@pytest.mark.parametrize("kind", OPTIONAL)
def test_none_is_declared_in_an_optional_field(kind):
    assert cell(field_of(kind), "无") == ("NONE", None, None)
    assert cell(field_of(kind), "暂无") == ("NONE", "E2", "SILENT")


@pytest.mark.parametrize("kind", ["text", "long_text"])
def test_none_is_declared_in_a_required_text(kind):
    assert cell(field_of(kind, required=True), "无") == ("NONE", None, None)
    assert cell(field_of("text", required=True), "0") == ("0", None, None)


@pytest.mark.parametrize(
    "kind", ["id_number", "identifier", "reference", "phone", "date", "yearmonth", "year"]
)
def test_none_is_refused_where_a_value_must_be_given_unless_the_definition_allows_it(kind):
    assert cell(field_of(kind, required=True), "无") == (None, "E1", "REJECT")
    assert cell(field_of(kind, required=True, none_allowed=True), "无") == ("NONE", None, None)


def test_none_is_zero_in_a_required_number():
    assert cell(field_of("count", required=True), "无") == (0, "E3", "SILENT")
    assert cell(field_of("money", required=True), "没有") == (0.0, "E3", "SILENT")
    assert cell(field_of("count", required_when="x = '有'"), "无") == (0, "E3", "SILENT")
    assert cell(field_of("count", required_when="x = '有'", blank_unless_required=True), "无") == (
        "NONE",
        None,
        None,
    )


@pytest.mark.parametrize("typed", ["0", "０", "零"])
def test_zero_is_a_count(typed):
    assert cell(field_of("count"), typed)[0] == 0


def test_zero_is_as_none_in_a_required_identifier_and_as_typed_in_an_optional_one():
    assert cell(field_of("identifier", required=True), "0") == (None, "E4", "REJECT")
    assert cell(field_of("identifier"), "0") == ("0", None, None)


@pytest.mark.parametrize("typed", ["1", "000000000000000000", "111111111111111111", "123456789012345678"])
def test_a_placeholder_in_place_of_an_identifier_is_missing_and_asked_about(typed):
    assert cell(field_of("id_number"), typed) == (None, "E4", "ASK")


@pytest.mark.parametrize(
    "typed", ["0", "1900-01-00", "1900-01-01", "1899-12-30", "0000-00-00", "1900/1/0", "60"]
)
def test_an_empty_date_of_a_spreadsheet_is_missing_and_asked_about(typed):
    assert cell(field_of("date"), typed) == (None, "E5", "ASK")


def test_zero_in_a_required_date_or_year_is_refused():
    assert cell(field_of("date", required=True), "0") == (None, "E1", "REJECT")
    assert cell(field_of("year", required=True), "0") == (None, "E1", "REJECT")
    assert cell(field_of("year"), "0") == (None, "E5", "ASK")


@pytest.mark.parametrize(
    "typed", ["是", "有", "√", "✓", "✔", "☑", "Y", "YES", "1", "TRUE", "对", "已", "yes", "1.0"]
)
def test_a_mark_of_yes_is_yes(typed):
    assert cell(field_of("boolean"), typed) == (
        True,
        None if typed == "是" else "E6",
        None if typed == "是" else "SILENT",
    )


@pytest.mark.parametrize(
    "typed", ["否", "无", "×", "✗", "✘", "☒", "N", "NO", "0", "FALSE", "未", "没有", "false"]
)
def test_a_mark_of_no_is_no(typed):
    assert cell(field_of("boolean"), typed) == (
        False,
        None if typed == "否" else "E6",
        None if typed == "否" else "SILENT",
    )


@pytest.mark.parametrize("typed", ["☐", "□"])
def test_an_unticked_box_alone_answers_nothing(typed):
    assert cell(field_of("boolean"), typed) == (None, "E6", "SILENT")


def test_another_word_is_neither_yes_nor_no():
    assert cell(field_of("boolean"), "也许") == (None, "E6", "REJECT")


def test_none_in_a_code_field_is_refused_unless_the_list_has_it():
    assert cell(field_of("code", required=True), "无", ETHNICITY) == (None, "E1", "REJECT")
    assert cell(field_of("code"), "无", ETHNICITY) == ("NONE", None, None)


def test_declared_none_has_one_entry_a_row():
    read = column(field_of("text"), ["甲", "无", None, "没有"])
    assert read.declared_none.to_list() == [False, True, False, True]
    assert read.values.to_list() == ["甲", None, None, None]
    assert read.changes.rows() == [(3, "没有", "无", "E2", "SILENT")]
