"""The rows of one form, normalised, with what is still known of where and how they were typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from shucai.domain.catalogue import Form
from shucai.domain.figures import PLACE
from shucai.domain.predicates import none_column

LARGEST_PART = 1_000_000_000
JOINT = "␟"  # stands in no value
NOWHERE = pl.lit(value=False)


@dataclass(frozen=True)
class Table:
    """The rows of a form.

    values: typed columns named as the fields; null where missing, declared none or refused.
    typed: the same columns as text, as the user typed them.
    rows: the sheet row of each row, from 1. places: field -> sheet column, from 1.
    none: field -> Boolean, where 「无」 was declared; only fields that have some.
    refused: field -> rows that could not be read: index, value, rule, message.
    part: which of several files of the form it is, from 0.
    """

    form: Form
    values: pl.DataFrame
    typed: pl.DataFrame
    rows: pl.Series
    sheet: str
    places: Mapping[str, int]
    none: Mapping[str, pl.Series] = field(default_factory=dict[str, pl.Series])
    refused: Mapping[str, pl.DataFrame] = field(default_factory=dict[str, pl.DataFrame])
    part: int = 0

    @property
    def height(self) -> int:
        """Return the number of rows."""
        return self.values.height

    @cached_property
    def frame(self) -> pl.DataFrame:
        """Return the values with the columns that say where 「无」 was declared and where a cell was refused.

        The column PLACE tells every row of the form from every other, also of its other files.
        """
        index = pl.int_range(self.height, dtype=pl.UInt32)
        extra: list[pl.Series | pl.Expr] = []
        for name in self.form.by_name:
            none, rejects = self.none.get(name), self.refused.get(name)
            extra.append((NOWHERE if none is None else none).alias(none_column(name)))
            hit = NOWHERE if rejects is None else index.is_in(rejects["index"].implode())
            extra.append(hit.alias(refused_column(name)))
        place = index.cast(pl.Int64) + self.part * LARGEST_PART
        return self.values.with_columns(*extra, place.alias(PLACE))

    @cached_property
    def keys(self) -> pl.Series:
        """Return the business key of each row as people read it: the primary key as typed, joined by `` / ``."""
        names = [name for name in self.form.primary_key if name in self.typed.columns] or self.typed.columns[
            :1
        ]
        parts = [pl.col(name).fill_null("（空）") for name in names]
        return self.typed.select(pl.concat_str(parts, separator=" / ").alias("row_key"))["row_key"]

    def combinations(self, names: Sequence[str]) -> pl.Series:
        """Return what stands in these columns, each combination once, blanks left out; many references ask for the same."""
        if tuple(names) not in self._combined:
            self._combined[tuple(names)] = (
                self.values.select(combined(names)).to_series().drop_nulls().unique()
            )
        return self._combined[tuple(names)]

    @cached_property
    def _combined(self) -> dict[tuple[str, ...], pl.Series]:
        return {}


def combined(names: Sequence[str]) -> pl.Expr:
    """Return an expression for the values of several columns as one text; null where one is blank."""
    return pl.concat_str([pl.col(name).cast(pl.String) for name in names], separator=JOINT)


def refused_column(name: str) -> str:
    """Return the name of the column that says where a field's cell could not be read."""
    return f"{name}#refused"
