"""The first sheet: headings in row 1, data below, checked while they are typed."""

# pyright: reportUnknownMemberType=false
# XlsxWriter leaves parts of its interface untyped.

from collections.abc import Mapping, Sequence
from itertools import takewhile
from math import ceil

import polars as pl
from xlsxwriter.worksheet import Worksheet

from shucai.adapters.workbooks.cell_text import literal
from shucai.adapters.workbooks.template.columns import Column
from shucai.adapters.workbooks.template.names import LAST_ROW
from shucai.adapters.workbooks.template.styles import QUIET, Styles, standing
from shucai.adapters.workbooks.template.validations import validation_of
from shucai.adapters.workbooks.template.values import Cell, cell_of
from shucai.adapters.workbooks.template.widths import LINE_HEIGHT, column_width, lines, units
from shucai.adapters.workbooks.template.wording import comment
from shucai.domain.catalogue import CodeLists

FROZEN_WIDTH = 45  # key columns wider than this together would leave no room to fill the rest
COMMENT_WIDTH = 300  # pixels
COMMENT_LINE = 20
A4_WIDTH, PAGE_WIDTH = (
    150,
    240,
)  # characters that fit on a landscape page, on paper A4 and A3, and can still be read
PAPER_A4, PAPER_A3 = 9, 8
ALLOWED = (
    "sort",
    "autofilter",
    "format_cells",
    "format_columns",
    "format_rows",
    "insert_rows",
    "delete_rows",
)


def write_data(
    sheet: Worksheet,
    styles: Styles,
    columns: Sequence[Column],
    code_lists: CodeLists,
    list_names: Mapping[str, str],
    rows: pl.DataFrame | None,
) -> None:
    """Write headings, formats, checks and rows. rows: columns named as the fields."""
    headings = [heading_of(column) for column in columns]
    widths = [column_width(column, heading) for column, heading in zip(columns, headings, strict=True)]
    tallest = max(lines(text, width - 1) for text, width in zip(headings, widths, strict=True))
    sheet.set_default_row(20)
    sheet.set_row(0, tallest * LINE_HEIGHT + 10)
    for column, heading, width in zip(columns, headings, widths, strict=True):
        sheet.set_column(column.index, column.index, width, styles.cell(column))
        _write_heading(sheet, styles, column, heading)
        _write_comment(sheet, comment(column, code_lists), column)
        validation = validation_of(column, list_names)
        if validation:
            sheet.data_validation(1, column.index, LAST_ROW - 1, column.index, validation)
    if rows is not None:
        _write_rows(sheet, styles, columns, rows)
    _behave(sheet, columns, widths)
    _print(sheet, widths)


def heading_of(column: Column) -> str:
    """Return the heading with its mark; the checker leaves the mark out when it compares (normalisation F5)."""
    marks = {"required": " *", "conditional": "\n（条件必填）"}
    return column.field.title + marks.get(standing(column), "")


def _write_heading(sheet: Worksheet, styles: Styles, column: Column, heading: str) -> None:
    look = styles.heading(column)
    if standing(column) == "required":
        sheet.write_rich_string(0, column.index, look, column.field.title, styles.star, " *", look)
    else:
        sheet.write_string(0, column.index, heading, look)


def _write_comment(sheet: Worksheet, text: str, column: Column) -> None:
    per_line = COMMENT_WIDTH // 7
    height = sum(max(1, -(-units(line) // per_line)) for line in text.split("\n")) * COMMENT_LINE + 12
    look = {"x_offset": 12, "width": COMMENT_WIDTH, "height": height, "font_name": "微软雅黑", "font_size": 9}
    sheet.write_comment(0, column.index, text, {**look, "color": "#FFFFF0", "author": "数采"})


def _write_rows(sheet: Worksheet, styles: Styles, columns: Sequence[Column], rows: pl.DataFrame) -> None:
    present = [column for column in columns if column.field.name in rows.columns]
    plan = [(column.index, cell_of(column), styles.cell(column)) for column in present]
    for number, values in enumerate(rows.select([c.field.name for c in present]).iter_rows(), start=1):
        for value, (index, cell, look) in zip(values, plan, strict=True):
            content: Cell = cell(value)
            if content is None:
                sheet.write_blank(number, index, None, look)
            elif isinstance(content, str):
                sheet.write_string(number, index, literal(content), look)
            elif isinstance(content, float | int):
                sheet.write_number(number, index, content, look)
            else:
                sheet.write_datetime(number, index, content, look)


def _behave(sheet: Worksheet, columns: Sequence[Column], widths: Sequence[float]) -> None:
    """Freeze, filter and protect: headings stay as they are, everything below is free."""
    sheet.freeze_panes(1, frozen(columns, widths))
    sheet.autofilter(0, 0, LAST_ROW - 1, len(columns) - 1)
    sheet.protect("", dict.fromkeys(ALLOWED, True))
    sheet.ignore_errors({"number_stored_as_text": f"A2:{columns[-1].letters}{LAST_ROW}"})
    sheet.set_selection(1, 0, 1, 0)


def frozen(columns: Sequence[Column], widths: Sequence[float]) -> int:
    """Return how many columns stay in sight: the key columns at the left edge, at least the first."""
    keys = len(list(takewhile(lambda column: column.is_key, columns)))
    while keys > 1 and sum(widths[:keys]) > FROZEN_WIDTH:
        keys -= 1
    return max(keys, 1)


def _print(sheet: Worksheet, widths: Sequence[float]) -> None:
    total = sum(widths)
    sheet.set_landscape()
    sheet.set_paper(PAPER_A4 if total <= A4_WIDTH else PAPER_A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(ceil(total / PAGE_WIDTH), 0)
    if total > PAGE_WIDTH:
        sheet.repeat_columns("A:A")
    sheet.set_header(f'&L&"微软雅黑"&9&K{QUIET[1:]}&A')
    sheet.set_footer('&R&"微软雅黑"&9第 &P 页，共 &N 页')
