"""The columns of a form as typed values, with every change and every refusal listed.

Texts that stand as they are become values at once; the distinct rest is read one by one and put back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from shucai.domain.normalise.few import is_few, read_few
from shucai.domain.normalise.marked import SPREAD, read_marked
from shucai.domain.normalise.outcomes import Level, Outcome, Refused
from shucai.domain.normalise.readers import Reader
from shucai.domain.normalise.truncation import refuse_truncated
from shucai.domain.normalise.unclean import unclean_cells

CHANGES = {
    "column": pl.UInt32,
    "index": pl.UInt32,
    "before": pl.String,
    "after": pl.String,
    "rule": pl.String,
    "level": pl.String,
}
_CELL = ("column", "text", "mark", "shown")
_REFUSED = {"index": pl.UInt32, "value": pl.String, "rule": pl.String, "message": pl.String}
_READ = {
    "column": pl.UInt32,
    "text": pl.String,
    "mark": pl.String,
    "shown": pl.String,
    "value": pl.String,
    "none": pl.Boolean,
    "rule": pl.String,
    "level": pl.String,
    "message": pl.String,
}


@dataclass(frozen=True)
class NormalisedColumns:
    """The columns of a form as read, named as the fields.

    values: String, Int64 (whole numbers and years), Float64, Boolean or Date (months on their first day); null where
        missing, declared none or refused.
    none: field -> Boolean, where 「无」 was declared; only fields that have some.
    refused: field -> index, value, rule, message; only fields that have some.
    changes: columns of CHANGES; ``column`` is the place of the field, rule several ids joined by +, level SILENT, ASK
        or REJECT (``after`` is null then).
    """

    values: pl.DataFrame
    none: Mapping[str, pl.Series]
    refused: Mapping[str, pl.DataFrame]
    changes: pl.DataFrame


def normalise_columns(
    readers: Sequence[Reader], texts: pl.DataFrame, marks: pl.DataFrame
) -> NormalisedColumns:
    """Return the columns of a form as typed values by the rules of normalisation.

    readers: one a column, in order. texts: String columns named as the readers' fields, null where a cell is empty.
    marks: index, field, mark, shown. A code or its label as the list writes it is no change, nor is 是, 否 or 「无」.
    """
    if is_few(texts, marks):
        return _of_few(readers, texts)
    clean = texts.select((r.clean | pl.col(r.field.name).is_null()).alias(r.field.name) for r in readers)
    unclean = unclean_cells(texts, clean, marks)
    found = unclean.join(_read_distinct(readers, unclean), on=_CELL, nulls_equal=True, maintain_order="left")
    for place, reader in enumerate(readers):
        found = refuse_truncated(reader.field, place, texts, found)
    by_place = {int(place): rows for (place,), rows in found.partition_by("column", as_dict=True).items()}
    of_field = {readers[place].field.name: rows for place, rows in by_place.items()}
    spelt = texts.with_columns(texts[n].scatter(rows["index"], rows["value"]) for n, rows in of_field.items())
    return NormalisedColumns(
        values=spelt.select(r.typed.alias(r.field.name) for r in readers),
        none={n: _declared(rows, texts.height) for n, rows in of_field.items() if rows["none"].any()},
        refused={
            n: _refused(rows) for n, rows in of_field.items() if rows["message"].null_count() < rows.height
        },
        changes=_changes(found, pl.Series([r.field.fill_down for r in readers], dtype=pl.Boolean)),
    )


def _of_few(readers: Sequence[Reader], texts: pl.DataFrame) -> NormalisedColumns:
    """Return the same of a handful of rows."""
    values, unclean = read_few(readers, texts)
    none: dict[str, list[int]] = {}
    refused: dict[str, list[tuple[int, str, str, str]]] = {}
    changes: list[tuple[object, ...]] = []
    for place, index, text, outcome in unclean:
        name = readers[place].field.name
        value, is_none, rule, level, _ = _row(outcome)
        if is_none:
            none.setdefault(name, []).append(index)
        if isinstance(outcome, Refused):
            refused.setdefault(name, []).append((index, text, outcome.rule, outcome.message))
        if rule is not None:
            changes.append((place, index, text, "无" if is_none else value, rule, level))
    return NormalisedColumns(
        values=values,
        none={name: pl.Series([n in rows for n in range(texts.height)]) for name, rows in none.items()},
        refused={name: pl.DataFrame(rows, schema=_REFUSED, orient="row") for name, rows in refused.items()},
        changes=pl.DataFrame(changes, schema=CHANGES, orient="row"),
    )


def _read_distinct(readers: Sequence[Reader], unclean: pl.DataFrame) -> pl.DataFrame:
    """Return what each distinct text and mark of a column says, columns of _READ."""
    distinct = unclean.select(_CELL).unique(maintain_order=True)
    rows = [(place, *cell, *_row(_said(readers[place], *cell))) for place, *cell in distinct.iter_rows()]
    return pl.DataFrame(rows, schema=_READ, orient="row")


def _said(reader: Reader, text: str | None, mark: str | None, shown: str | None) -> Outcome:
    return read_marked(reader, text, mark, shown) if mark else reader.read(text or "")


def _row(outcome: Outcome) -> tuple[object, ...]:
    if isinstance(outcome, Refused):
        return (None, False, outcome.rule, "REJECT", outcome.message)
    rule = "+".join(outcome.rules) or None
    return (outcome.text, outcome.declared_none, rule, outcome.level.value, None)


def _declared(rows: pl.DataFrame, height: int) -> pl.Series:
    nowhere = pl.Series([False]).new_from_index(0, height)
    return nowhere.scatter(rows.filter("none")["index"], values=True)


def _refused(rows: pl.DataFrame) -> pl.DataFrame:
    value = pl.coalesce("before", "text", "shown").alias("value")
    return rows.filter(pl.col("message").is_not_null()).select("index", value, "rule", "message")


def _changes(found: pl.DataFrame, fill_down: pl.Series) -> pl.DataFrame:
    """Return what is listed: cells with a rule, and cells below in a merge (F6)."""
    refused, merged = pl.col("message").is_not_null(), pl.col("merged")
    spread = (
        pl.when(pl.col("rule").is_null())
        .then(pl.lit(SPREAD))
        .otherwise(pl.lit(f"{SPREAD}+") + pl.col("rule"))
    )
    asks = merged & ~pl.lit(fill_down).gather(pl.col("column"))
    listed = found.filter(pl.col("rule").is_not_null() | merged)
    return listed.select(
        "column",
        "index",
        pl.when(refused).then(pl.coalesce("before", "text", "shown")).otherwise("before").alias("before"),
        pl.when("none").then(pl.lit("无")).otherwise("value").alias("after"),
        pl.when(merged & ~refused).then(spread).otherwise("rule").alias("rule"),
        pl.when(asks & ~refused).then(pl.lit(Level.ASK.value)).otherwise("level").alias("level"),
    )
