"""One cell of a worksheet's XML, taken from around a place in it."""

import re
from dataclasses import dataclass
from functools import cache

ATTRIBUTES = re.compile(rb'\s(\w+)="([^"]*)"')
REFERENCE = re.compile(rb"([A-Z]{1,3})(\d+)")
VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
CELL_START = re.compile(rb"<c[\s>]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: row and column from 1, its style's index, its type and value as written; empty where absent."""

    row: int
    column: int
    style: int
    kind: bytes
    value: bytes


def cell_at(rows: bytes, position: int) -> Cell:
    """Return the cell whose XML contains ``position``."""
    start = rows.rfind(b"<c", 0, position)
    while not CELL_START.match(rows, start):
        start = rows.rfind(b"<c", 0, start)
    opened = rows.index(b">", start)
    attributes = dict(ATTRIBUTES.findall(rows, start, opened))
    end = opened if rows[opened - 1 : opened] == b"/" else rows.find(b"</c>", opened)
    value = VALUE.search(rows, opened, end)
    row, column = _place(rows, start, attributes.get(b"r"))
    style = int(attributes.get(b"s", b"0"))
    return Cell(row, column, style, attributes.get(b"t", b""), value[1].strip() if value else b"")


def _place(rows: bytes, start: int, reference: bytes | None) -> tuple[int, int]:
    if reference and (found := REFERENCE.fullmatch(reference)):
        return int(found[2]), column_number(found[1])
    row_start = rows.rfind(b"<row", 0, start)
    column = 0
    for cell in CELL_START.finditer(
        rows, row_start, start + 3
    ):  # cells without an address follow one another
        found = REFERENCE.search(rows, cell.start(), rows.index(b">", cell.start()))
        column = column_number(found[1]) if found else column + 1
    return row_number_at(rows, start), column


def row_number_at(rows: bytes, position: int) -> int:
    """Return the number of the row whose XML contains ``position``."""
    start = rows.rfind(b"<row", 0, position)
    attributes = dict(ATTRIBUTES.findall(rows, start, rows.index(b">", start)))
    return int(attributes[b"r"])


@cache
def column_number(letters: bytes) -> int:
    """Return the number of a column from its letters: 1 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
