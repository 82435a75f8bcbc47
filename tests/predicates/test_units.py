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
    "floor": Column("floor", "number", unit="㎡"),
    "students": Column("students", "number", unit="人"),
    "lessons": Column("lessons", "number", unit="节"),
    "rate": Column("rate", "number"),
}
ROW = pl.DataFrame(
    {
        "cost": 2.0,
        "paid": 20_000.0,
        "land": 3.0,
        "built": 2000.0,
        "floor": 2000.0,
        "students": 4.0,
        "lessons": 8.0,
        "rate": 2.0,
    }
)
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
        "paid / students = cost * 2500",
        "built = floor",
        "paid / rate > cost",
        "cost = rate",
        "rate = cost",
        "greatest(cost, 1) < paid",
    ],
)
def test_a_number_is_converted(text: str) -> None:
    assert ROW.select(compile_predicate(parse(text), SCHEMA, PARAMETERS)).item()


@pytest.mark.parametrize(
    "text",
    ["cost = paid", "cost + paid > 0", "cost / paid > 0", "cost - paid > 0", "land < built",
     "in_unit(cost, '亩') = land", "in_unit(students, '元') = paid", "in_unit(5, '元') = paid",
     "in_unit(rate, '元') = paid", "in_unit(cost) = paid", "in_unit(cost, 3) = paid"],
)  # fmt: skip
def test_unlike_units_do_not_meet(text: str) -> None:
    with pytest.raises(BadPredicate):
        compile_predicate(parse(text), SCHEMA, PARAMETERS)


@pytest.mark.parametrize(
    "text",
    ["cost + 1 = paid", "1 + cost = paid", "cost - rate = paid", "-cost = paid", "abs(cost) = paid",
     "round(cost, 1) = paid", "coalesce(cost, 0) = paid", "in_unit(paid, '万元') = paid", "cost BETWEEN 1 AND paid",
     "cost IN (1, paid)"],
)  # fmt: skip
def test_what_a_number_becomes_keeps_its_unit(text: str) -> None:
    with pytest.raises(BadPredicate, match="万元"):
        compile_predicate(parse(text), SCHEMA, PARAMETERS)


def test_a_group_adds_up_in_the_unit_of_what_it_adds() -> None:
    assert ROW.select(compile_predicate(parse("sum_of(cost) = 2"), SCHEMA, PARAMETERS, per=())).item()
    with pytest.raises(BadPredicate, match="万元与元不能直接相比或相加，请用"):
        compile_predicate(parse("sum_of(cost) = paid"), SCHEMA, PARAMETERS, per=())


@pytest.mark.parametrize(
    ("unit", "wanted", "factor"),
    [
        ("千元", "元", 1000), ("万元", "元", 10_000), ("亿元", "万元", 10_000), ("元", "亿元", 1e-8),
        ("㎡", "平方米", 1), ("亩", "平方米", 2000 / 3), ("公顷", "亩", 15), ("万平方米", "公顷", 1),
        ("千册", "册", 1000), ("万册", "千册", 10), ("万人", "人", 10_000), ("TB", "GB", 1024),
        ("千字", "字", 1000), ("万字", "千字", 10),
    ],
)  # fmt: skip
def test_every_unit_converts_within_its_family(unit: str, wanted: str, factor: float) -> None:
    schema = {"n": Column("n", "number", unit=unit)}
    near = compile_predicate(
        parse(f"in_unit(n, '{wanted}') / x = 1"),
        schema,
        PARAMETERS,
        tolerance=1e-9,
        constants={"x": 3 * factor},
    )
    assert pl.DataFrame({"n": [3.0]}).select(near).item()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("in_unit(cost, '亩') = land", "万元不能换算成 亩"),
        ("in_unit(rate, '元') = paid", "没有单位的数不能换算成 元"),
        ("in_unit(lessons, '元') = paid", "节不能换算成 元"),
    ],
)
def test_what_does_not_convert_is_named(text: str, told: str) -> None:
    with pytest.raises(BadPredicate, match=told):
        compile_predicate(parse(text), SCHEMA, PARAMETERS)
