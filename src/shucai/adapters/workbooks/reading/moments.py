"""Dates as calamine writes them into text, put right: midnight, fractions of seconds, times without a day, day 0."""

# pyarrow comes without types, so what goes through it is unknown here:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false, reportAttributeAccessIssue=false

from datetime import datetime

import pyarrow as pa
import pyarrow.compute as pc

from shucai.adapters.workbooks.reading.columns import Patch, patched
from shucai.adapters.workbooks.reading.numbers import MIDNIGHT, moment_text

ODD_MOMENT = (
    r"^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+|(?:1899-|1900-0[1-3]|1904-01-01).{5,12} ?\d\d:\d\d:\d\d)$"
)
MIDNIGHT_END = r"^(\d{4}-\d\d-\d\d) 00:00:00$"
DAY_ZERO = {False: "1899-12-31", True: "1904-01-01"}


def with_plain_moments(cells: pa.Table, *, date_1904: bool) -> pa.Table:
    """Return the table with dates without midnight and with times to the second."""
    patches: list[Patch] = []
    for index, name in enumerate(cells.column_names):
        column = cells.column(index)
        if not pc.any(pc.match_substring(column, ":")).as_py():
            continue
        for row in pc.indices_nonzero(pc.match_substring_regex(column, ODD_MOMENT)).to_pylist():
            text = column[row].as_py()
            patches.append((row + 1, index + 1, _plain(text, DAY_ZERO[date_1904])))
        if pc.any(pc.ends_with(column, MIDNIGHT)).as_py():
            plain = pc.replace_substring_regex(column, MIDNIGHT_END, r"\1")
            cells = cells.set_column(index, name, plain)
    return patched(cells, patches)


def _plain(text: str, day_zero: str) -> str:
    day, _, time = text.partition(" ")
    if day == day_zero and not time.startswith("00:00:00"):
        return moment_text(datetime.fromisoformat(text.ljust(26, "0") if "." in text else text))[11:]
    if day == "1899-12-31":
        return "1900-01-00"  # what a spreadsheet shows for 0 as a date
    return moment_text(datetime.fromisoformat(text.ljust(26, "0") if "." in text else text))
