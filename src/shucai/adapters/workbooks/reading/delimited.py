"""CSV files: separator, quoted line breaks, ragged lines. Every cell is text exactly as written."""

import csv
import itertools
from collections.abc import Iterator
from io import StringIO

from shucai.adapters.workbooks.reading.arrow import Table, stacked, table_of, text_column
from shucai.adapters.workbooks.reading.columns import column_names, trimmed
from shucai.adapters.workbooks.reading.contents import Contents, Refused
from shucai.adapters.workbooks.reading.encodings import decoded
from shucai.adapters.workbooks.reading.limits import HEADING_ROWS, Limits

SEPARATORS = ",;\t"
SNIFFED_LINES = 20
BATCH_ROWS = 10_000
LONGEST_FIELD = 1_000_000  # characters; a spreadsheet cell holds 32,767


def read_delimited(content: bytes, limits: Limits) -> Contents:
    """Return the cells of a CSV file. Raises Refused."""
    text, encoding = decoded(content)
    if text.startswith("sep=") and text[5:6] in "\r\n":  # a line for Excel, which does not show it
        separator, text = text[4], text[5:].removeprefix("\r").removeprefix("\n")
    else:
        separator = separator_of(text)
    cells = trimmed(_table(text, separator, limits))
    if not cells.num_columns:
        raise Refused("W109")
    return Contents(cells, facts={"format": "csv", "name": "CSV", "encoding": encoding})


def separator_of(text: str) -> str:
    """Return the separator whose count is the same on most of the first lines; a comma where none stands out."""
    lines = [line for line in itertools.islice(StringIO(text), SNIFFED_LINES) if line.strip()]

    def steadiness(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        used = [count for count in counts if count]
        usual = max(set(used), key=used.count, default=0)
        return counts.count(usual) if usual else 0, usual

    return max(SEPARATORS, key=steadiness)


def _table(text: str, separator: str, limits: Limits) -> Table:
    csv.field_size_limit(LONGEST_FIELD)
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    batches: list[list[list[str]]] = []
    rows = 0
    try:
        while batch := list(itertools.islice(lines, BATCH_ROWS)):
            batches.append(batch)
            rows += len(batch)
            if rows > limits.rows + HEADING_ROWS:
                _refuse_size(rows, batch, limits)
    except csv.Error as error:
        raise Refused("W105", detail=f"第 {lines.line_num} 行附近引号不成对") from error
    width = max((len(row) for batch in batches for row in batch), default=0)
    if width > limits.columns:
        width = max((_used_width(row) for batch in batches for row in batch), default=0)
    if width > limits.columns:
        raise _too_large(rows, width, limits)
    return stacked(_batch_tables(batches, width)) if batches else table_of([], [])


def _batch_tables(batches: list[list[list[str]]], width: int) -> Iterator[Table]:
    names = column_names(width)
    for batch in batches:
        columns = itertools.islice(itertools.zip_longest(*batch), width)
        padded = itertools.chain(columns, itertools.repeat(()))
        arrays = [
            text_column([value or None for value in values] or [None] * len(batch))
            for values, _ in zip(padded, names, strict=False)
        ]
        yield table_of(arrays, names)


def _used_width(row: list[str]) -> int:
    return max((index for index, value in enumerate(row, 1) if value.strip()), default=0)


def _refuse_size(rows: int, batch: list[list[str]], limits: Limits) -> None:
    if any(value.strip() for row in batch for value in row):
        raise _too_large(rows, max(map(len, batch)), limits)


def _too_large(rows: int, columns: int, limits: Limits) -> Refused:
    facts = {"row_limit": f"{limits.rows:,}", "column_limit": str(limits.columns)}
    return Refused("W107", rows=f"{rows:,}", columns=f"{columns:,}", **facts)
