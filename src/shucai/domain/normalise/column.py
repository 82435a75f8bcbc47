"""A column of a sheet as typed values, with every change and every refusal listed.

Texts that stand as they are become values at once; the distinct rest is read one by one and put back.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue import CodeList, Field
from shucai.domain.normalise.marked import SPREAD, read_marked, with_merged_filled
from shucai.domain.normalise.outcomes import Level, Outcome, Refused
from shucai.domain.normalise.readers import Reader, reader_of
from shucai.domain.normalise.truncation import refuse_truncated
from shucai.domain.tables import Mark

CHANGES = {"index": pl.UInt32, "before": pl.String, "after": pl.String, "rule": pl.String, "level": pl.String}
REJECTS = {"index": pl.UInt32, "value": pl.String, "rule": pl.String, "message": pl.String}
_READ = {
    "text": pl.String, "mark": pl.String, "shown": pl.String, "value": pl.String, "none": pl.Boolean,
    "rule": pl.String, "level": pl.String, "message": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class NormalisedColumn:
    """A column as read.

    values: String, Int64 (whole numbers and years), Float64, Boolean or Date (months on their first day);
        null where missing, declared none or refused.
    declared_none: Boolean, where 「无」 was declared; None where nowhere.
    changes: index, before, after, rule (several joined by +), level (SILENT, ASK). rejects: index, value, rule, message.
    """

    values: pl.Series
    declared_none: pl.Series | None
    changes: pl.DataFrame
    rejects: pl.DataFrame


def normalise_column(
    field: Field, text: pl.Series, marks: pl.DataFrame, code_list: CodeList | None
) -> NormalisedColumn:
    """Return a column as typed values by the rules of normalisation.

    text: String, null where the cell is empty. marks: index, mark, shown; at most one a cell.
    A code or its label as the list writes it is no change, nor is 是, 否 or 「无」.
    """
    reader = reader_of(field, code_list)
    cells = text.rename("text").to_frame().with_row_index("index")
    clean = cells.select(reader.clean | pl.col("text").is_null()).to_series()
    if not marks.height and clean.all():
        return NormalisedColumn(
            _typed(reader, cells), None, pl.DataFrame(schema=CHANGES), pl.DataFrame(schema=REJECTS)
        )
    unclean = _unclean(cells, clean, marks)
    read = _read_distinct(reader, unclean)
    found = unclean.join(read, on=["text", "mark", "shown"], nulls_equal=True, maintain_order="left")
    found = refuse_truncated(field, text, found)
    return NormalisedColumn(
        values=_typed(reader, _put_back(cells, found)),
        declared_none=_declared(found, len(text)),
        changes=_changes(found, fill_down=field.fill_down),
        rejects=found.filter(pl.col("message").is_not_null()).select(
            "index", pl.coalesce("before", "text", "shown").alias("value"), "rule", "message"
        ),
    )


def _typed(reader: Reader, cells: pl.DataFrame) -> pl.Series:
    return cells.select(reader.typed.alias(reader.field.name)).to_series()


def _unclean(cells: pl.DataFrame, clean: pl.Series, marks: pl.DataFrame) -> pl.DataFrame:
    """Return the cells to be read one by one: index, before, text, mark, shown, merged."""
    if not marks.height:
        rest = cells.filter(~clean)
        none = pl.lit(None, pl.String)
        return rest.with_columns(
            pl.col("text").alias("before"), none.alias("mark"), none.alias("shown"), merged=False
        )
    marked = cells.with_columns(pl.col("text").alias("before"), clean.alias("clean")).join(
        marks.cast({"index": pl.UInt32}).unique("index", keep="first"),
        on="index",
        how="left",
        maintain_order="left",
    )
    merges = (marks["mark"] == Mark.MERGED).any()
    marked = with_merged_filled(marked) if merges else marked.with_columns(merged=False)
    wanted = (
        ~pl.col("clean") | pl.col("mark").is_not_null() | (pl.col("merged") & pl.col("text").is_not_null())
    )
    return marked.filter(wanted).drop("clean")


def _read_distinct(reader: Reader, unclean: pl.DataFrame) -> pl.DataFrame:
    """Return what each distinct text and mark says, columns of _READ."""
    distinct = unclean.select("text", "mark", "shown").unique(maintain_order=True)
    return pl.DataFrame(_rows(reader, distinct.iter_rows()), schema=_READ, orient="row")


def _rows(
    reader: Reader, cells: Iterable[tuple[str | None, str | None, str | None]]
) -> list[tuple[object, ...]]:
    return [
        (*cell, *_row(read_marked(reader, *cell) if cell[1] else reader.read(cell[0] or "")))
        for cell in cells
    ]


def _row(outcome: Outcome) -> tuple[object, ...]:
    if isinstance(outcome, Refused):
        return (None, False, outcome.rule, "REJECT", outcome.message)
    rule = "+".join(outcome.rules) or None
    return (outcome.text, outcome.declared_none, rule, outcome.level.value, None)


def _put_back(cells: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    text = cells["text"].scatter(found["index"], found["value"]) if found.height else cells["text"]
    return cells.with_columns(text.alias("text"))


def _declared(found: pl.DataFrame, height: int) -> pl.Series | None:
    declared = found.filter("none")["index"]
    if not len(declared):
        return None
    return pl.int_range(height, dtype=pl.UInt32, eager=True).is_in(declared.implode()).alias("declared_none")


def _changes(found: pl.DataFrame, *, fill_down: bool) -> pl.DataFrame:
    """Return the changes listed: those with a rule, and cells below in a merge (F6)."""
    spread = pl.lit(SPREAD) + pl.when(pl.col("rule").is_not_null()).then("+" + pl.col("rule")).otherwise(
        pl.lit("")
    )
    asks = pl.lit(not fill_down) | (pl.col("level") == Level.ASK)
    listed = found.filter(pl.col("message").is_null() & (pl.col("rule").is_not_null() | pl.col("merged")))
    return listed.select(
        pl.col("index").cast(pl.UInt32),
        "before",
        pl.when("none").then(pl.lit("无")).otherwise("value").alias("after"),
        pl.when("merged").then(spread).otherwise("rule").alias("rule"),
        pl.when(pl.col("merged") & asks).then(pl.lit(Level.ASK.value)).otherwise("level").alias("level"),
    )
