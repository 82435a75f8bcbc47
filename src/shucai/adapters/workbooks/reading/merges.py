"""Merged cells: where they are, and which cells a vertical merge covers."""

import re

from shucai.adapters.workbooks.reading.contents import Refused
from shucai.adapters.workbooks.reading.sheet_cell import column_number

Merge = tuple[int, int, int, int]  # first row, first column, last row, last column, from 1
MERGE = re.compile(rb'<mergeCell\s[^>]*?ref="\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)"')
MOST_COVERED = 2_000_000


def merges_of(tail: bytes) -> list[Merge]:
    """Return the merges listed behind the rows of a worksheet part."""
    return [
        (int(top), column_number(left), int(bottom), column_number(right))
        for left, top, right, bottom in MERGE.findall(tail)
    ]


def covered_cells(merges: list[Merge], last_row: int, last_column: int) -> list[tuple[int, int]]:
    """Return the cells below the first row of each merge, within the data. Raises Refused where they are too many."""
    within = [
        (top, left, min(bottom, last_row), min(right, last_column)) for top, left, bottom, right in merges
    ]
    count = sum(max(bottom - top, 0) * max(right - left + 1, 0) for top, left, bottom, right in within)
    if count > MOST_COVERED:
        raise Refused("W105", detail=f"合并单元格覆盖了 {count:,} 个单元格")
    return [
        (row, column)
        for top, left, bottom, right in within
        for row in range(top + 1, bottom + 1)
        for column in range(left, right + 1)
    ]
