"""From the text of a sheet to a typed table, keeping every change."""

from collections.abc import Mapping

import polars as pl

from shucai.domain.catalogue import CodeLists, Field, Form
from shucai.domain.checks import CHANGES_SCHEMA, Table
from shucai.domain.layouts import Body, Layout
from shucai.domain.normalise import NormalisedColumn, normalise_column
from shucai.domain.tables import column_letters

NO_TEXT = pl.String()


def table_of(
    form: Form, body: Body, layout: Layout, sheet: str, code_lists: CodeLists
) -> tuple[Table, Mapping[str, NormalisedColumn]]:
    """Return the rows of a form typed and normalised, and the columns with their changes."""
    columns = {f.name: _column(f, body, code_lists) for f in form.fields}
    typed = body.typed.with_columns(
        pl.lit(None, NO_TEXT).alias(f.name) for f in form.fields if f.name not in body.typed.columns
    )
    table = Table(
        form=form,
        values=pl.DataFrame([column.values.alias(name) for name, column in columns.items()]),
        typed=_as_shown(typed.select([f.name for f in form.fields]), body.marks),
        rows=body.rows,
        sheet=sheet,
        places=layout.columns,
        none={n: c.declared_none for n, c in columns.items() if c.declared_none is not None},
        refused={n: c.rejects for n, c in columns.items() if c.rejects.height},
    )
    return table, columns


def _column(field: Field, body: Body, code_lists: CodeLists) -> NormalisedColumn:
    text = (
        body.typed[field.name]
        if field.name in body.typed.columns
        else pl.Series(field.name, [None] * body.typed.height, pl.String)
    )
    marks = body.marks.filter(pl.col("field") == field.name).select("index", "mark", "shown")
    return normalise_column(field, text, marks, code_lists[field.code_list] if field.code_list else None)


def _as_shown(typed: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Return the text with what the sheet shows where it differs from the text (error cells)."""
    for name, rows in marks.drop_nulls("shown").partition_by("field", as_dict=True).items():
        column = str(name[0])
        known = typed[column].gather(rows["index"])
        lost = rows.filter(known.is_null())
        if lost.height:
            shown = typed[column].scatter(lost["index"].to_list(), lost["shown"].to_list())
            typed = typed.with_columns(shown.alias(column))
    return typed


def changes_of(table: Table, columns: Mapping[str, NormalisedColumn]) -> pl.DataFrame:
    """Return every cell that normalisation changed or refused, CHANGES_SCHEMA, by row and column."""
    parts: list[pl.DataFrame] = []
    for number, (name, column) in enumerate(columns.items()):
        refused = column.rejects.select(
            pl.col("index").cast(pl.UInt32),
            pl.col("value").alias("before"),
            pl.lit(None, NO_TEXT).alias("after"),
            "rule",
            pl.lit("REJECT").alias("level"),
        )
        seen = pl.concat([column.changes.select(refused.columns).cast({"index": pl.UInt32}), refused])
        if seen.height:
            parts.append(_placed(table, name, seen).with_columns(pl.lit(number).alias("#column")))
    if not parts:
        return pl.DataFrame(schema=CHANGES_SCHEMA)
    return pl.concat(parts).sort("row", "#column", maintain_order=True).select(list(CHANGES_SCHEMA))


def _placed(table: Table, name: str, seen: pl.DataFrame) -> pl.DataFrame:
    letters = column_letters(table.places[name]) if name in table.places else ""
    row = table.rows.gather(seen["index"]).cast(pl.Int64)
    return seen.with_columns(
        row.alias("row"),
        (pl.lit(letters) + row.cast(pl.String)).alias("cell"),
        pl.lit(name).alias("field"),
        pl.lit(table.form.by_name[name].title).alias("title"),
    ).select([*CHANGES_SCHEMA])
