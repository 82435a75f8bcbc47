"""What a person should know of a file as a whole: what was read though hidden, what was passed over, what looks odd."""

from collections.abc import Iterator, Sequence

import polars as pl

from shucai.adapters.workbooks.annotating import LIST_SHEET
from shucai.adapters.workbooks.template import OWN_SHEETS, identity_of
from shucai.domain.checks import Table
from shucai.domain.layouts import Body, Layout
from shucai.domain.layouts.body import SOMETHING
from shucai.domain.tables import Workbook, column_letters

SHOWN_ROWS = 10


def notices_of(workbook: Workbook, layout: Layout, body: Body, table: Table) -> tuple[str, ...]:
    """Return sentences about a file that was read, in the order in which a reader would ask."""
    return (
        *_of_no_rows(table),
        *_of_template(workbook, table),
        *(difference.text for difference in layout.differences),
        *_of_sheet(workbook),
        *of_unread_sheets(workbook),
        *(f"第 {row} 行以“{text}”开头，按说明行略过，没有读取" for row, text in body.left_out),
        *_of_headings(body),
        *_of_untitled(workbook, layout),
        *_of_empty_rows(table),
    )


def of_other_year(workbook: Workbook, year: int | None) -> tuple[str, ...]:
    """Return a sentence where the template was handed out for another year than the one that is collected, if any is."""
    theirs = (workbook.identity or {}).get("year")
    if theirs is None or year is None or theirs == str(year):
        return ()
    asked = f"模板是 {theirs} 年度的，现在采集的是 {year} 年度：请确认里面填的是 {year} 年度的数据"
    return (f"{asked}；要接着上年的行填，请下载“带上年数据”的模板",)


def of_unread_sheets(workbook: Workbook) -> tuple[str, ...]:
    """Return a sentence for each sheet behind the first one whose data are not read."""
    return tuple(
        f"工作表「{name}」里有数据，不会读取；数据应放在第一个工作表" for name in sheets_with_data(workbook)
    )


def sheets_with_data(workbook: Workbook) -> list[str]:
    """Return the names of the sheets behind the first one that hold data of the user's own."""
    return [
        sheet.name
        for sheet in workbook.others
        if sheet.has_data and sheet.name not in OWN_SHEETS and not sheet.name.startswith(LIST_SHEET)
    ]


def _of_no_rows(table: Table) -> Iterator[str]:
    if table.height:
        return
    if table.form.cardinality == "one":
        yield "没有数据行。这张表全校填一行，必须填写"
    else:
        yield "没有数据行。如果确实没有可填的，请按规定做零报告；如果填过，请看数据是否在第一个工作表、表头下面"


def _of_template(workbook: Workbook, table: Table) -> Iterator[str]:
    stated = (workbook.identity or {}).get("fingerprint")
    if stated is not None and stated != identity_of(table.form)["fingerprint"]:
        yield "这份模板是在表单定义修改以前下载的，各列仍能一一对应，照常读取；下次请下载新模板"


def _of_sheet(workbook: Workbook) -> Iterator[str]:
    sheet = workbook.sheet
    if sheet.hidden:
        yield f"第一个工作表「{sheet.name}」是隐藏的，照常读取"
    if sheet.hidden_rows:
        count, places = len(sheet.hidden_rows), _listed(sheet.hidden_rows)
        yield f"有 {count} 个隐藏行（第 {places} 行），与可见行一样读取；不想读取的请在文件里删除"
    if sheet.hidden_columns:
        letters = [column_letters(column) for column in sheet.hidden_columns]
        yield f"有 {len(letters)} 个隐藏列（{_listed(letters)} 列），与可见列一样读取"
    if workbook.date_1904:
        yield "工作簿用 1904 日期系统，日期已按该系统换算"


def _of_headings(body: Body) -> Iterator[str]:
    if body.headings:
        yield f"第 {_listed(body.headings)} 行又是表头，略过，没有读取"


def _of_untitled(workbook: Workbook, layout: Layout) -> Iterator[str]:
    """Return the columns that hold something below the heading and have no title there: nobody can tell what they are."""
    cells = workbook.sheet.cells
    titles = cells.head(layout.heading_row)
    untitled = [name for name in cells.columns if not "".join(titles[name].drop_nulls()).strip()]
    below = cells.slice(layout.heading_row).select(untitled)
    counts = below.select(pl.all().str.contains(SOMETHING).sum()).row(0) if untitled else ()
    for name, count in zip(untitled, counts, strict=True):
        column = int(name[1:])
        if count and column not in layout.columns.values():
            yield f"{column_letters(column)} 列没有列名，其中 {count} 个单元格有内容，没有读取"


def _of_empty_rows(table: Table) -> Iterator[str]:
    """Return the rows that hold nothing but their key (normalisation E7): they may be meant as reports of nothing."""
    others = [name for name in table.typed.columns if name not in table.form.primary_key]
    if not others or table.form.cardinality == "one" or not table.height:
        return
    only_key = table.typed.select(pl.all_horizontal(pl.col(name).is_null() for name in others)).to_series()
    rows = table.rows.filter(only_key).to_list()
    if rows:
        yield f"第 {_listed(rows)} 行除了{_key_titles(table)}以外都空着：如果表示没有发生，请逐行确认；如果是漏填，请补填"


def _listed(places: Sequence[object]) -> str:
    return "、".join(str(place) for place in places[:SHOWN_ROWS]) + (
        " 等" if len(places) > SHOWN_ROWS else ""
    )


def _key_titles(table: Table) -> str:
    return "＋".join(f"「{table.form.by_name[name].title}」" for name in table.form.primary_key)
