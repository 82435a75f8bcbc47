"""From the cells of a sheet to the lines of a roster: columns are found by their titles, wherever they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from shucai.domain.roster.columns import COLUMNS
from shucai.domain.roster.names import name_key
from shucai.domain.tables import cell_name

HEADING_ROWS = 12  # a heading lower than this is not looked for
LEAST_TITLES = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: where it is, what stands there, what to do. row 0: the sheet as a whole."""

    row: int
    cell: str
    title: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it was typed. row: of the sheet, from 1. texts: by column key, without blanks around them."""

    row: int
    texts: Mapping[str, str]


@dataclass(frozen=True)
class RosterSheet:
    """The lines of a roster. places: column key -> sheet column, from 1. faults: why there are no lines."""

    lines: tuple[Line, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict[str, int])
    faults: tuple[Fault, ...] = ()


def read_sheet(cells: pl.DataFrame) -> RosterSheet:
    """Return the lines of a roster. cells: String columns; row 0 is sheet row 1."""
    rows = [["" if text is None else str(text).strip() for text in row] for row in cells.iter_rows()]
    heading, places = _heading(rows)
    if not places:
        titles = "、".join(column.title for column in COLUMNS)
        return RosterSheet(
            faults=(_about_sheet(f"前 {HEADING_ROWS} 行里没有找到表头（{titles}）。请用下载的模板填写"),)
        )
    missing = [column.title for column in COLUMNS if column.needed and column.key not in places]
    if missing:
        words = f"缺少{'、'.join(missing)}列，一行也没有读取。请用下载的模板，或在第 {heading + 1} 行补上表头"
        return RosterSheet(places=places, faults=(_about_sheet(words),))
    lines = [
        Line(number, {key: row[column - 1] for key, column in places.items()})
        for number, row in enumerate(rows[heading + 1 :], start=heading + 2)
    ]
    kept = tuple(line for line in lines if any(line.texts.values()))
    if not kept:
        return RosterSheet(
            places=places, faults=(_about_sheet(f"没有数据行，请从第 {heading + 2} 行起填写"),)
        )
    return RosterSheet(kept, places)


def _heading(rows: list[list[str]]) -> tuple[int, dict[str, int]]:
    """Return the row of the titles, from 0, and where each of ours stands; no places where there is none."""
    known = {name_key(column.title): column.key for column in COLUMNS}
    for number, row in enumerate(rows[:HEADING_ROWS]):
        found: dict[str, int] = {}
        for column, text in enumerate(row, start=1):
            key = known.get(name_key(text.rstrip("*＊")))
            if key is not None:
                found.setdefault(key, column)
        if len(found) >= LEAST_TITLES:
            return number, found
    return 0, {}


def fault_at(sheet: RosterSheet, line: Line, key: str, title: str, message: str) -> Fault:
    """Return a fault of a cell of a line; where its column is not in the sheet, of the first cell."""
    column = sheet.places.get(key, 1)
    return Fault(line.row, cell_name(line.row, column), title, line.texts.get(key, ""), message)


def _about_sheet(message: str) -> Fault:
    return Fault(0, "", "", "", message)
