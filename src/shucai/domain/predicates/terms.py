"""A compiled piece of a predicate: its expression, the kind of its values, and the column or literal it came from."""

from dataclasses import dataclass
from typing import Literal

import polars as pl

from shucai.domain.predicates.columns import Column

Kind = Literal["text", "number", "truth", "date"]


@dataclass(frozen=True, slots=True)
class Term:
    """A compiled node. column: set where the node is a column as such; literal: where it is a text literal.

    unit: of a number whose unit is known, such as 万元; sums keep it, products and quotients have none.
    """

    expr: pl.Expr
    kind: Kind
    column: Column | None = None
    literal: str | None = None
    unit: str | None = None


def text_literal(text: str) -> Term:
    """Return the term of a text literal."""
    return Term(pl.lit(text), "text", literal=text)


def in_every_row(expr: pl.Expr) -> pl.Expr:
    """Return an expression as a column, one answer a row, also where it names no column, such as TRUE."""
    return pl.when(pl.int_range(pl.len()).is_not_null()).then(expr)
