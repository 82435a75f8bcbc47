"""What a predicate may speak of: the columns of a form and the parameters of a collection."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import polars as pl

ColumnType = Literal["string", "integer", "number", "boolean", "date", "yearmonth", "year"]
DTYPES = {
    "string": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "yearmonth": pl.Date,  # of its first day
    "year": pl.Int64,
}


@dataclass(frozen=True)
class Column:
    """A column of a form as predicates see it.

    labels: label -> codes, for coded columns; quantities: code -> the number it stands for; parents: code -> the label
    of its parent code. unit: of a number, as the form states it.
    """

    name: str
    type: ColumnType
    multi: bool = False
    labels: Mapping[str, tuple[str, ...]] | None = None
    code_labels: Mapping[str, str] = field(default_factory=dict[str, str])
    quantities: Mapping[str, float] = field(default_factory=dict[str, float])
    parents: Mapping[str, str] = field(default_factory=dict[str, str])
    unit: str | None = None


Schema = Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a collection fixes for all rows: the reporting period of the form and the year."""

    period_start: date
    period_end: date
    report_year: int

    @property
    def fiscal_year(self) -> int:
        """Return the calendar year that financial forms report: the one before the collection."""
        return self.report_year - 1


def none_column(name: str) -> str:
    """Return the name of the column that says where 「无」 was declared for a field."""
    return f"{name}#none"
