"""Numbers of one family meet only in one unit."""

from datetime import date

import polars as pl
import pytest

from shucai.domain.predicates import BadPredicate, Column, Parameters, compile_predicate, parse

SCHEMA = {
    "cost": Column("cost", "number", unit="万元"),
    "paid": Column("paid", "number", unit="元"),
    "land": Column("land", "number", unit="亩"),
    "built": Column("built", "number", unit="平方米"),
    "students": Column("students", "number", unit="人"),
}
ROW = pl.DataFrame({"cost": 2.0, "paid": 20_000.0, "land": 3.0, "built": 2000.0, "students": 4.0})
PARAMETERS = Parameters(date(2023, 9, 1), date(2024, 8, 31), 2024)


@pytest.mark.parametrize(
    "text",
    [
        "in_unit(cost, '元') = paid",
        "in_unit(paid, '万元') = cost",
        "in_unit(land, '平方米') = built",
        "in_unit(cost, '元') + paid = 40000",
        "cost * 10000 / students = 5000",
        "cost = 2",
        "paid / students = 5000",
    ],
)
def test_a_number_is_converted(text: str) -> None:
    assert ROW.select(compile_predicate(parse(text), SCHEMA, PARAMETERS)).item()


@pytest.mark.parametrize(
    "text",
    ["cost = paid", "cost + paid > 0", "cost / paid > 0", "cost - paid > 0", "land < built",
     "in_unit(cost, '亩') = land", "in_unit(students, '元') = paid", "in_unit(5, '元') = paid"],
)  # fmt: skip
def test_unlike_units_do_not_meet(text: str) -> None:
    with pytest.raises(BadPredicate):
        compile_predicate(parse(text), SCHEMA, PARAMETERS)
