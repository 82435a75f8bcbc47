"""Findings gathered by cell: what each marked cell is coloured for and what its comment says."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

import polars as pl

from shucai.adapters.workbooks.annotating import wording
from shucai.domain.tables import cell_name

# The worst first. Light enough for black text, apart enough to be told from each other when printed in grey.
COLOURS: Mapping[str, str] = {"error": "F8C9C4", "explain": "FCE4A8", "confirm": "C5DDF6", "note": "E1E1E8"}
WORST_FIRST = tuple(COLOURS)
COMMENT_LIMIT = 5_000  # beyond it Excel takes minutes to open a sheet
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

Place = tuple[int, int]
Range = tuple[int, int, int, int]
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass
class CellMark:
    """What is wrong with one cell. lines: what its comment says, each with its severity."""

    lines: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def severity(self) -> str:
        """Return the worst severity."""
        return min(self.lines.values(), key=WORST_FIRST.index)

    @property
    def worst_first(self) -> list[str]:
        """Return the lines in the order in which people should read them."""
        return sorted(self.lines, key=lambda line: WORST_FIRST.index(self.lines[line]))

    def add(self, line: str, severity: str) -> None:
        """Take in a further line; one that is there already is not said twice."""
        self.lines.setdefault(line, severity)


@dataclass
class Marks:
    """The marked cells of a sheet.

    rows: row -> column -> mark, both from 1.
    loose: lines about the sheet as a whole, or about places this sheet does not have.
    """

    rows: dict[int, dict[int, CellMark]] = field(default_factory=dict[int, dict[int, CellMark]])
    loose: list[str] = field(default_factory=list[str])

    @property
    def count(self) -> int:
        """Return how many cells are marked."""
        return sum(len(columns) for columns in self.rows.values())

    def cells(self) -> Iterator[tuple[Place, CellMark]]:
        """Yield the marked cells in reading order."""
        for row in sorted(self.rows):
            for column in sorted(self.rows[row]):
                yield (row, column), self.rows[row][column]

    def add(self, place: Place, line: str, severity: str) -> None:
        """Mark a cell, or add to its mark."""
        row, column = place
        self.rows.setdefault(row, {}).setdefault(column, CellMark()).add(line, severity)

    def move_to_anchors(self, merges: Iterable[Range]) -> None:
        """Move the marks of covered cells to the visible cell of their merged range, naming the covered cell."""
        marked_rows = sorted(self.rows)
        for first_row, first_column, last_row, last_column in merges:
            within = marked_rows[bisect_left(marked_rows, first_row) : bisect_right(marked_rows, last_row)]
            covered = [
                (row, column)
                for row in within
                for column in sorted(self.rows.get(row, ()))
                if first_column <= column <= last_column and (row, column) != (first_row, first_column)
            ]
            for row, column in covered:
                self._move((row, column), (first_row, first_column))

    def _move(self, place: Place, anchor: Place) -> None:
        mark = self.rows[place[0]].pop(place[1])
        if not self.rows[place[0]]:
            del self.rows[place[0]]
        for line, severity in mark.lines.items():
            self.add(anchor, f"{cell_name(*place)} {line}", severity)

    def comments(self, heading: Place) -> dict[Place, str]:
        """Return the comment texts by cell in reading order, of at most COMMENT_LIMIT cells, the worst ones first.

        What stands at no cell, and how many cells have no comment, is said at the heading.
        """
        by_severity = sorted(self.cells(), key=lambda cell: WORST_FIRST.index(cell[1].severity))
        commented = {place: mark.worst_first for place, mark in by_severity[:COMMENT_LIMIT]}
        if notices := [*self.notices, *self.loose]:
            commented[heading] = notices + commented.get(heading, [])
        return {place: wording.comment(lines) for place, lines in sorted(commented.items())}

    @property
    def notices(self) -> list[str]:
        """Return what must be said of the marking itself."""
        return [wording.beyond_limit(self.count, COMMENT_LIMIT)] if self.count > COMMENT_LIMIT else []


def marks_of(findings: pl.DataFrame, sheet_name: str) -> Marks:
    """Gather findings by cell.

    findings: FINDINGS_SCHEMA. A finding of a whole row stands at the row's first cell. One without a row, and one that
    names another sheet, is loose.
    """
    marks = Marks()
    columns = ("sheet", "cell", "row", "severity", "title", "message", "rule")
    for sheet, cell, row, severity, title, message, rule in findings.select(columns).iter_rows():
        place = _place(cell, row) if sheet in (None, sheet_name) else None
        if place is not None and cell:
            marks.add(place, wording.line(severity, message, rule), severity)
            continue
        line = wording.line(severity, f"「{title}」{message}" if title else message, rule)
        if place is not None:
            marks.add(place, line, severity)
        else:
            where = "" if sheet in (None, sheet_name) else f"{sheet}!{cell or row or ''} "
            marks.loose.append(wording.printable(where + line))
    return marks


def _place(cell: str | None, row: int | None) -> Place | None:
    return place_of(cell) if cell else _within_sheet(row or 0, 1)


def place_of(cell: str) -> Place | None:
    """Return the row and column of an address such as C12; None where there is no such cell."""
    match = _ADDRESS.fullmatch(cell)
    return _within_sheet(int(match[2]), column_number(match[1])) if match else None


def _within_sheet(row: int, column: int) -> Place | None:
    return (row, column) if 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN else None


@cache
def column_number(letters: str) -> int:
    """Return the number of a column from its letters. A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
