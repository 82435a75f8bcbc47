"""Definition -> plan -> value: an indicator is a row about the school with its figures beside it."""

from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue.indicator import Indicator
from shucai.domain.figures import FigurePlan, Forms, Frames, add_figures, compile_figures
from shucai.domain.predicates import BadPredicate, Parameters, Schema, parse
from shucai.domain.predicates.compiler import Scope, compile_term


@dataclass(frozen=True)
class IndicatorPlan:
    """An indicator ready to be measured."""

    indicator: Indicator
    figures: tuple[FigurePlan, ...]
    value: pl.Expr
    numerator: pl.Expr | None
    denominator: pl.Expr | None


@dataclass(frozen=True, slots=True)
class Measured:
    """The value of an indicator, with what it is the quotient of; None where a blank or a zero leaves it open."""

    value: float | None
    numerator: float | None
    denominator: float | None


def compile_indicator(indicator: Indicator, forms: Forms, parameters: Parameters) -> IndicatorPlan:
    """Return the plan of an indicator. Raises BadPredicate for whatever does not hold."""
    known, plans = compile_figures(indicator.figures, {}, forms, parameters, indicator.limits)

    def number(text: str | None) -> pl.Expr | None:
        return None if text is None else _number(text, known, indicator, parameters)

    value = _number(indicator.value, known, indicator, parameters)
    return IndicatorPlan(indicator, plans, value, number(indicator.numerator), number(indicator.denominator))


def _number(text: str, known: Schema, indicator: Indicator, parameters: Parameters) -> pl.Expr:
    term = compile_term(parse(text).tree, Scope(known, parameters, constants=indicator.limits))
    if term.kind != "number":
        raise BadPredicate(f"{indicator.id}：{text} 不是数")
    return term.expr


def measure(plan: IndicatorPlan, frames: Frames) -> Measured:
    """Return the indicator over the rows at hand. frames: must hold every source of it."""
    school = add_figures(pl.DataFrame({"#school": [True]}), plan.figures, frames)

    def answer(expr: pl.Expr | None) -> float | None:
        return None if expr is None else school.select(expr.cast(pl.Float64).alias("answer"))["answer"][0]

    value = answer(plan.value)
    rounded = None if value is None else _half_up(value, plan.indicator.places)
    return Measured(rounded, answer(plan.numerator), answer(plan.denominator))


def _half_up(value: float, places: int) -> float:
    """Half away from zero, as printed returns round."""
    scale = 10.0**places
    return (1 if value >= 0 else -1) * int(abs(value) * scale + 0.5 + 1e-9) / scale
