"""Rows in the order of a column: texts by their readings, numbers by their size, blanks last either way."""

import polars as pl
import pytest

from shucai.domain.catalogue import Department, Field, Form
from shucai.domain.rows.looking import in_order

FORM = Form(
    platform="talent",
    code="9.9.1",
    title="示例表",
    edition=2024,
    group=("示例",),
    kind="ordinary",
    cardinality="many",
    period="academic_year",
    departments=(Department("教务处"),),
    fields=(Field("name", "姓名", "string", "name"), Field("score", "成绩", "number", "count")),
    primary_key=("name",),
)
ROWS = pl.DataFrame(
    {"name": ["张例", None, "安例", "白例"], "score": ["9", "10", None, "2"]},
    schema={"name": pl.String, "score": pl.String},
)


@pytest.mark.parametrize(
    ("name", "descending", "expected"),
    [
        ("name", False, ["安例", "白例", "张例", None]),
        ("name", True, ["张例", "白例", "安例", None]),
        ("score", False, ["2", "9", "10", None]),
        ("score", True, ["10", "9", "2", None]),
    ],
)
def test_rows_are_put_in_order(name, descending, expected):
    assert in_order(FORM, ROWS, name, descending=descending)[name].to_list() == expected


def test_rows_alike_stay_in_their_order():
    rows = pl.DataFrame({"name": ["乙", "甲", "甲"], "score": ["1", "2", "3"]})
    assert in_order(FORM, rows, "name", descending=False)["score"].to_list() == ["2", "3", "1"]
