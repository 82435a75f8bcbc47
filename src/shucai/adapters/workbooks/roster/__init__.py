"""Writes the workbook in which a school lists its people: a sheet to fill, with drop-downs, and a page of notes."""

from shucai.adapters.workbooks.roster.write import Choices, write_roster

__all__ = ["Choices", "write_roster"]
