"""The findings as a list to pass on, as CSV and as a workbook. No value of theirs can run or be taken for markup."""

import csv
import io
from collections.abc import Iterator

import polars as pl
import xlsxwriter

from shucai.adapters.workbooks.cell_text import literal
from shucai.domain.catalogue import Severity

COLUMNS = {
    "row_key": ("对象", 24), "sheet": ("工作表", 16), "cell": ("单元格", 9), "title": ("栏目", 22), "value": ("填写的值", 24),
    "severity": ("级别", 7), "message": ("问题和改法", 70), "rule": ("规则", 40),
}  # fmt: skip
FORMULA_STARTS = tuple(
    "=+-@＝＋－＠\t\r\n"
)  # full-width signs too: Chinese Excel reads them as the narrow ones
CSV_ROWS_AT_ONCE = 2000


def listed(findings: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of the list, severities by the words people read. findings: FINDINGS_SCHEMA."""
    labels = {severity.value: severity.label for severity in Severity}
    return findings.select(list(COLUMNS)).with_columns(
        pl.col("severity").replace_strict(labels, return_dtype=pl.String)
    )


def as_workbook(table: pl.DataFrame) -> bytes:
    """Return the list as an .xlsx."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("问题清单")
        bold = book.add_format({"bold": True, "bg_color": "#eef1f4", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for number, (title, width) in enumerate(COLUMNS.values()):
            sheet.write_string(0, number, title, bold)
            sheet.set_column(number, number, width, wrapped)
        for line, row in enumerate(table.iter_rows(), start=1):
            for number, text in enumerate(row):
                sheet.write_string(line, number, literal(text or ""))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, table.height, len(COLUMNS) - 1)
    return out.getvalue()


def as_csv(table: pl.DataFrame) -> Iterator[str]:
    """Yield the list as CSV, marked as UTF-8 for Excel."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([title for title, _ in COLUMNS.values()])
    yield "\ufeff" + out.getvalue()
    for rows in table.iter_slices(CSV_ROWS_AT_ONCE):
        out.seek(0)
        out.truncate()
        writer.writerows([plain(value) for value in row] for row in rows.iter_rows())
        yield out.getvalue()


def plain(value: str | None) -> str:
    """Return text that a spreadsheet does not run: a leading sign gets an apostrophe before it."""
    text = value or ""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
