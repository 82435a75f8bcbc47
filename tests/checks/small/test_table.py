"""A table keeps beside its values where nothing was declared, what could not be read, and which file a row is of."""

import polars as pl

from shucai.domain.figures import PLACE
from tests.builders.staff import staff_form, staff_table, unreadable

ROWS = [
    {"staff_no": "1", "nickname": "甲", "post": "教师"},
    {"nickname": "乙"},
    {"staff_no": "3", "post": "教师"},
]


def test_the_frame_says_where_none_was_declared_and_what_was_refused() -> None:
    table = staff_table(
        ROWS, none={"post": pl.Series([False, True, False])}, refused={"staff_no": unreadable(1)}
    )
    frame = table.frame
    assert frame["post#none"].to_list() == [False, True, False]
    assert frame["staff_no#refused"].to_list() == [False, True, False]
    assert frame["hours#none"].to_list() == frame["hours#refused"].to_list() == [False] * 3


def test_rows_of_several_files_of_a_form_are_told_apart() -> None:
    assert staff_table(ROWS).frame[PLACE].to_list() == [0, 1, 2]
    assert staff_table(ROWS, part=2).frame[PLACE].to_list() == [2_000_000_000, 2_000_000_001, 2_000_000_002]


def test_a_row_is_called_by_its_key_as_typed() -> None:
    assert staff_table(ROWS).keys.to_list() == ["1", "（空）", "3"]
    form = staff_form(primary_key=("nickname", "post"))
    assert staff_table(ROWS, form).keys.to_list() == ["甲 / 教师", "乙 / （空）", "（空） / 教师"]
    assert staff_table(ROWS, staff_form(primary_key=())).keys.to_list() == ["1", "（空）", "3"]


def test_the_parts_of_a_key_that_a_table_lacks_are_left_out() -> None:
    form = staff_form(primary_key=("staff_no", "post"))
    table = staff_table(ROWS, form)
    assert staff_table(ROWS, form, typed=table.typed.drop("post")).keys.to_list() == ["1", "（空）", "3"]


def test_combinations_stand_once_and_without_blanks() -> None:
    table = staff_table([*ROWS, ROWS[0]])
    assert sorted(table.combinations(["post"])) == ["教师"]
    assert sorted(table.combinations(["staff_no", "post"])) == ["1␟教师", "3␟教师"]
    assert table.combinations(["post"]) is table.combinations(("post",)), "made once for all who ask"
