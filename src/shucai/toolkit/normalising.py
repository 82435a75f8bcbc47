"""From the text of a sheet to a typed table, keeping every change."""

from functools import lru_cache

import polars as pl

from shucai.domain.catalogue import Form
from shucai.domain.checks import CHANGES_SCHEMA, Table
from shucai.domain.layouts import Body, Layout
from shucai.domain.normalise import NormalisedColumns, Reader, normalise_columns, reader_of
from shucai.domain.rows import canonical
from shucai.domain.tables import column_letters
from shucai.toolkit.catalogue import catalogue

NO_TEXT = pl.String()
NO_MARKS = pl.DataFrame(
    schema={"index": pl.UInt32, "field": pl.String, "mark": pl.String, "shown": pl.String}
)


@lru_cache(maxsize=512)
def readers(form: Form) -> tuple[Reader, ...]:
    """Return how each field of a form is read; made once a form, as long code lists are looked up in many ways."""
    names = {f.name: f.code_list or _list_referred_to(form, f.name) for f in form.fields}
    code_lists = catalogue().code_lists
    lists = {name: code_lists[code_list] for name, code_list in names.items() if code_list is not None}
    return tuple(reader_of(f, lists.get(f.name)) for f in form.fields)


def _list_referred_to(form: Form, name: str) -> str | None:
    """Return the code list of the field that a reference points to, where all its targets have the same."""
    edition = catalogue().edition_of(form)
    targets = [t for key in form.foreign_keys if key.fields == (name,) for t in key.targets]
    lists = {edition.forms[code].by_name[field].code_list for code, (field, *_) in targets}
    return lists.pop() if len(lists) == 1 else None


def table_of(form: Form, body: Body, layout: Layout, sheet: str) -> tuple[Table, NormalisedColumns]:
    """Return the rows of a form typed and normalised, and the columns with their changes."""
    typed = with_all_columns(form, body.typed)
    columns = normalise_columns(readers(form), typed, body.marks)
    table = Table(
        form=form,
        values=columns.values,
        typed=_as_shown(typed, body.marks),
        rows=body.rows,
        sheet=sheet,
        places=layout.columns,
        none=columns.none,
        refused=columns.refused,
    )
    return table, columns


def with_all_columns(form: Form, typed: pl.DataFrame) -> pl.DataFrame:
    """Return texts with every field of a form in its order, null where the sheet has no column for it."""
    absent = [pl.lit(None, NO_TEXT).alias(f.name) for f in form.fields if f.name not in typed.columns]
    return typed.with_columns(absent).select(list(form.by_name))


def canonical_texts(table: Table, columns: NormalisedColumns) -> pl.DataFrame:
    """Return the rows of a table as texts in their one spelling: what staging keeps and the grid shows."""
    return canonical(table.form.fields, table.typed, columns)


def spelt_columns(form: Form, texts: pl.DataFrame) -> pl.DataFrame:
    """Return some columns of a form, texts as they are typed, in their one spelling; the others are not looked at."""
    own = [reader for reader in readers(form) if reader.field.name in texts.columns]
    typed = texts.select(reader.field.name for reader in own)
    return canonical([reader.field for reader in own], typed, normalise_columns(own, typed, NO_MARKS))


def table_of_texts(
    form: Form, texts: pl.DataFrame, marks: pl.DataFrame = NO_MARKS
) -> tuple[Table, NormalisedColumns]:
    """Return rows that are texts already, as staging keeps them or as they are typed into the grid, as a typed table.

    texts: String columns named as fields; marks: index, field, mark, shown. Rows count from 1, columns as the fields do.
    """
    typed = with_all_columns(form, texts)
    columns = normalise_columns(readers(form), typed, marks)
    table = Table(
        form=form,
        values=columns.values,
        typed=_as_shown(typed, marks),
        rows=pl.Series("row", range(1, typed.height + 1), dtype=pl.Int64),
        sheet="",
        places={f.name: number for number, f in enumerate(form.fields, start=1)},
        none=columns.none,
        refused=columns.refused,
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


def changes_of(table: Table, columns: NormalisedColumns) -> pl.DataFrame:
    """Return every cell that normalisation changed or refused, CHANGES_SCHEMA, by row and column."""
    changes, fields = columns.changes, table.form.fields
    letters = [column_letters(table.places[f.name]) if f.name in table.places else "" for f in fields]
    row = table.rows.gather(changes["index"]).cast(pl.Int64)
    named = pl.DataFrame(
        {"field": [f.name for f in fields], "title": [f.title for f in fields], "letters": letters}
    )
    placed = changes.with_columns(row.alias("row"), *named.select(pl.all().gather(changes["column"])))
    cell = pl.col("letters") + pl.col("row").cast(pl.String)
    return placed.with_columns(cell.alias("cell")).sort("row", "column").select(list(CHANGES_SCHEMA))
