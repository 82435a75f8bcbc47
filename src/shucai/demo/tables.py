"""Rows as people type them -> the table that checks read, through the same normalisation as a workbook's cells."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from shucai.domain.catalogue import Field, Form
from shucai.domain.checks import Table
from shucai.toolkit.normalising import table_of_texts

Row = dict[str, Any]  # field name -> what its cell holds: text, number, yes or no, day, or several texts
Rows = list[Row]


class UnknownColumn(KeyError):
    """A builder names a column that its form does not have."""


def table_of(form: Form, rows: Sequence[Row]) -> Table:
    """Return rows as a table. Raises UnknownColumn naming what the form does not have."""
    strange = {name for row in rows for name in row} - set(form.by_name)
    if strange:
        raise UnknownColumn(f"{form.code} {form.title}: {sorted(strange)}")
    typed = pl.DataFrame(
        {field.name: _texts(field, rows) for field in form.fields},
        schema={field.name: pl.String for field in form.fields},
    )
    table, _ = table_of_texts(form, typed)
    return replace(table, rows=pl.Series("row", range(2, len(rows) + 2), pl.Int64), sheet=form.code)


def _texts(field: Field, rows: Sequence[Row]) -> list[str | None]:
    values = (row.get(field.name) for row in rows)
    return [value if type(value) is str and value else typed_text(field, value) for value in values]


def typed_text(field: Field, value: object) -> str | None:
    """Return what a person would type for a value."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return f"{value:%Y-%m}" if field.type == "yearmonth" else value.isoformat()
    if isinstance(value, float):
        value = f"{Decimal(str(round(value, 6))).normalize():f}"
        return f"{value}%" if field.kind == "percent" else value
    if isinstance(value, list | tuple):
        return "；".join(str(one) for one in value)
    return str(value)


def cells_of(table: Table) -> pl.DataFrame:
    """Return the values of a table for a workbook, with 「无」 where it was declared."""
    return table.values.with_columns(
        pl.when(none).then(pl.lit("无")).otherwise(_as_text(table.form.by_name[name])).alias(name)
        for name, none in table.none.items()
    )


def _as_text(field: Field) -> pl.Expr:
    column = pl.col(field.name)
    return column.dt.strftime("%Y-%m") if field.type == "yearmonth" else column.cast(pl.String)
