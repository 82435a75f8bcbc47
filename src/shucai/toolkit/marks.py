"""A checked workbook given back with its wrong cells coloured and commented."""

from pathlib import Path

from shucai.adapters.workbooks.annotating import annotate_workbook
from shucai.toolkit.report import Report


def annotate(path: Path, report: Report, target: Path) -> None:
    """Write the user's own workbook to ``target`` with every finding at its cell; .xls and .csv come back as .xlsx."""
    annotate_workbook(
        path,
        target,
        report.findings,
        workbook_format=report.workbook.format,
        sheet_name=report.sheet_name,
        cells=report.workbook.sheet.cells,
    )
