"""Gives the user's own workbook back with the wrong cells coloured and commented; nothing else of it changes."""

from shucai.adapters.workbooks.annotating.annotate import annotate_workbook
from shucai.adapters.workbooks.annotating.wording import LIST_SHEET

__all__ = ["LIST_SHEET", "annotate_workbook"]
