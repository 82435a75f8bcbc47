"""Arrow columns of text cells: names, corrections of single cells, and the blank edge."""

# pyarrow comes without types, so what goes through it is unknown here:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false, reportAttributeAccessIssue=false

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

Patch = tuple[int, int, str | None]  # row and column from 1, the right text


def column_names(width: int) -> list[str]:
    """Return c1, c2 … for sheet columns A, B …"""
    return [f"c{number}" for number in range(1, width + 1)]


def trimmed(cells: pa.Table) -> pa.Table:
    """Return the table without the blank rows and columns at its end; blank cells hold nothing or only white space."""
    last_rows = [_last_filled(column) for column in cells.columns]
    width = max((number for number, last in enumerate(last_rows, 1) if last), default=0)
    return cells.select(range(width)).slice(0, max(last_rows, default=0))


def _last_filled(column: pa.ChunkedArray) -> int:
    """Return the row of the last cell with text, from 1; 0 where there is none."""
    for end in range(len(column), 0, -1000):
        start = max(end - 1000, 0)
        part = column.slice(start, end - start).to_pylist()
        for offset in range(len(part) - 1, -1, -1):
            if part[offset] and not part[offset].isspace():
                return start + offset + 1
    return 0


def patched(cells: pa.Table, patches: Iterable[Patch]) -> pa.Table:
    """Return the table with single cells replaced; patches outside it are left out, of two for one cell the later holds."""
    by_column: dict[int, dict[int, str | None]] = {}
    for row, column, text in patches:
        if row <= cells.num_rows and column <= cells.num_columns:
            by_column.setdefault(column, {})[row] = text
    for column, texts in by_column.items():
        name = cells.column_names[column - 1]
        cells = cells.set_column(column - 1, name, _replaced(cells.column(column - 1), texts))
    return cells


def _replaced(column: pa.ChunkedArray, texts: dict[int, str | None]) -> pa.ChunkedArray:
    rows = sorted(texts)
    bits = bytearray((len(column) + 7) // 8)
    for row in rows:
        bits[(row - 1) >> 3] |= 1 << ((row - 1) & 7)
    mask = pa.BooleanArray.from_buffers(pa.bool_(), len(column), [None, pa.py_buffer(bytes(bits))])
    return pc.replace_with_mask(column, mask, pa.array([texts[row] for row in rows], column.type))
