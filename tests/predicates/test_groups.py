"""Counting and adding up over the rows of a group: exact, open where a part is, refused outside a group."""

from datetime import date

import polars as pl
import pytest

from shucai.domain.predicates import BadPredicate, Column, Parameters, compile_predicate, parse

SCHEMA = {
    "staff_no": Column("staff_no", "string"),
    "main": Column("main", "boolean"),
    "hours": Column("hours", "number"),
}
PARAMETERS = Parameters(date(2023, 9, 1), date(2024, 8, 31), 2024)
ROWS = pl.DataFrame(
    {
        "staff_no": ["1", "1", "2", "2", "3", "3", None],
        "main": [True, False, True, True, None, True, True],
        "hours": [8.0, 8.0, 3.0, 4.0, 16.0, None, 20.0],
    }
)


@pytest.mark.parametrize(
    ("text", "per", "answers"),
    [
        ("count_of(main = '是') = 1", ("staff_no",), [True, True, False, False, None, None, None]),
        ("sum_of(hours) >= 16", ("staff_no",), [True, True, False, False, None, None, None]),
        ("count_of(hours > 3) = 1", ("staff_no", "main"), [True, True, True, True, None, None, None]),
        ("count_of(staff_no IS NULL) = 1", (), [True] * 7),
        ("count_of(TRUE) = 2", ("staff_no",), [True] * 6 + [None]),
        ("distinct_of(hours) = 1", ("staff_no",), [True, True, False, False, None, None, None]),
        ("list_of(text_of(hours)) = '3;4'", ("staff_no",), [False, False, True, True, None, None, None]),
        ("list_of(text_of(hours)) = '8'", ("staff_no",), [True, True, False, False, None, None, None]),
    ],
)
def test_a_group_answers_alike_in_all_its_rows(
    text: str, per: tuple[str, ...], answers: list[bool | None]
) -> None:
    compiled = compile_predicate(parse(text), SCHEMA, PARAMETERS, per=per)
    assert ROWS.select(compiled.alias("answer"))["answer"].to_list() == answers


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("count_of(main = '是') = 1", None),
        ("count_of(hours) = 1", ("staff_no",)),
        ("sum_of(main) = 1", ("staff_no",)),
        ("sum_of(hours, hours) = 1", ("staff_no",)),
        ("list_of(hours) = '8'", ("staff_no",)),
        ("list_of(staff_no) = '1'", None),
    ],
)
def test_counting_outside_a_group_or_over_the_wrong_kind_is_refused(
    text: str, per: tuple[str, ...] | None
) -> None:
    with pytest.raises(BadPredicate):
        compile_predicate(parse(text), SCHEMA, PARAMETERS, per=per)
