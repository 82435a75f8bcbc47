"""What the child found in a file: plain values and Arrow columns, as they travel to the parent."""

from dataclasses import dataclass, field
from typing import Any

from shucai.adapters.workbooks.reading.arrow import Table, number_column, table_of, text_column
from shucai.domain.problems import Problem

MarkRow = tuple[
    int, int, str, str | None
]  # row and column from 1, Mark, what the user sees where the text differs


class Refused(Exception):
    """The file cannot be read; ends the reading wherever it is."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.problem = Problem(code, facts)


@dataclass
class Contents:
    """A sheet and its file. cells: string columns, row 0 being sheet row 1. facts: what is not a column, fit for JSON."""

    cells: Table
    marks: list[MarkRow] = field(default_factory=list[MarkRow])
    facts: dict[str, Any] = field(default_factory=dict[str, Any])  # Any: JSON


def marks_table(marks: list[MarkRow]) -> Table:
    """Return marks as columns in the order of the sheet."""
    marks.sort(key=lambda mark: mark[:3])
    rows, columns, names, shown = zip(*marks, strict=True) if marks else ((), (), (), ())
    return table_of(
        [number_column(rows), number_column(columns), text_column(names), text_column(shown)],
        ["row", "column", "mark", "shown"],
    )
