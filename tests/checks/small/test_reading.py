"""Cells that could not be read, and identifiers that do not hold: which rows, how many, in whose words."""

from datetime import date

import pytest

from shucai.domain.catalogue import Code, CodeList
from shucai.domain.checks import Result, Table, check_table
from shucai.domain.checks.reading import reading_results
from shucai.domain.examples import id_number
from tests.builders.staff import CODE_LISTS, one_field_form, staff_form, staff_table, unreadable

WRONG_DIGIT = id_number(7)[:-1] + ("0" if id_number(7)[-1] != "0" else "1")


def result_of(table: Table, name: str, code_lists=CODE_LISTS) -> Result:
    results = check_table(table, code_lists, (), today=date(2024, 9, 1))
    return next(result for result in results if result.rule == f"talent.8.1.{name}")


def counts(result: Result) -> tuple[int, int, int]:
    return result.passed, result.failed, result.open


def test_a_cell_that_could_not_be_read_fails_and_a_blank_one_is_open() -> None:
    table = staff_table(
        [{"age": 30}, {}, {}, {"age": 40}], refused={"age": unreadable(2, message="不是整数")}
    )
    result = result_of(table, "age.type")
    assert counts(result) == (2, 1, 1)
    assert result.failures.rows() == [(2, "error", "不是整数")]


def test_a_cell_with_two_problems_fails_once_with_two_findings() -> None:
    result = result_of(staff_table([{}, {}], refused={"gender": unreadable(1, 1)}), "gender.code_list")
    assert counts(result) == (0, 1, 1)
    assert result.failures["index"].to_list() == [1, 1]


def test_what_can_all_be_read_passes() -> None:
    assert counts(result_of(staff_table([{"age": 30}, {}]), "age.type")) == (1, 0, 1)


def test_a_column_that_the_table_lacks_is_not_read() -> None:
    whole = staff_table([{"staff_no": "1"}])
    table = staff_table([{"staff_no": "1"}], values=whole.values.drop("age", "id_number"))
    rules = {result.rule for result in reading_results(table, CODE_LISTS, date(2024, 9, 1))}
    assert "talent.8.1.hours.type" in rules
    assert rules.isdisjoint(
        {"talent.8.1.age.type", "talent.8.1.id_number.type", "talent.8.1.id_number.identifier"}
    )


def test_an_identifier_that_does_not_hold_fails() -> None:
    rows = [{"id_type": "居民身份证", "id_number": number} for number in (WRONG_DIGIT, id_number(7), None)]
    result = result_of(staff_table(rows), "id_number.identifier")
    assert counts(result) == (1, 1, 1)
    assert result.failures["index"].to_list() == [0]
    assert result.failures["severity"].to_list() == ["error"]


@pytest.mark.parametrize(
    ("paper", "outcome"),
    [("居民身份证", (0, 1, 0)), (None, (0, 1, 0)), ("护照", (0, 0, 1))],
    ids=["identity card", "not said", "passport"],
)
def test_only_numbers_of_identity_cards_have_a_check_digit(
    paper: str | None, outcome: tuple[int, ...]
) -> None:
    table = staff_table([{"id_type": paper, "id_number": WRONG_DIGIT}])
    assert counts(result_of(table, "id_number.identifier")) == outcome


def test_where_the_kind_of_paper_is_not_asked_or_not_coded_every_number_is_that_of_a_card() -> None:
    asked_nothing = one_field_form("id_number")
    free = staff_form().by_name["post"]
    words = staff_form(
        fields=(*asked_nothing.fields, _renamed(free, "id_type")), unique_keys=(), primary_key=()
    )
    for form in (asked_nothing, words):
        table = staff_table([{"id_number": WRONG_DIGIT}], form)
        assert counts(result_of(table, "id_number.identifier")) == (0, 1, 0)


def _renamed(field, name: str):
    parts = {slot: getattr(field, slot) for slot in field.__slots__}
    return type(field)(**{**parts, "name": name, "required": False})


def test_another_identifier_is_checked_whatever_the_paper_is() -> None:
    phone = _renamed(one_field_form("post", kind="phone").fields[0], "phone")
    form = staff_form(fields=(*staff_form().fields, phone))
    table = staff_table([{"id_type": "护照", "phone": "12345"}], form)
    assert counts(result_of(table, "phone.identifier")) == (0, 1, 0)


def test_regions_are_held_against_the_list_of_divisions_where_there_is_one() -> None:
    regions = CodeList("admin_division", "区划", (Code("320102", "玄武区"),), "示例", "public")
    table = staff_table([{"id_number": id_number(7)}, {"id_number": id_number(7, region="320102")}])
    without = result_of(table, "id_number.identifier")
    found = result_of(table, "id_number.identifier", {**CODE_LISTS, "admin_division": regions})
    assert without.failures["index"].to_list() == []
    assert found.failures["index"].to_list() == [0]
