"""A checked workbook given back with its wrong cells coloured and commented."""

from pathlib import Path

from shucai.adapters.workbooks.annotating import annotate_workbook
from shucai.adapters.workbooks.template import CannotWrite
from shucai.toolkit.report import Report
from shucai.toolkit.writing import writing


def annotate(path: Path, report: Report, target: Path) -> None:
    """Write the user's own workbook to ``target`` with every finding at its cell; .xls and .csv come back as .xlsx.

    Raises CannotWrite where the target cannot be written or is the source itself.
    """
    if target.resolve() == path.resolve():
        raise CannotWrite("标注后的工作簿不能覆盖原文件，请换一个文件名")
    with writing(target):
        annotate_workbook(
            path,
            target,
            report.findings,
            workbook_format=report.workbook.format,
            sheet_name=report.sheet_name,
            cells=report.workbook.sheet.cells,
        )
