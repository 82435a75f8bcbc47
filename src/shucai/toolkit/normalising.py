"""From the text of a sheet to a typed table, keeping every change."""

from collections.abc import Mapping
from functools import lru_cache

import polars as pl

from shucai.domain.catalogue import Form
from shucai.domain.checks import CHANGES_SCHEMA, Table
from shucai.domain.layouts import Body, Layout
from shucai.domain.normalise import NormalisedColumn, Reader, normalise_columns, reader_of
from shucai.domain.tables import column_letters
from shucai.toolkit.catalogue import catalogue

NO_TEXT = pl.String()


@lru_cache(maxsize=512)
def readers(form: Form) -> tuple[Reader, ...]:
    """Return how each field of a form is read; made once a form, as long code lists are looked up in many ways."""
    code_lists = catalogue().code_lists
    return tuple(reader_of(f, code_lists[f.code_list] if f.code_list else None) for f in form.fields)


def table_of(
    form: Form, body: Body, layout: Layout, sheet: str
) -> tuple[Table, Mapping[str, NormalisedColumn]]:
    """Return the rows of a form typed and normalised, and the columns with their changes."""
    absent = [pl.lit(None, NO_TEXT).alias(f.name) for f in form.fields if f.name not in body.typed.columns]
    typed = body.typed.with_columns(absent).select(list(form.by_name))
    columns = normalise_columns(readers(form), typed, body.marks)
    table = Table(
        form=form,
        values=pl.DataFrame([column.values for column in columns.values()]),
        typed=_as_shown(typed, body.marks),
        rows=body.rows,
        sheet=sheet,
        places=layout.columns,
        none={n: c.declared_none for n, c in columns.items() if c.declared_none is not None},
        refused={n: c.rejects for n, c in columns.items() if c.rejects.height},
    )
    return table, columns


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
    listed = [
        _listed(column).with_columns(pl.lit(number).alias("#column"))
        for number, column in enumerate(columns.values())
        if column.changes.height or column.rejects.height
    ]
    if not listed:
        return pl.DataFrame(schema=CHANGES_SCHEMA)
    seen = pl.concat(listed)
    row = table.rows.gather(seen["index"]).cast(pl.Int64)
    names = list(columns)
    letters = [column_letters(table.places[name]) if name in table.places else "" for name in names]
    titles = [table.form.by_name[name].title for name in names]
    placed = seen.with_columns(
        row.alias("row"),
        (pl.Series(letters).gather(seen["#column"]) + row.cast(pl.String)).alias("cell"),
        pl.Series(names).gather(seen["#column"]).alias("field"),
        pl.Series(titles).gather(seen["#column"]).alias("title"),
    )
    return placed.sort("row", "#column", maintain_order=True).select(list(CHANGES_SCHEMA))


def _listed(column: NormalisedColumn) -> pl.DataFrame:
    """Return the changes of a column and its refusals, which leave nothing behind."""
    refused = column.rejects.select(
        "index",
        pl.col("value").alias("before"),
        pl.lit(None, NO_TEXT).alias("after"),
        "rule",
        pl.lit("REJECT").alias("level"),
    )
    return pl.concat([column.changes, refused])
