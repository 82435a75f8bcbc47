"""A fault: what is changed in the rows of one form, as a person would type it."""

import json
from dataclasses import dataclass, field

import polars as pl

from shucai.domain.catalogue import Source

SET, COLUMN, APPEND, REPLACE = "set", "column", "append", "replace"


@dataclass(frozen=True)
class Fault:
    """One change of a form.

    kind: set the cells of a row; write a column from top to bottom; append copies of a row; or replace all rows by
    those of the year before. row: from 0. values: field -> text, None for blank; of a column its texts, which begin
    anew at their end, or a number that all it holds is multiplied with.
    also: cells of the same row of last year's form that are set with it, for what nobody finds in one year alone.
    """

    rule: str
    source: Source
    kind: str
    row: int = 0
    values: dict = field(default_factory=dict)
    also: dict = field(default_factory=dict)

    @property
    def before(self) -> "Fault | None":
        """Return what it changes in last year's form."""
        last = Source(self.source.platform, self.source.code, last_year=True)
        return Fault(self.rule, last, SET, self.row, self.also) if self.also else None

    @property
    def fields(self) -> frozenset[str] | None:
        """Return the fields it changes, None where it changes whole rows."""
        return frozenset(self.values) if self.kind in {SET, COLUMN} else None

    def as_row(self) -> dict[str, str]:
        """Return the fault as a line of a file."""
        return {
            "rule": self.rule,
            "form": f"{self.source.platform}.{self.source.code}",
            "year": "last" if self.source.last_year else "this",
            "kind": self.kind,
            "row": str(self.row),
            "values": json.dumps(self.values, ensure_ascii=False),
            "also": json.dumps(self.also, ensure_ascii=False) if self.also else "",
        }

    @staticmethod
    def of_row(row: dict[str, str]) -> "Fault":
        """Return the fault of a line."""
        platform, code = row["form"].split(".", 1)
        source = Source(platform, code, row["year"] == "last")
        also = json.loads(row["also"]) if row["also"] else {}
        return Fault(row["rule"], source, row["kind"], int(row["row"]), json.loads(row["values"]), also)


def planted(typed: pl.DataFrame, fault: Fault, before: pl.DataFrame) -> pl.DataFrame:
    """Return the cells of a form with the fault in them. before: the cells of the year before."""
    if fault.kind == REPLACE:
        return before
    if fault.kind == APPEND:
        copy = typed.slice(fault.row, 1)
        longer = pl.concat([typed, *[_with(copy, values) for values in fault.values["copies"]]])
        return _with(longer, fault.values.get("column", {}))
    if fault.kind == COLUMN:
        (name, told) = next(iter(fault.values.items()))
        return typed.with_columns(pl.Series(name, _column(typed[name], told), pl.String))
    changed = _with(typed.slice(fault.row, 1), fault.values)
    return pl.concat([typed.head(fault.row), changed, typed.slice(fault.row + 1)])


def _with(row: pl.DataFrame, values: dict) -> pl.DataFrame:
    return row.with_columns(pl.lit(value, pl.String).alias(name) for name, value in values.items())


def _column(texts: pl.Series, told: list[str] | float) -> list[str | None]:
    """Return a column as a fault tells it."""
    if isinstance(told, list):
        return [told[number % len(told)] for number in range(len(texts))]
    return [text and f"{float(text.rstrip('%')) * told:.15g}" for text in texts]
