"""The roster of people as a workbook: written for a school to fill, read, and given back with its wrong cells marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from shucai.adapters.workbooks.annotating import annotate_workbook
from shucai.adapters.workbooks.reading import read_workbook
from shucai.adapters.workbooks.roster import Choices, write_roster
from shucai.domain.checks import FINDINGS_SCHEMA
from shucai.domain.roster import Fault, RosterSheet, read_sheet
from shucai.domain.tables import Unreadable, Workbook
from shucai.toolkit.writing import writing

__all__ = ["Choices", "RosterFile", "annotate_roster", "read_roster", "write_roster_workbook"]


@dataclass(frozen=True)
class RosterFile:
    """A roster as read from a file."""

    workbook: Workbook
    sheet: RosterSheet


def read_roster(path: Path) -> RosterFile | Unreadable:
    """Return the lines of a roster in a limited child process, or why the file cannot be read."""
    workbook = read_workbook(path)
    if isinstance(workbook, Unreadable):
        return workbook
    return RosterFile(workbook, read_sheet(workbook.sheet.cells))


def write_roster_workbook(target: Path, choices: Choices, rows: Sequence[Sequence[str]] = ()) -> None:
    """Write the workbook of a roster. Raises CannotWrite."""
    with writing(target):
        write_roster(target, choices, rows)


def annotate_roster(path: Path, read: RosterFile, faults: Sequence[Fault], target: Path) -> None:
    """Write the user's own workbook to ``target`` with every wrong cell coloured and commented. Raises CannotWrite."""
    name = read.workbook.sheet.name
    rows = [
        (
            "",
            name,
            fault.cell,
            fault.row,
            fault.title,
            fault.title,
            fault.value,
            "roster",
            "error",
            fault.message,
        )
        for fault in faults
    ]
    findings = pl.DataFrame(rows, schema=FINDINGS_SCHEMA, orient="row")
    with writing(target):
        annotate_workbook(
            path,
            target,
            findings,
            workbook_format=read.workbook.format,
            sheet_name=name,
            cells=read.workbook.sheet.cells,
        )
