"""Files that go back to the visitor: the marked workbook and the list of findings."""

import csv
import io
from collections.abc import Iterator

import polars as pl
import xlsxwriter
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from shucai.domain.catalogue import Severity
from shucai.web.checks import store
from shucai.web.checks.checking import record_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = {
    "row_key": ("对象", 24), "sheet": ("工作表", 16), "cell": ("单元格", 9), "title": ("栏目", 22), "value": ("填写的值", 24),
    "severity": ("级别", 7), "message": ("问题和改法", 70), "rule": ("规则", 40),
}  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def annotated(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give back the visitor's workbook with its wrong cells marked."""
    owner, record = record_or_404(request, token)
    if not record.has_annotated:
        raise Http404
    pieces = store.drawer().stream(owner, token, store.ANNOTATED)
    return StreamingHttpResponse(pieces, headers=_headers(XLSX, f"{record.stem}-标注.xlsx"))


@require_safe
def issues_xlsx(request: HttpRequest, token: str) -> HttpResponse:
    """Give the findings as a workbook."""
    table, stem = _issues(request, token)
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("问题清单")
        bold = book.add_format({"bold": True, "bg_color": "#eef1f4", "bottom": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for number, (title, width) in enumerate(COLUMNS.values()):
            sheet.write_string(0, number, title, bold)
            sheet.set_column(number, number, width, wrapped)
        for line, row in enumerate(table.iter_rows(), start=1):
            sheet.write_row(line, 0, row)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, table.height, len(COLUMNS) - 1)
    return HttpResponse(out.getvalue(), headers=_headers(XLSX, f"{stem}-问题清单.xlsx"))


@require_safe
def issues_csv(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give the findings as CSV, marked as UTF-8 for Excel."""
    table, stem = _issues(request, token)
    headers = _headers("text/csv; charset=utf-8", f"{stem}-问题清单.csv")
    return StreamingHttpResponse(_csv_lines(table), headers=headers)


def _issues(request: HttpRequest, token: str) -> tuple[pl.DataFrame, str]:
    owner, record = record_or_404(request, token)
    if record.overview is None:
        raise Http404
    labels = {severity.value: severity.label for severity in Severity}
    table = store.table(owner, token, store.FINDINGS).select(list(COLUMNS))
    return table.with_columns(pl.col("severity").replace_strict(labels, return_dtype=pl.String)), record.stem


def _csv_lines(table: pl.DataFrame) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([title for title, _ in COLUMNS.values()])
    yield "\ufeff" + out.getvalue()
    for rows in table.iter_slices(2000):
        out.seek(0)
        out.truncate()
        writer.writerows([_plain(value) for value in row] for row in rows.iter_rows())
        yield out.getvalue()


def _plain(value: str | None) -> str:
    """Return text that a spreadsheet does not run: a leading sign gets an apostrophe before it."""
    text = value or ""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _headers(content_type: str, name: str) -> dict[str, str]:
    return {
        "Content-Type": content_type,
        "Content-Disposition": content_disposition_header(True, name) or "attachment",  # noqa: FBT003
    }
