"""Reading .xlsx: calamine reads the text of the cells fast; the scan of the XML says what that text no longer tells."""

import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO, cast

import fastexcel

from shucai.adapters.workbooks.reading.arrow import Column, Table, table_of
from shucai.adapters.workbooks.reading.columns import column_names, patched, trimmed
from shucai.adapters.workbooks.reading.contents import Contents, Refused
from shucai.adapters.workbooks.reading.identity import IDENTITY_SHEET, identity_of
from shucai.adapters.workbooks.reading.limits import Limits
from shucai.adapters.workbooks.reading.merges import covered_cells, merges_of
from shucai.adapters.workbooks.reading.moments import with_plain_moments, with_typed_moments_told
from shucai.adapters.workbooks.reading.number_formats import Look
from shucai.adapters.workbooks.reading.package import Package
from shucai.adapters.workbooks.reading.repack import (
    ORIGIN,
    SHEET,
    SHEET_END,
    SHEET_START,
    STRINGS,
    STYLES,
    Repacked,
)
from shucai.adapters.workbooks.reading.rows import SheetText
from shucai.adapters.workbooks.reading.sheet_scan import SheetScan
from shucai.adapters.workbooks.reading.styles import plain_styles, read_looks
from shucai.adapters.workbooks.reading.workbook_part import SheetPart, WorkbookPart, read_workbook_part

COLUMN = re.compile(rb"<col\s[^>]*>")
HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
FIRST = re.compile(rb'\smin="(\d+)"')
LAST = re.compile(rb'\smax="(\d+)"')
NO_STRINGS = b"<sst/>"


def read_xlsx(file: BinaryIO, limits: Limits, named: str = "") -> Contents:
    """Return the sheet of a name of an .xlsx file, the first one where none has it. Raises Refused."""
    package = Package(file, limits)
    workbook = read_workbook_part(package)
    sheets = [sheet for sheet in workbook.sheets if sheet.name != IDENTITY_SHEET]
    if not sheets:
        raise Refused("W109")
    sheet = next((one for one in sheets if one.name == named), sheets[0])
    looks = read_looks(package, workbook.parts.get("styles"))
    contents = _sheet(package, workbook, sheet, looks, limits)
    marker = next((sheet for sheet in workbook.sheets if sheet.name == IDENTITY_SHEET), None)
    contents.facts |= {
        "format": "xlsx",
        "name": sheet.name,
        "hidden": sheet.hidden,
        "date_1904": workbook.date_1904,
        "others": [_other(package, other) for other in sheets if other is not sheet],
        "identity": identity_of(_sheet(package, workbook, marker, looks, limits).cells) if marker else None,
    }
    return contents


def _sheet(
    package: Package, workbook: WorkbookPart, sheet: SheetPart, looks: list[Look], limits: Limits
) -> Contents:
    text = SheetText(package.chunks(sheet.part))
    scan = SheetScan(limits, looks, recalculates=workbook.recalculates)
    repacked = Repacked()
    repacked.add(SHEET, _scanned(text, scan))
    if not scan.last_row:
        raise Refused("W109")
    scan.finish()
    strings = workbook.parts.get("sharedStrings", STRINGS)
    texts = package.part(strings) if strings in package else NO_STRINGS
    repacked.add(STRINGS, [with_typed_moments_told(texts) if Look.DATE in looks else texts])
    repacked.add(STYLES, [plain_styles(looks)])
    cells = _cells(repacked.finish(date_1904=workbook.date_1904))
    if Look.DATE in looks:
        cells = with_plain_moments(cells, date_1904=workbook.date_1904)
    merges = merges_of(text.tail)
    covered = covered_cells(merges, cells.num_rows, cells.num_columns)
    cells = patched(cells, [*scan.patches, *((row, column, None) for row, column in covered)])
    marks = [*scan.marks, *((row, column, "merged", None) for row, column in covered)]
    facts = {
        "hidden_rows": scan.hidden_rows,
        "hidden_columns": [column for column in _hidden_columns(text.head) if column <= cells.num_columns],
        "merges": merges,
    }
    return Contents(trimmed(cells), marks, facts)


def _scanned(text: SheetText, scan: SheetScan) -> Iterator[bytes]:
    """Yield a sheet that calamine may read. While some rows are scanned, those behind them are inflated."""
    yield SHEET_START
    with ThreadPoolExecutor(1) as scanner:
        before: tuple[bytes, Future[None]] | None = None
        for rows in text.rows():
            if before:
                yield _readable(*before, scan)
            before = rows, _begun(scanner, scan, rows)
        if before:
            yield _readable(*before, scan)
    yield SHEET_END


def _begun(scanner: ThreadPoolExecutor, scan: SheetScan, rows: bytes) -> Future[None]:
    try:
        return scanner.submit(scan.take, rows)
    except RuntimeError as error:  # there is no room for the stack of a thread
        raise MemoryError from error


def _readable(rows: bytes, scanned: Future[None], scan: SheetScan) -> bytes:
    scanned.result()
    if scan.has_errors:  # calamine refuses a whole sheet for an error it does not know
        rows = rows.replace(b' t="e"', b' t="str"')
    return with_typed_moments_told(rows) if scan.has_typed_moments else rows


def _cells(workbook: str | bytes) -> Table:
    batch = fastexcel.read_excel(workbook).load_sheet_eager(0, header_row=None, dtypes="string")
    cells = table_of(cast("list[Column]", batch.columns), column_names(batch.num_columns))
    if cells.num_columns and cells.column(0).slice(0, 1).to_pylist() == [ORIGIN]:
        cells = patched(cells, [(1, 1, None)])
    return cells


def _hidden_columns(head: bytes) -> Iterator[int]:
    for column in COLUMN.findall(head):
        first, last = FIRST.search(column), LAST.search(column)
        if HIDDEN.search(column) and first and last:
            yield from range(int(first[1]), min(int(last[1]), 16_384) + 1)


def _other(package: Package, sheet: SheetPart) -> dict[str, object]:
    has_data = False
    for rows in SheetText(package.chunks(sheet.part)).rows():
        has_data = b"</v>" in rows or b"</is>" in rows
        if has_data:
            break
    return {"name": sheet.name, "hidden": sheet.hidden, "has_data": has_data}
