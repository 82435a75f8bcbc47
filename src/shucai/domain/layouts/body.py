"""The data rows of a matched sheet: blank rows and the lines people write under a table are left out, and said."""

import re
from dataclasses import dataclass

import polars as pl

from shucai.domain.layouts.match import Layout
from shucai.domain.tables import Sheet

# A line under the table, not a row: the word alone or before a colon, so that 「注册会计师」 and 「说明文写作」 stay rows.
NOT_DATA = (
    r"^\s*((本页|全表)?(合\s*计|总\s*计|小\s*计)\s*[:：]?"
    r"|(填表)?(说明|注|备注)\s*[:：].*"
    r"|(填表|填报|制表|经办|审核|复核|校对|审批|联系)人?\s*[:：].*"
    r"|((单位|部门|主管)?负责人|(主管|分管)领导|联系电话|(填表|填报|制表|统计)?(日期|时间)|(填表|填报|报送)(单位|部门))\s*[:：].*"
    r"|(填报)?单位\s*[(（]盖章[)）].*)\s*$"
)
SOMETHING = r"[^\s\u{200b}-\u{200f}\u{2060}\u{feff}]"  # a character that is seen
FEWEST_TITLES = 2  # a row is the heading once more where so many titles stand in their columns
MARKS = {"index": pl.UInt32, "field": pl.String, "mark": pl.String, "shown": pl.String}


@dataclass(frozen=True)
class Body:
    """The rows below the heading.

    typed: String columns named as the fields that have a column. rows: the sheet row of each, from 1.
    marks: index (row of ``typed``), field, mark, shown. left_out: sheet row and first text of each line that is no data.
    headings: the sheet rows in which the heading stands once more, as where sheets were pasted under each other.
    """

    typed: pl.DataFrame
    rows: pl.Series
    marks: pl.DataFrame
    left_out: tuple[tuple[int, str], ...]
    headings: tuple[int, ...] = ()


def body_of(sheet: Sheet, layout: Layout) -> Body:
    """Return the data rows of a sheet, column by field (normalisation F7)."""
    chosen = [pl.col(f"c{column}").alias(name) for name, column in layout.columns.items()]
    below = sheet.cells.slice(layout.heading_row).select(chosen)
    numbered = below.with_columns(
        pl.int_range(layout.heading_row + 1, layout.heading_row + 1 + below.height).alias("#row")
    )
    marked = sheet.marks.filter(pl.col("row") > layout.heading_row)
    with_marks = pl.col("#row").is_in(marked["row"].implode())
    first = pl.coalesce(list(layout.columns))
    lines = numbered.filter(pl.lit(_filled(below)) | with_marks).with_columns(
        first.str.contains(NOT_DATA).fill_null(value=False).alias("#line")
    )
    left_out = lines.filter("#line").select("#row", first.alias("first")).rows()
    headings = _headings(lines, sheet, layout)
    kept = lines.filter(~pl.col("#line") & ~pl.col("#row").is_in(headings.implode()))
    return Body(
        typed=kept.select(list(layout.columns)),
        rows=kept["#row"],
        marks=_marks(marked, layout, kept["#row"]),
        left_out=tuple((row, re.sub(r"\s+", " ", text)[:40]) for row, text in left_out),
        headings=tuple(headings),
    )


def _headings(lines: pl.DataFrame, sheet: Sheet, layout: Layout) -> pl.Series:
    """Return the sheet rows that are the heading once more: at least half of what they hold are titles of their columns.

    To strip all cells takes long: that is done where a cell, or the first text of a row stripped, is a title as it stands.
    """
    heading = sheet.cells.row(layout.heading_row - 1)
    titles = {
        name: [layout.form.by_name[name].title, str(heading[column - 1])]
        for name, column in layout.columns.items()
    }
    first = pl.coalesce(list(titles)).str.strip_chars()
    as_it_stands = [pl.col(name) == title for name, told in titles.items() for title in dict.fromkeys(told)]
    likely = lines.filter(
        pl.any_horizontal(*as_it_stands) | first.is_in([title for told in titles.values() for title in told])
    )
    named = pl.sum_horizontal(pl.col(name).str.strip_chars().is_in(told) for name, told in titles.items())
    filled = pl.sum_horizontal(pl.col(name).is_not_null() for name in titles)
    return likely.filter((named >= FEWEST_TITLES) & (named * 2 >= filled))["#row"]


def _filled(rows: pl.DataFrame) -> pl.Series:
    """Return which rows show anything; of most rows the first text tells that."""
    first = rows.select(pl.coalesce(pl.all()).str.contains(SOMETHING).fill_null(value=False)).to_series()
    open_rows = first.not_().arg_true()
    whole = pl.concat_str(pl.all(), ignore_nulls=True).str.contains(SOMETHING)
    return first.scatter(open_rows, rows[open_rows].select(whole).to_series()) if open_rows.len() else first


def _marks(marked: pl.DataFrame, layout: Layout, rows: pl.Series) -> pl.DataFrame:
    if marked.is_empty():
        return pl.DataFrame(schema=MARKS)
    index_of = pl.DataFrame({"row": rows.cast(pl.Int64)}).with_row_index("index")
    field_of = pl.DataFrame(
        {"column": list(layout.columns.values()), "field": list(layout.columns)},
        schema={"column": pl.Int64, "field": pl.String},
    )
    return (
        marked.join(index_of, on="row").join(field_of, on="column").select("index", "field", "mark", "shown")
    )
