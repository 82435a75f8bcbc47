"""Reading .xls with xlrd, which knows the type of every cell."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError
from xlrd.xldate import XLDateError, xldate_as_datetime

from shucai.adapters.workbooks.reading.arrow import table_of, text_column
from shucai.adapters.workbooks.reading.columns import column_names, trimmed
from shucai.adapters.workbooks.reading.contents import Contents, MarkRow, Refused
from shucai.adapters.workbooks.reading.identity import IDENTITY_SHEET, identity_of
from shucai.adapters.workbooks.reading.limits import HEADING_ROWS, Limits
from shucai.adapters.workbooks.reading.merges import Merge, covered_cells
from shucai.adapters.workbooks.reading.number_formats import Look, look_of
from shucai.adapters.workbooks.reading.numbers import (
    AMBIGUOUS,
    is_long,
    moment_text,
    number_text,
    shown_long,
    span_text,
)

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell, Sheet

ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# what xlrd raises for a file that is cut off or whose records contradict each other
BROKEN = (
    XLRDError,
    CompDocError,
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
)
OWN_STREAMS = ("Workbook", "Book")
OTHER_STREAMS = {"WordDocument": ".doc", "PowerPoint Document": ".ppt"}


def read_xls(content: bytes, limits: Limits, named: str = "") -> Contents:
    """Return the sheet of a name of an .xls file, the first one where none has it. Raises Refused."""
    try:
        book = _book(content)
    except BROKEN as error:
        raise _refusal(content, str(error)) from error
    names = [name for name in book.sheet_names() if name != IDENTITY_SHEET]
    if not names:
        raise Refused("W109")
    name = named if named in names else names[0]
    contents = _contents(book, book.sheet_by_name(name), limits)
    if not contents.cells.num_columns:
        raise Refused("W109")
    has_identity = IDENTITY_SHEET in book.sheet_names()
    contents.facts |= {
        "format": "xls",
        "name": name,
        "date_1904": bool(book.datemode),
        "others": [_other(book.sheet_by_name(other)) for other in names if other != name],
        "identity": identity_of(_contents(book, book.sheet_by_name(IDENTITY_SHEET), limits).cells)
        if has_identity
        else None,
    }
    return contents


def _book(content: bytes) -> Book:
    silent = io.StringIO()  # xlrd tells of oddities on standard output
    return xlrd.open_workbook(
        file_contents=content,
        logfile=silent,
        formatting_info=True,
        on_demand=True,
        ragged_rows=True,
        ignore_workbook_corruption=True,  # sectors used twice, as old school systems write them; Excel opens these
    )


def _refusal(content: bytes, error: str) -> Refused:
    """Return what to say of a compound file without a workbook; an .xls may itself hold documents, so it was tried first."""
    if "encrypted" in error.lower() or ENCRYPTED_PACKAGE in content:
        return Refused("W102")
    if not any(_names(stream) in content for stream in OWN_STREAMS):
        for stream, suffix in OTHER_STREAMS.items():
            if _names(stream) in content:
                return Refused("W110", suffix=suffix)
    return Refused("W101", detail="文件不完整，或内部结构已损坏")


def _names(stream: str) -> bytes:
    """Return how a compound file names a stream in its directory: UTF-16, ended by a null."""
    return (stream + "\0").encode("utf-16-le")


def _contents(book: Book, sheet: Sheet, limits: Limits) -> Contents:
    width = max((sheet.row_len(row) for row in range(sheet.nrows)), default=0)
    if sheet.nrows > limits.rows + HEADING_ROWS or width > limits.columns:
        limit = {"row_limit": f"{limits.rows:,}", "column_limit": str(limits.columns)}
        raise Refused("W107", rows=f"{sheet.nrows:,}", columns=f"{width:,}", **limit)
    looks = [look_of(xf.format_key, _format_code(book, xf.format_key)) for xf in book.xf_list]
    columns: list[list[str | None]] = [[None] * sheet.nrows for _ in range(width)]
    marks: list[MarkRow] = []
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            text, mark, shown = _read_cell(cell, looks, book.datemode)
            columns[column][row] = text
            if mark:
                marks.append((row + 1, column + 1, mark, shown))
    merges: list[Merge] = [
        (top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells
    ]
    for row, column in covered_cells(merges, sheet.nrows, width):
        columns[column - 1][row - 1] = None
        marks.append((row, column, "merged", None))
    arrays = [text_column(texts) for texts in columns]
    facts = {
        "hidden": bool(sheet.visibility),
        "hidden_rows": [row + 1 for row, info in sorted(sheet.rowinfo_map.items()) if info.hidden],
        "hidden_columns": [
            c + 1 for c, info in sorted(sheet.colinfo_map.items()) if info.hidden and c < width
        ],
        "merges": merges,
    }
    return Contents(trimmed(table_of(arrays, column_names(width))), marks, facts)


def _format_code(book: Book, key: int) -> str | None:
    found = book.format_map.get(key)
    return found.format_str if found and key >= 164 else None  # noqa: PLR2004 - the first format that is not built in


def _read_cell(cell: Cell, looks: list[Look], datemode: int) -> tuple[str | None, str | None, str | None]:
    """Return a cell's text, its mark, and what the user sees where that differs."""
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(cell.value) or None, None, None
        case xlrd.XL_CELL_BOOLEAN:
            return ("TRUE" if cell.value else "FALSE"), None, None
        case xlrd.XL_CELL_ERROR:
            shown = xlrd.error_text_from_code.get(int(cell.value), "#ERR")
            return shown, "error", shown
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            look = looks[style] if (style := cell.xf_index or 0) < len(looks) else Look.PLAIN
            return _read_number(float(cell.value), look, datemode)
        case _:
            return None, None, None


def _read_number(value: float, look: Look, datemode: int) -> tuple[str, str | None, str | None]:
    if look is Look.DATE:
        return _date_text(value, datemode), None, None
    if look is Look.SPAN:
        return span_text(value), None, None
    text = number_text(value)
    if look is Look.PERCENT:
        return text, "percent", f"{number_text(value * 100)}%"
    if is_long(value):
        return text, "long_number", shown_long(value)
    return text, ("ambiguous_month" if AMBIGUOUS.fullmatch(text) else None), None


def _date_text(value: float, datemode: int) -> str:
    if 0 < value < 1:
        return span_text(value).rjust(8, "0")
    if value == 0 and not datemode:
        return "1900-01-00"
    try:
        return moment_text(xldate_as_datetime(value, 1 if datemode else 0))
    except (XLDateError, OverflowError, ValueError):
        return "#" * 8  # what a spreadsheet shows for a date before its calendar


def _other(sheet: Sheet) -> dict[str, object]:
    return {"name": sheet.name, "hidden": bool(sheet.visibility), "has_data": sheet.nrows > 0}
