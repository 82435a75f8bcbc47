"""A statement about a school holds, does not hold, or is left open by a blank; its message carries the numbers."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from shucai.domain.catalogue import Figure, Source
from shucai.domain.catalogue.workflow import Statement
from shucai.domain.figures import PLACE
from shucai.domain.indicators import answer, compile_statement
from shucai.domain.predicates import BadPredicate, Column, Parameters

ROWS = Source("talent", "1")
PARAMETERS = Parameters(date(2023, 9, 1), date(2024, 8, 31), 2024)
SCHEMAS = {ROWS: {"done": Column("done", "boolean")}}
DONE = Figure("done", ROWS, where="done = '是'")
STATEMENT = Statement(
    "做完的够多", (DONE,), "done >= least", "做完的只有 {done} 行，至少 {least} 行", {"least": 2.0}
)


def answered(statement, *done):
    frame = pl.DataFrame(
        {"done": done, PLACE: range(len(done))}, schema={"done": pl.Boolean, PLACE: pl.Int64}
    )
    return answer(compile_statement(statement, SCHEMAS.__getitem__, PARAMETERS), {ROWS: frame})


@pytest.mark.parametrize(
    ("done", "holds"),
    [((True, True), True), ((True, False), False), ((), False), ((True, None), None)],
)
def test_it_holds_or_not_or_is_open(done, holds):
    assert answered(STATEMENT, *done).holds is holds


def test_the_message_carries_figures_and_limits():
    assert answered(STATEMENT, True, False).message == "做完的只有 1 行，至少 2 行"
    assert answered(STATEMENT, None).message == "做完的只有 空 行，至少 2 行"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"require": "done"}, "结果不是真假"),
        ({"require": "gone > 1"}, "没有字段 gone"),
        ({"message": "有 {gone} 行"}, "没有 {gone} 这个数"),
        ({"figures": (Figure("done", ROWS, where="gone = '是'"),)}, "没有字段 gone"),
    ],
)
def test_what_does_not_hold_is_refused(changes, told):
    with pytest.raises(BadPredicate, match=told):
        compile_statement(replace(STATEMENT, **changes), SCHEMAS.__getitem__, PARAMETERS)
