"""A plain .xlsx of text cells, for files that cannot carry marks themselves."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from shucai.adapters.workbooks.cell_text import literal

_CUT = -2  # what XlsxWriter answers where it had to cut a text
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME_LIMIT = 31
_LOOKED_AT, _NARROWEST, _WIDEST = 200, 8, 40  # rows that column widths are taken from; widths in characters


def write_plain(target: Path, cells: pl.DataFrame, sheet_name: str) -> tuple[str, int]:
    """Write the cells as text, each where it was.

    cells: String columns, row 0 is sheet row 1. Returns the name the sheet has there, since Excel does not take every
    name, and how many texts were cut because a cell cannot hold them.
    """
    name = _usable(sheet_name)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(target), options) as workbook:
        text = workbook.add_format({"num_format": "@"})
        sheet = workbook.add_worksheet(name)
        for column, width in enumerate(_widths(cells)):
            sheet.set_column(column, column, width, text)
        cut = sum(_write_row(sheet, row, texts, text) for row, texts in enumerate(cells.iter_rows()))
    return name, cut


def _write_row(
    sheet: Any, row: int, texts: tuple[str | None, ...], look: Any
) -> int:  # XlsxWriter is not typed
    """Write a row and return how many texts were cut."""
    answers = [
        sheet.write_string(row, column, literal(text), look) for column, text in enumerate(texts) if text
    ]
    return answers.count(_CUT)


def _widths(cells: pl.DataFrame) -> Iterator[int]:
    for column in cells.head(_LOOKED_AT).iter_columns():
        widest = column.str.len_bytes().max()  # three bytes a Chinese character, which is two wide
        yield min(max(round(int(str(widest or 0)) * 0.75) + 2, _NARROWEST), _WIDEST)


def _usable(name: str) -> str:
    cleaned = _NOT_IN_NAMES.sub(" ", name)[:_NAME_LIMIT].strip().strip("'")
    return "Sheet1" if not cleaned or cleaned.lower() == "history" else cleaned
