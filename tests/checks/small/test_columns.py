"""Whole columns that look wrong: one value down a column, and texts all cut at the same length."""

from dataclasses import replace

import pytest

from shucai.domain.catalogue import Form
from shucai.domain.checks.general import general_checks
from tests.builders.staff import FIELDS, staff_form
from tests.checks.small.test_continuity import answer, form_of, holds

BY_NAME = {field.name: field for field in FIELDS}
VARIED = replace(BY_NAME["born"], varies=True)
PROSE = replace(BY_NAME["post"], name="text", required=True)
FORM = form_of(BY_NAME["staff_no"], VARIED, PROSE)


def asked(form: Form, rule: str) -> set[str]:
    return {check.fields[0] for check in general_checks(form) if check.id.endswith(f".{rule}")}


def test_only_columns_that_vary_from_row_to_row_are_asked_for_it() -> None:
    assert asked(FORM, "uniform") == {"born"}
    assert asked(form_of(VARIED, cardinality="one", primary_key=()), "uniform") == set()


@pytest.mark.parametrize(
    ("years", "verdict"),
    [([2000] * 19, True), ([2000] * 20, False), ([2000] * 20 + [2001], True), ([2000] * 20 + [None], None)],
)
def test_one_value_down_twenty_rows_was_filled_down(years: list[int | None], verdict: bool | None) -> None:
    assert holds(FORM, "born.uniform", [{"born": year} for year in years], []) is verdict


@pytest.mark.parametrize(
    ("changed", "is_asked"),
    [
        ({}, True),
        ({"kind": "long_text"}, True),
        ({"max_length": 30}, True),
        ({"max_length": 29}, False),
        ({"required": False}, False),
        ({"kind": "name"}, False),
        ({"type": "integer"}, False),
    ],
)
def test_only_free_text_with_room_is_looked_at_for_cuts(changed: dict[str, object], is_asked: bool) -> None:
    assert asked(form_of(BY_NAME["staff_no"], replace(PROSE, **changed)), "cut") == (
        {"text"} if is_asked else set()
    )


def test_a_form_of_one_row_has_no_column_to_be_cut() -> None:
    assert asked(staff_form(fields=(PROSE,), cardinality="one", primary_key=()), "cut") == set()


@pytest.mark.parametrize(
    ("lengths", "verdict"),
    [
        ([15] * 11 + [3] * 9, False),
        ([15] * 10 + [3] * 10, True),
        ([14] * 20, True),
        ([15] * 19, True),
        ([15] * 19 + [None] * 9, True),
        ([15] * 11 + [3] * 9 + [None] * 9, False),
    ],
    ids=["over half", "half", "short", "few rows", "few that are filled", "blanks do not count"],
)
def test_half_of_twenty_long_texts_ending_alike_were_cut(lengths: list[int | None], verdict: bool) -> None:
    rows = [{"text": None if length is None else "长" * length} for length in lengths]
    assert holds(FORM, "text.cut", rows, []) is verdict
    if not verdict:
        message = answer(FORM, "text.cut", rows, []).failures["message"][0]
        assert message.startswith("「岗位」半数以上恰好都是 15 个字")
