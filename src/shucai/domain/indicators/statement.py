"""Statement -> plan -> answer: whether something is true of the school as a whole, and the sentence where it is not."""

from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue.workflow import Statement
from shucai.domain.checks.messages import filled, names_in, texts_of
from shucai.domain.figures import FigurePlan, Forms, Frames, add_figures, compile_figures
from shucai.domain.predicates import BadPredicate, Parameters, in_every_row, parse
from shucai.domain.predicates.compiler import Scope, compile_term


@dataclass(frozen=True)
class StatementPlan:
    """A statement ready to be answered."""

    statement: Statement
    figures: tuple[FigurePlan, ...]
    test: pl.Expr


@dataclass(frozen=True, slots=True)
class Answer:
    """holds: None where a blank leaves it open. message: what is wrong, with the numbers of the school."""

    statement: Statement
    holds: bool | None
    message: str


def compile_statement(statement: Statement, forms: Forms, parameters: Parameters) -> StatementPlan:
    """Return the plan of a statement. Raises BadPredicate for whatever does not hold."""
    known, figures = compile_figures(statement.figures, {}, forms, parameters, statement.limits)
    term = compile_term(parse(statement.require).tree, Scope(known, parameters, constants=statement.limits))
    if term.kind != "truth":
        raise BadPredicate(f"{statement.require}：结果不是真假")
    for name in names_in(statement.message):
        if name not in known and name not in statement.limits:
            raise BadPredicate(f"message：没有 {{{name}}} 这个数")
    return StatementPlan(statement, figures, term.expr)


def answer(plan: StatementPlan, frames: Frames) -> Answer:
    """Return whether a statement is true of the rows at hand. frames: must hold every source of it."""
    statement = plan.statement
    school = add_figures(pl.DataFrame({"#school": [True]}), plan.figures, frames)
    holds = school.select(in_every_row(plan.test).alias("holds"))["holds"][0]
    values = {figure.name: texts_of(school[figure.name]) for figure in plan.figures}
    limits = {name: texts_of(pl.Series([limit])) for name, limit in statement.limits.items()}
    (message,) = filled(statement.message, values | limits, 1)
    return Answer(statement, holds, message)
