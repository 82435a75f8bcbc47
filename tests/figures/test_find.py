"""A figure is found for every row that asks: exact, open where one of its rows is, nothing where nobody asks."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from shucai.domain.catalogue import Figure, Source
from shucai.domain.figures import PLACE, add_figures, compile_figures, whole_figures
from shucai.domain.predicates import BadPredicate, Column, Parameters, Schema

THERE, LISTS, OWN = Source("talent", "2"), Source("talent", "3"), Source("talent", "1")
PARAMETERS = Parameters(date(2023, 9, 1), date(2024, 8, 31), 2024)
SCHEMAS: dict[Source, Schema] = {
    OWN: {
        "key": Column("key", "string"),
        "number": Column("number", "number"),
        "keys": Column("keys", "string", multi=True),
    },
    THERE: {
        "key": Column("key", "string"),
        "pay": Column("pay", "number", unit="元"),
        "counts": Column("counts", "boolean"),
        "day": Column("day", "date"),
    },
    LISTS: {"key": Column("key", "string"), "members": Column("members", "string", multi=True)},
}
FRAMES = {
    OWN: pl.DataFrame(
        {
            "key": ["a", "b", None, "c"],
            "number": [1.0, 2.0, 3.0, None],
            "keys": ["a;b", "b", None, "z"],
            PLACE: [0, 1, 2, 3],
        }
    ),
    THERE: pl.DataFrame(
        {
            "key": ["a", "a", "b", None],
            "pay": [1.0, 2.0, 3.0, 9.0],
            "counts": [True, False, None, True],
            "day": [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), None],
            PLACE: [0, 1, 2, 3],
        }
    ),
    LISTS: pl.DataFrame({"key": ["a", "b"], "members": ["x;y;z", "x"], PLACE: [0, 1]}),
}
BY_KEY = (("key", "key"),)


def found(figure: Figure) -> list[object]:
    _, plans = compile_figures([figure], SCHEMAS[OWN], SCHEMAS.__getitem__, PARAMETERS, {"least": 2.0})
    return add_figures(FRAMES[OWN], plans, FRAMES)[figure.name].to_list()


@pytest.mark.parametrize(
    ("figure", "answers"),
    [
        (Figure("f", THERE), [4.0] * 4),
        (Figure("f", THERE, match=BY_KEY), [2.0, 1.0, None, 0.0]),
        (Figure("f", THERE, "sum(pay)", match=BY_KEY), [3.0, 3.0, None, 0.0]),
        (Figure("f", THERE, "sum(pay)", match=BY_KEY, where="counts = '是'"), [1.0, None, None, 0.0]),
        (Figure("f", THERE, "count()", where="counts = '是'"), [None] * 4),
        (Figure("f", THERE, "mean(pay)", match=BY_KEY), [1.5, 3.0, None, None]),
        (Figure("f", THERE, "value(pay)", match=BY_KEY), [None, 3.0, None, None]),
        (Figure("f", THERE, "distinct(pay)", match=BY_KEY), [2.0, 1.0, None, 0.0]),
        (
            Figure("f", THERE, "min(day)", match=BY_KEY),
            [date(2024, 1, 1), date(2024, 3, 1), None, None],
        ),
        (Figure("f", THERE, "max(pay)", match=(("key", "'a'"),)), [2.0] * 4),
        (Figure("f", THERE, "min(key)", match=(("key", "'a'"),)), ["a"] * 4),
        (Figure("f", THERE, where="pay >= least"), [3.0] * 4),
        (Figure("f", THERE, where="pay > own.number"), [3.0, 2.0, 1.0, None]),
        (Figure("f", THERE, match=(("key", "keys"),), each="keys"), [3.0, 1.0, None, 0.0]),
        (Figure("f", LISTS, split="members", match=(("members", "'x'"),)), [2.0] * 4),
        (Figure("f", LISTS, split="members"), [4.0] * 4),
        (Figure("f", LISTS, split="members", where="members = own.key"), [0.0, 0.0, None, 0.0]),
        (Figure("f", THERE, where="pay = 2.5"), [0.0] * 4),
        (Figure("f", OWN, "sum(number)"), [None] * 4),
        (Figure("f", OWN, "sum(number)", match=BY_KEY), [1.0, 2.0, None, None]),
        (Figure("f", OWN, "max(number)", where="number IS NOT NULL"), [3.0] * 4),
        (Figure("f", OWN, "count()", where="number > 1"), [None] * 4),
        (Figure("f", THERE, "max(own.number)", match=BY_KEY), [1.0, 2.0, None, None]),
        (Figure("f", THERE, "sum(pay)", match=(("pay", "number"),)), [1.0, 2.0, 3.0, None]),
        (
            Figure("f", LISTS, "sum(paid)", looked_up=(Figure("paid", THERE, "sum(pay)", match=BY_KEY),)),
            [6.0] * 4,
        ),
        (Figure("f", OWN, others=True), [3.0] * 4),
        (Figure("f", OWN, match=BY_KEY, others=True), [0.0, 0.0, None, 0.0]),
        (
            Figure(
                "f",
                LISTS,
                "sum(paid)",
                match=BY_KEY,
                looked_up=(Figure("paid", THERE, "sum(pay)", match=BY_KEY),),
            ),
            [3.0, 3.0, None, 0.0],
        ),
    ],
    ids=lambda value: f"{value.take} {value.match} {value.where}" if isinstance(value, Figure) else "",
)
def test_a_figure_is_found_for_every_row(figure: Figure, answers: list[object]) -> None:
    assert found(figure) == answers


@pytest.mark.parametrize(
    "figure",
    [
        Figure("f", THERE, "sum(day)"),
        Figure("f", THERE, "median(pay)"),
        Figure("f", THERE, "sum()"),
        Figure("f", THERE, where="pay"),
        Figure("f", THERE, match=(("pay", "key"),)),
        Figure("f", THERE, split="members"),
        Figure("number", THERE),
        Figure("least", THERE),
        Figure("f", THERE, where="own.pay > 1"),
        Figure("f", THERE, where="pay > nothing"),
        Figure("f", THERE, "count(pay)"),
        Figure("f", THERE, each="nothing"),
        Figure("f", THERE, "sum(key)"),
    ],
    ids=lambda figure: f"{figure.name} {figure.take} {figure.where}",
)
def test_a_figure_that_does_not_hold_is_refused(figure: Figure) -> None:
    with pytest.raises(BadPredicate):
        found(figure)


def test_a_figure_keeps_the_unit_and_the_kind_of_what_it_takes() -> None:
    figures = [Figure("paid", THERE, "sum(pay)"), Figure("first", THERE, "min(day)"), Figure("rows", THERE)]
    schema, _ = compile_figures(figures, SCHEMAS[OWN], SCHEMAS.__getitem__, PARAMETERS, {})
    assert [(schema[f.name].type, schema[f.name].unit) for f in figures] == [
        ("number", "元"),
        ("date", None),
        ("number", None),
    ]


def test_nothing_at_all_counts_as_nothing() -> None:
    empty = {**FRAMES, THERE: FRAMES[THERE].head(0)}
    figures = [
        Figure("n", THERE),
        Figure("s", THERE, "sum(pay)"),
        Figure("v", THERE, "value(pay)", where="pay > own.number"),
    ]
    _, plans = compile_figures(figures, SCHEMAS[OWN], SCHEMAS.__getitem__, PARAMETERS, {})
    answers = add_figures(FRAMES[OWN], plans, empty)
    assert answers.select("n", "s", "v").row(0) == (0.0, 0.0, None)


def test_a_take_that_is_none_is_told_those_there_are() -> None:
    for take in ("sum()", "median(pay)", "pay"):
        with pytest.raises(BadPredicate, match=r"应为 count\(\) 或 sum\(…\)、mean\(…\)"):
            found(Figure("f", THERE, take))


@pytest.mark.parametrize(
    ("take", "type_", "unit"),
    [
        ("count()", "number", None),
        ("distinct(pay)", "number", None),
        ("mean(pay)", "number", "元"),
        ("value(pay)", "number", "元"),
        ("max(pay + 1)", "number", "元"),
        ("min(add_days(day, 1))", "date", None),
        ("value(key)", "string", None),
        ("value(concat(key, key))", "string", None),
        ("value(counts)", "boolean", None),
    ],
)
def test_what_a_figure_is_follows_from_what_it_takes(take: str, type_: str, unit: str | None) -> None:
    schema, _ = compile_figures([Figure("f", THERE, take)], SCHEMAS[OWN], SCHEMAS.__getitem__, PARAMETERS, {})
    assert (schema["f"].name, schema["f"].type, schema["f"].unit) == ("f", type_, unit)


def coded(name: str, **labels: str) -> Column:
    codes = {code: label for label, code in labels.items()}
    return Column(
        name, "string", labels={label: (code,) for label, code in labels.items()}, code_labels=codes
    )


def test_codes_of_two_lists_are_not_matched_but_labels_and_plain_text_are() -> None:
    own = {"a": coded("a", 男="1", 女="2"), "b": coded("b", 男="M", 女="F"), "text": Column("text", "string")}

    def matched(theirs: str, ours: str) -> None:
        compile_figures([Figure("f", OWN, match=((theirs, ours),))], own, lambda _: own, PARAMETERS, {})

    with pytest.raises(BadPredicate, match="两个代码表不同"):
        matched("a", "b")
    for theirs, ours in (("a", "a"), ("a", "text"), ("text", "b"), ("label_of(a)", "label_of(b)")):
        matched(theirs, ours)


def test_a_figure_goes_on_from_the_one_before_it() -> None:
    figures = [Figure("paid", THERE, "sum(pay)", match=BY_KEY), Figure("less", THERE, where="pay < own.paid")]
    _, plans = compile_figures(figures, SCHEMAS[OWN], SCHEMAS.__getitem__, PARAMETERS, {})
    assert add_figures(FRAMES[OWN], plans, FRAMES)["less"].to_list() == [2.0, 2.0, None, 0.0]


def test_figures_over_whole_forms_are_found_once_for_all_where_their_form_is_at_hand() -> None:
    figures = [
        Figure("pay", THERE, "sum(pay)"), Figure("rows", THERE), Figure("lists", LISTS), Figure("own", THERE, match=BY_KEY),
    ]  # fmt: skip
    _, plans = compile_figures(figures, SCHEMAS[OWN], SCHEMAS.__getitem__, PARAMETERS, {})
    known = whole_figures(plans, {THERE: FRAMES[THERE]})
    assert {plan.name: series.to_list() for plan, series in known.items()} == {"pay": [15.0], "rows": [4.0]}
    counted = add_figures(FRAMES[OWN], plans[1:2], {}, known)
    assert counted["rows"].to_list() == [4.0] * 4


@pytest.mark.parametrize(("apart", "where"), [("split", "taught = '男'"), ("each", "own.taught = '男'")])
def test_a_field_of_several_codes_is_compared_once_it_is_taken_apart(apart: str, where: str) -> None:
    own = {"taught": replace(coded("taught", 男="1", 女="2"), multi=True)}
    rows = pl.DataFrame({"taught": ["1;2", "2", "1"], PLACE: [0, 1, 2]})

    def answers(figure: Figure) -> list[float]:
        _, plans = compile_figures([figure], own, lambda _: own, PARAMETERS, {})
        return add_figures(rows, plans, {OWN: rows})["f"].to_list()

    with pytest.raises(BadPredicate, match="请用 includes"):
        answers(Figure("f", OWN, where=where))
    assert (
        answers(Figure("f", OWN, where=where, **{apart: "taught"}))
        == {
            "split": [2.0, 2.0, 2.0],
            "each": [3.0, 0.0, 3.0],
        }[apart]
    )


def test_every_row_gets_its_own_answer_also_among_many() -> None:
    rows = pl.DataFrame(
        {"key": ["a"] * 300, "number": [float(n * 7 % 300) for n in range(300)], PLACE: range(300)}
    )
    for match in ((), BY_KEY):
        figure = Figure("below", OWN, where="number < own.number", match=match, others=True)
        _, plans = compile_figures([figure], SCHEMAS[OWN], SCHEMAS.__getitem__, PARAMETERS, {})
        assert add_figures(rows, plans, {OWN: rows})["below"].to_list() == rows["number"].to_list()
