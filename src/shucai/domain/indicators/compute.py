"""Definition -> plan -> value: an indicator is a row about the school, or a row a group, with its figures beside it."""

from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue.indicator import Indicator
from shucai.domain.figures import FigurePlan, Forms, Frames, add_figures, compile_figures
from shucai.domain.predicates import BadPredicate, Column, Parameters, Schema, in_every_row, parse
from shucai.domain.predicates.compiler import Scope, compile_term
from shucai.domain.predicates.units import family_of

PARTS = ("value", "numerator", "denominator", "at_least", "at_most")


@dataclass(frozen=True)
class IndicatorPlan:
    """An indicator ready to be measured. parts: by PARTS, those it has. group: the column of its groups."""

    indicator: Indicator
    group: Column | None
    figures: tuple[FigurePlan, ...]
    parts: tuple[tuple[str, pl.Expr], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """The value of an indicator, with what it is the quotient of; None where a blank or a zero leaves it open.

    group: of which group, where it is given for several. at_least, at_most: the line that is held up for this school.
    """

    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    group: str | None = None

    @property
    def qualified(self) -> bool | None:
        """Return whether the value reaches the line, None where there is none or the value is open."""
        if self.value is None or (self.at_least is None and self.at_most is None):
            return None
        return (self.at_least is None or self.value >= self.at_least) and (
            self.at_most is None or self.value <= self.at_most
        )


def compile_indicator(indicator: Indicator, forms: Forms, parameters: Parameters) -> IndicatorPlan:
    """Return the plan of an indicator. Raises BadPredicate for whatever does not hold."""
    group = None if indicator.per is None else forms(indicator.per.source).get(indicator.per.by)
    if indicator.per is not None and group is None:
        raise BadPredicate(f"per：没有字段 {indicator.per.by}")
    asking = {} if group is None else {group.name: group}
    known, figures = compile_figures(indicator.figures, asking, forms, parameters, indicator.limits)
    parts = tuple(
        (part, _number(text, known, indicator, parameters))
        for part in PARTS
        if (text := getattr(indicator, part)) is not None
    )
    return IndicatorPlan(indicator, group, figures, parts)


def _number(text: str, known: Schema, indicator: Indicator, parameters: Parameters) -> pl.Expr:
    term = compile_term(parse(text).tree, Scope(known, parameters, constants=indicator.limits))
    if term.kind != "number":
        raise BadPredicate(f"{text} 不是数")
    unlike = term.unit != indicator.unit and family_of(term.unit) == family_of(indicator.unit) is not None
    if text == indicator.value and unlike:
        raise BadPredicate(f"{text} 是{term.unit}，指标的单位是{indicator.unit}，请用 in_unit() 换算")
    return term.expr


def measure(plan: IndicatorPlan, frames: Frames) -> list[Measured]:
    """Return the indicator over the rows at hand, one value a group. frames: must hold every source of it."""
    asking = add_figures(_asking(plan, frames), plan.figures, frames)
    answers = asking.select(
        *(in_every_row(expr.cast(pl.Float64)).alias(part) for part, expr in plan.parts),
        *([] if plan.group is None else [pl.col(plan.group.name).alias("group")]),
    )
    return [_measured(row, plan) for row in answers.iter_rows(named=True)]


def _asking(plan: IndicatorPlan, frames: Frames) -> pl.DataFrame:
    per = plan.indicator.per
    if per is None:
        return pl.DataFrame({"#school": [True]})
    return frames[per.source].select(per.by).drop_nulls().unique().sort(per.by)


def _measured(row: dict[str, float | None], plan: IndicatorPlan) -> Measured:
    group, value = row.pop("group", None), row.pop("value")
    rounded = None if value is None else _half_up(value, plan.indicator.places)
    named = None if group is None or plan.group is None else _group_name(str(group), plan.group)
    return Measured(rounded, **row, group=named)


def _group_name(code: str, column: Column) -> str:
    """Return a group with its code: several groups of a list may carry one label."""
    return f"{code} {column.code_labels[code]}" if code in column.code_labels else code


def _half_up(value: float, places: int) -> float:
    """Half away from zero, as printed returns round."""
    scale = 10.0**places
    return (1 if value >= 0 else -1) * int(abs(value) * scale + 0.5 + 1e-9) / scale
