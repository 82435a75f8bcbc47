"""Sheets as read from a file, before anyone knows which form they are."""

from shucai.domain.tables.address import cell_name, column_letters
from shucai.domain.tables.sheet import MARKS_SCHEMA, Mark, OtherSheet, Sheet, Unreadable, Workbook

__all__ = [
    "MARKS_SCHEMA",
    "Mark",
    "OtherSheet",
    "Sheet",
    "Unreadable",
    "Workbook",
    "cell_name",
    "column_letters",
]
