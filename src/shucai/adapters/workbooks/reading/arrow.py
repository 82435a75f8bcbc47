"""Arrow as far as reading uses it, with types: PyArrow comes without any, and its functions are made at run time.

They are called by name: the module that makes a Python function of each takes longer to load than a small file to read.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, Self, cast

import pyarrow as pa
from pyarrow._compute import (
    MatchSubstringOptions,
    ReplaceSubstringOptions,
    call_function,
)


class Column(Protocol):
    """A column of text cells, empty ones null."""

    def __len__(self) -> int: ...
    def slice(self, offset: int, length: int, /) -> Self:
        """Return a part, without a copy."""
        ...

    def to_pylist(self) -> list[str | None]:
        """Return the texts."""
        ...


class Table(Protocol):
    """Columns of the same length."""

    num_rows: int
    num_columns: int
    column_names: list[str]
    columns: list[Column]

    def column(self, index: int, /) -> Column:
        """Return a column by its place, from 0."""
        ...

    def select(self, indices: Sequence[int], /) -> Self:
        """Return the columns at these places, from 0."""
        ...

    def slice(self, offset: int, length: int, /) -> Self:
        """Return a part of the rows, without a copy."""
        ...

    def set_column(self, index: int, name: str, column: Column, /) -> Self:
        """Return the table with one column exchanged."""
        ...


def text_column(texts: Iterable[str | None]) -> Column:
    """Return a column of texts."""
    return cast("Column", pa.array(list(texts), pa.large_string()))


def number_column(numbers: Iterable[int]) -> Column:
    """Return a column of whole numbers; it goes into a table and is not read again."""
    return cast("Column", pa.array(list(numbers), pa.int64()))


def table_of(columns: Sequence[Column], names: Sequence[str]) -> Table:
    """Return the columns under their names."""
    return cast("Table", pa.table(list(columns), names=list(names)))


def stacked(tables: Iterable[Table]) -> Table:
    """Return the rows of all tables, which have the same columns."""
    return cast("Table", pa.concat_tables(tables))


def rows_with(column: Column, pattern: str) -> list[int]:
    """Return where, from 0, a text has a match of the RE2 pattern."""
    found = call_function("match_substring_regex", [column], MatchSubstringOptions(pattern))
    return cast("list[int]", call_function("indices_nonzero", [found]).to_pylist())


def has(column: Column, part: str) -> bool:
    """Test whether any text has this part."""
    found = call_function("match_substring", [column], MatchSubstringOptions(part))
    return call_function("any", [found]).as_py() is True


def substituted(column: Column, pattern: str, replacement: str) -> Column:
    """Return the texts with each match of the RE2 pattern replaced."""
    options = ReplaceSubstringOptions(pattern, replacement)
    return cast("Column", call_function("replace_substring_regex", [column], options))


def overwritten(column: Column, texts: dict[int, str | None]) -> Column:
    """Return the column with the texts at these places, from 0, replaced."""
    places = sorted(texts)
    bits = bytearray((len(column) + 7) // 8)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    mask = pa.BooleanArray.from_buffers(pa.bool_(), len(column), [None, pa.py_buffer(bytes(bits))])
    values = pa.array([texts[place] for place in places], cast("Any", column).type)  # Any: an Arrow type
    return cast("Column", call_function("replace_with_mask", [column, mask, values]))


def pieces_with(text: bytes, ends: Sequence[int], pattern: str) -> list[int]:
    """Return which pieces of a text, from 0, have a match of the RE2 pattern. ends: of each piece; nothing is copied."""
    offsets = pa.py_buffer(array("q", [0, *ends]))
    pieces = pa.LargeBinaryArray.from_buffers(
        pa.large_binary(), len(ends), [None, offsets, pa.py_buffer(text)]
    )
    return rows_with(pieces, pattern)


def stream_of(table: Table) -> memoryview:
    """Return a table as an Arrow stream."""
    sink = pa.BufferOutputStream()
    write_stream(table, sink)
    return memoryview(sink.getvalue())


def write_stream(table: Table, sink: object) -> None:
    """Write a table to a file as an Arrow stream."""
    with pa.ipc.new_stream(sink, cast("Any", table).schema) as stream:  # Any: an Arrow schema
        stream.write_table(table)
