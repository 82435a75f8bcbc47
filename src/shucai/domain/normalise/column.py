"""A column of a sheet as typed values, with every change and every refusal listed.

Texts that stand as they are become values at once; the distinct rest is read one by one and put back.
"""

from collections.abc import Iterable, Mapping, Sequence
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

NO_CHANGES, NO_REJECTS = pl.DataFrame(schema=CHANGES), pl.DataFrame(schema=REJECTS)
NO_MARKS = pl.DataFrame(schema={"index": pl.UInt32, "mark": pl.String, "shown": pl.String})


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
    """Return one column as typed values. text: String, null where the cell is empty. marks: index, mark, shown."""
    of_field = marks.with_columns(pl.lit(field.name).alias("field"))
    return normalise_columns([reader_of(field, code_list)], text.alias(field.name).to_frame(), of_field)[
        field.name
    ]


def normalise_columns(
    readers: Sequence[Reader], texts: pl.DataFrame, marks: pl.DataFrame
) -> Mapping[str, NormalisedColumn]:
    """Return the columns of a form as typed values by the rules of normalisation, by field name.

    texts: String columns named as the readers' fields, null where a cell is empty. marks: index, field, mark, shown;
    at most one a cell. A code or its label as the list writes it is no change, nor is 是, 否 or 「无」.
    """
    clean = texts.select((r.clean | pl.col(r.field.name).is_null()).alias(r.field.name) for r in readers)
    done = clean.select(pl.all().all()).row(0, named=True)
    marked = {
        str(name[0]): of_field.drop("field")
        for name, of_field in marks.partition_by("field", as_dict=True).items()
    }
    found = {
        r.field.name: _read(r, texts[r.field.name], clean[r.field.name], marked.get(r.field.name, NO_MARKS))
        for r in readers
        if r.field.name in marked or not done[r.field.name]
    }
    spelt = texts.with_columns(
        texts[name].scatter(cells["index"], cells["value"]) for name, cells in found.items()
    )
    values = spelt.select(r.typed.alias(r.field.name) for r in readers)
    return {r.field.name: _column(r, values[r.field.name], found.get(r.field.name)) for r in readers}


def _read(reader: Reader, text: pl.Series, clean: pl.Series, marks: pl.DataFrame) -> pl.DataFrame:
    """Return the cells that do not stand as they are, with what each says: columns of _READ, index, before, merged."""
    unclean = _unclean(text.alias("text").to_frame().with_row_index("index"), clean.alias("clean"), marks)
    read = _read_distinct(reader, unclean)
    found = unclean.join(read, on=["text", "mark", "shown"], nulls_equal=True, maintain_order="left")
    return refuse_truncated(reader.field, text, found)


def _column(reader: Reader, values: pl.Series, found: pl.DataFrame | None) -> NormalisedColumn:
    if found is None:
        return NormalisedColumn(values, None, NO_CHANGES, NO_REJECTS)
    refused = found.filter(pl.col("message").is_not_null())
    return NormalisedColumn(
        values=values,
        declared_none=_declared(found, len(values)),
        changes=_changes(found, fill_down=reader.field.fill_down),
        rejects=refused.select(
            "index", pl.coalesce("before", "text", "shown").alias("value"), "rule", "message"
        ),
    )


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
