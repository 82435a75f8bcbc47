"""The first sheet of a file as text cells with marks, and what is known of the rest of the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

import polars as pl

from shucai.domain.problems import Problem


class Mark(StrEnum):
    """What the text of a cell no longer tells. Marks are sparse: most cells have none."""

    ERROR = "error"  # an error cell; its text is the error as shown, such as #N/A
    NO_VALUE = "no_value"  # a formula that was never calculated; its text is null
    LONG_NUMBER = "long_number"  # a number of 16 digits or more, or in exponent form: digits are lost
    AMBIGUOUS_MONTH = "ambiguous_month"  # the number 2024.1, which may have been 2024.10
    PERCENT = "percent"  # a number shown with %; its text is the plain fraction
    MERGED = "merged"  # a cell covered by a vertical merge; its text is null, the cell above holds the value


MARKS_SCHEMA = {"row": pl.Int64, "column": pl.Int64, "mark": pl.String, "shown": pl.String}


@dataclass(frozen=True)
class Sheet:
    """The cells of a sheet as text.

    cells: String columns c1, c2 … for sheet columns A, B …; row 0 is sheet row 1, also where the sheet starts lower.
        Numbers in shortest form without exponent below 1e15, whole numbers without ``.0``; dates YYYY-MM-DD, with
        `` HH:MM:SS`` behind where the time is not midnight; booleans TRUE, FALSE; empty cells null.
    marks: one row a marked cell, columns of MARKS_SCHEMA; row and column count from 1 as in the sheet.
    hidden_rows, hidden_columns: counted from 1.
    """

    name: str
    cells: pl.DataFrame
    marks: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MARKS_SCHEMA))
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class OtherSheet:
    """A sheet behind the first one: only what a message about it needs."""

    name: str
    hidden: bool
    has_data: bool


@dataclass(frozen=True)
class Workbook:
    """A file that could be read.

    identity: what our template wrote into its hidden sheet (platform, form, edition, fingerprint), or None.
    encoding: of a CSV file.
    """

    format: Literal["xlsx", "xls", "csv"]
    sheet: Sheet
    others: tuple[OtherSheet, ...] = ()
    identity: Mapping[str, str] | None = None
    date_1904: bool = False
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read, and why in words for its owner."""

    problem: Problem

    @property
    def message(self) -> str:
        """Return the Chinese sentence."""
        return self.problem.message
