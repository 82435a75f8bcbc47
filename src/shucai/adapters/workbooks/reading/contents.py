"""What the child found in a file: plain values and Arrow columns, as they travel to the parent."""

# pyarrow comes without types, so what goes through it is unknown here:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

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

    cells: pa.Table
    marks: list[MarkRow] = field(default_factory=list[MarkRow])
    facts: dict[str, Any] = field(default_factory=dict[str, Any])  # Any: JSON


def marks_table(marks: list[MarkRow]) -> pa.Table:
    """Return marks as columns in the order of the sheet."""
    marks.sort(key=lambda mark: mark[:3])
    rows, columns, names, shown = zip(*marks, strict=True) if marks else ((), (), (), ())
    return pa.table(
        {
            "row": pa.array(rows, pa.int64()),
            "column": pa.array(columns, pa.int64()),
            "mark": pa.array(names, pa.string()),
            "shown": pa.array(shown, pa.string()),
        }
    )
