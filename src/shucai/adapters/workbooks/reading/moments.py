"""Dates as calamine writes them into text, put right: midnight, fractions of seconds, times without a day, day 0."""

import re
from datetime import datetime

from shucai.adapters.workbooks.reading.arrow import Table, has, rows_with, substituted
from shucai.adapters.workbooks.reading.columns import Patch, patched
from shucai.adapters.workbooks.reading.numbers import MIDNIGHT, moment_text

ODD_MOMENT = (
    r"^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+|(?:1899-|1900-0[1-3]|1904-01-01).{5,12} ?\d\d:\d\d:\d\d)$"
)
MIDNIGHT_END = r"^(\d{4}-\d\d-\d\d) 00:00:00$"
DAY_ZERO = {False: "1899-12-31", True: "1904-01-01"}

# A text cell may hold just what calamine makes of a date, and must stay as typed. So before calamine sees it, a character
# that Unicode keeps out of all text is put behind it, which no date has, and taken away again afterwards.
TYPED = "\ufdd0"
TYPED_MOMENT = re.compile(rb" \d\d:\d\d:\d\d(?:\.\d+)?(?=</(?:t|v)>)")


def with_typed_moments_told(xml: bytes) -> bytes:
    """Return XML of texts or rows in which texts that end like a moment end in TYPED."""
    return TYPED_MOMENT.sub(rb"\g<0>" + TYPED.encode(), xml)


def with_plain_moments(cells: Table, *, date_1904: bool) -> Table:
    """Return the table with dates without midnight and with times to the second, and without TYPED."""
    patches: list[Patch] = []
    for index, name in enumerate(cells.column_names):
        column = cells.column(index)
        if not has(column, ":"):
            continue
        for row in rows_with(column, ODD_MOMENT):
            text = column.slice(row, 1).to_pylist()[0] or ""
            patches.append((row + 1, index + 1, _plain(text, DAY_ZERO[date_1904])))
        if has(column, MIDNIGHT):
            column = substituted(column, MIDNIGHT_END, r"\1")
        if has(column, TYPED):
            column = substituted(column, TYPED, "")
        cells = cells.set_column(index, name, column)
    return patched(cells, patches)


def _plain(text: str, day_zero: str) -> str:
    day, _, time = text.partition(" ")
    if day == day_zero and not time.startswith("00:00:00"):
        return moment_text(datetime.fromisoformat(text.ljust(26, "0") if "." in text else text))[11:]
    if day == "1899-12-31":
        return "1900-01-00"  # what a spreadsheet shows for 0 as a date
    return moment_text(datetime.fromisoformat(text.ljust(26, "0") if "." in text else text))
