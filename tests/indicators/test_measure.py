"""An indicator is open where a blank or a zero leaves it open, rounded half up, and given once for every group."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from shucai.domain.catalogue import Figure, Source
from shucai.domain.catalogue.indicator import Grouping, Indicator
from shucai.domain.figures import PLACE
from shucai.domain.indicators import compile_indicator, measure
from shucai.domain.predicates import BadPredicate, Column, Parameters

PEOPLE, SCHOOL = Source("talent", "1"), Source("talent", "2")
PARAMETERS = Parameters(date(2023, 9, 1), date(2024, 8, 31), 2024)
SCHEMAS = {
    PEOPLE: {
        "unit": Column(
            "unit", "string", labels={"东": ("1",), "西": ("2",)}, code_labels={"1": "东", "2": "西"}
        ),
        "pay": Column("pay", "number", unit="元"),
        "works": Column("works", "boolean"),
    },
    SCHOOL: {"total": Column("total", "number"), "kind": Column("kind", "string")},
}
WORKING = Figure("working", PEOPLE, where="works = '是'")
EVERYBODY = Figure("everybody", PEOPLE)
SHARE = Indicator("talent", "share", "比例", "%", (WORKING, EVERYBODY), "working / everybody * 100")
BY_UNIT = (("unit", "unit"),)


def people(*rows):
    columns = {"unit": pl.String, "pay": pl.Float64, "works": pl.Boolean, PLACE: pl.Int64}
    return pl.DataFrame([(*row, place) for place, row in enumerate(rows)], schema=columns, orient="row")


def measured(indicator, *rows, **school):
    frames = {PEOPLE: people(*rows), SCHOOL: pl.DataFrame({"total": [None], "kind": [None], **school})}
    return measure(compile_indicator(indicator, SCHEMAS.__getitem__, PARAMETERS), frames)


def value(indicator, *rows, **school):
    (one,) = measured(indicator, *rows, **school)
    return one.value


def test_a_share_counts_the_rows():
    assert value(SHARE, ("1", 1.0, True), ("1", 1.0, False), ("2", 1.0, True)) == 66.67


def test_one_blank_leaves_the_whole_open():
    assert value(SHARE, ("1", 1.0, True), ("1", 1.0, None)) is None


def test_over_nobody_there_is_no_share():
    assert value(SHARE) is None


def test_numerator_and_denominator_are_shown_beside_it():
    shown = replace(SHARE, numerator="working", denominator="everybody")
    (one,) = measured(shown, ("1", 1.0, True), ("1", 1.0, False))
    assert (one.numerator, one.denominator) == (1.0, 2.0)
    (none,) = measured(shown)
    assert (none.value, none.denominator) == (None, 0.0)


@pytest.mark.parametrize(
    ("pay", "places", "rounded"), [(2.345, 2, 2.35), (2.5, 0, 3.0), (-2.345, 2, -2.35), (1.005, 2, 1.01)]
)
def test_it_is_rounded_half_up(pay, places, rounded):
    indicator = Indicator(
        "talent", "pay", "工资", "元", (Figure("paid", PEOPLE, "sum(pay)"),), "paid", places=places
    )
    assert value(indicator, ("1", pay, True)) == rounded


def test_it_is_given_for_every_group_with_the_label_of_its_code():
    grouped = replace(
        SHARE,
        figures=tuple(replace(figure, match=BY_UNIT) for figure in SHARE.figures),
        per=Grouping(PEOPLE, "unit"),
    )
    answers = measured(grouped, ("2", 1.0, True), ("1", 1.0, False), (None, 1.0, True), ("2", 1.0, False))
    assert [(one.group, one.value) for one in answers] == [("1 东", 0.0), ("2 西", 50.0)]
    assert measured(grouped) == []


@pytest.mark.parametrize(
    ("total", "kind", "qualified"),
    [
        (9.0, "理工", False),
        (10.0, "理工", True),
        (9.0, "综合", True),
        (9.0, "艺术", None),
        (None, "理工", None),
        (9.0, None, None),
    ],
)
def test_the_line_may_depend_on_the_school(total, kind, qualified):
    figures = (Figure("amount", SCHOOL, "value(total)"), Figure("kind_of_school", SCHOOL, "value(kind)"))
    line = "CASE WHEN kind_of_school = '理工' THEN 10 WHEN kind_of_school = '综合' THEN 8 END"
    indicator = Indicator("talent", "amount", "数量", "个", figures, "amount", at_least=line)
    (one,) = measured(indicator, total=[total], kind=[kind])
    assert one.qualified is qualified


def test_a_line_above_and_one_below():
    indicator = replace(SHARE, at_least="40", at_most="60")
    outcomes = [
        measured(indicator, *[("1", 1.0, number < working) for number in range(4)])[0].qualified
        for working in (1, 2, 3)
    ]
    assert outcomes == [False, True, False]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"value": "everybody > 1"}, "不是数"),
        ({"value": "nobody"}, "没有字段 nobody"),
        ({"at_least": "'多'"}, "不是数"),
        ({"per": Grouping(PEOPLE, "room")}, "没有字段 room"),
        ({"figures": (Figure("paid", PEOPLE, "sum(pay)"),), "value": "paid", "unit": "万元"}, "in_unit"),
    ],
)
def test_what_does_not_hold_is_refused(changes, told):
    with pytest.raises(BadPredicate, match=told):
        compile_indicator(replace(SHARE, **changes), SCHEMAS.__getitem__, PARAMETERS)
