"""Numbers that are unusual: by the others of their column, and by last year's of the same row."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shucai.domain.catalogue import Field, Form
from shucai.domain.rows.outlying import Outlying, outlying, plain
from tests.builders.kinds import FORM as ANY


def form(**more: object) -> Form:
    fields = (
        Field("code", "编号", "string", "identifier"),
        Field("hours", "学时", "integer", "count"),
        Field("money", "金额", "number", "money"),
    )
    parts = {name: getattr(ANY, name) for name in ANY.__dataclass_fields__}
    return Form(**{**parts, "fields": fields, "primary_key": ("code",), "cardinality": "many", **more})


def rows(hours: list[str | None], money: list[str | None] | None = None) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "#uid": [f"u{n}" for n in range(len(hours))],
            "code": [f"c{n}" for n in range(len(hours))],
            "hours": hours,
            "money": money or [None] * len(hours),
        },
        schema={"#uid": pl.String, "code": pl.String, "hours": pl.String, "money": pl.String},
    )


USUAL = [str(40 + n) for n in range(15)]


def test_a_number_far_from_the_others_is_told_with_the_usual_range():
    (found,) = outlying(form(), rows([*USUAL, "4800"]))
    assert (found.uid, found.field) == ("u15", "hours")
    assert "明显偏高，本栏多数在 " in found.words


def test_few_numbers_are_no_measure():
    assert outlying(form(), rows(["1", "2", "9000"])) == []


def test_last_years_numbers_are_a_measure_too():
    now, before = rows(["4800", "44"]), rows(USUAL).drop("#uid").with_columns(code=pl.lit("past"))
    assert [one.uid for one in outlying(form(), now, before)] == ["u0"]


def test_a_skewed_column_is_judged_by_the_order_of_magnitude():
    money = [str(10 ** (n / 4)) for n in range(20)]
    assert outlying(form(), rows(["1"] * 20, money)) == []


def test_ten_times_last_year_is_told():
    now, before = rows(["500", "30", "3"]), rows(["50", "29", "60"]).drop("#uid")
    assert [(one.uid, one.words) for one in outlying(form(), now, before)] == [
        ("u0", "是上年的 10 倍"),
        ("u2", "只有上年的 20 分之一"),
    ]


def test_a_form_of_one_row_is_compared_without_a_key():
    single = form(cardinality="one", primary_key=())
    now, before = rows(["500"]), rows(["5"]).drop("#uid").with_columns(code=pl.lit("other"))
    assert [one.times for one in outlying(single, now, before)] == [100]


@pytest.mark.parametrize("text", ["无", "1e400", "", "十二"])
def test_what_is_no_number_is_left(text):
    assert outlying(form(), rows([*USUAL, text])) == []


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=40))
def test_the_order_of_rows_does_not_matter(numbers):
    texts: list[str | None] = [str(number) for number in numbers]
    there = {(one.value) for one in outlying(form(), rows(texts))}
    back = {(one.value) for one in outlying(form(), rows(texts[::-1]))}
    assert there == back


@given(st.lists(st.integers(0, 50), min_size=12, max_size=40))
def test_never_more_than_half_are_unusual(numbers):
    found: list[Outlying] = outlying(form(), rows([str(number) for number in numbers]))
    assert len(found) * 2 <= len(numbers)


@pytest.mark.parametrize(
    ("number", "text"), [(12.0, "12"), (0.5, "0.5"), (1234.567, "1,234.57"), (2e6, "2,000,000")]
)
def test_numbers_are_written_as_people_write_them(number, text):
    assert plain(number) == text
