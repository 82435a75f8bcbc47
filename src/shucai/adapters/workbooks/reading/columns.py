"""Columns of text cells: names, corrections of single cells, and the blank edge."""

from collections.abc import Iterable

from shucai.adapters.workbooks.reading.arrow import Column, Table, overwritten

Patch = tuple[int, int, str | None]  # row and column from 1, the right text


def column_names(width: int) -> list[str]:
    """Return c1, c2 … for sheet columns A, B …"""
    return [f"c{number}" for number in range(1, width + 1)]


def trimmed(cells: Table) -> Table:
    """Return the table without the blank rows and columns at its end; blank cells hold nothing or only white space."""
    last_rows = [_last_filled(column) for column in cells.columns]
    width = max((number for number, last in enumerate(last_rows, 1) if last), default=0)
    return cells.select(range(width)).slice(0, max(last_rows, default=0))


def _last_filled(column: Column) -> int:
    """Return the row of the last cell with text, from 1; 0 where there is none."""
    for end in range(len(column), 0, -1000):
        start = max(end - 1000, 0)
        part = column.slice(start, end - start).to_pylist()
        for offset in range(len(part) - 1, -1, -1):
            text = part[offset]
            if text and not text.isspace():
                return start + offset + 1
    return 0


def patched(cells: Table, patches: Iterable[Patch]) -> Table:
    """Return the table with single cells replaced; patches outside it are left out, of two for one cell the later holds."""
    by_column: dict[int, dict[int, str | None]] = {}
    for row, column, text in patches:
        if row <= cells.num_rows and column <= cells.num_columns:
            by_column.setdefault(column - 1, {})[row - 1] = text
    for index, texts in by_column.items():
        cells = cells.set_column(index, cells.column_names[index], overwritten(cells.column(index), texts))
    return cells
