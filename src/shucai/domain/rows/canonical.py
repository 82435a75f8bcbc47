"""Values as texts in the one spelling of their field, from which the same values are read again."""

from collections.abc import Mapping, Sequence

import polars as pl

from shucai.domain.catalogue import Field
from shucai.domain.normalise import NormalisedColumns

NONE = "无"
TRUE, FALSE = "是", "否"


def canonical(fields: Sequence[Field], typed: pl.DataFrame, columns: NormalisedColumns) -> pl.DataFrame:
    """Return rows as texts: the value where one was read, 「无」 where that was declared, else what was typed.

    typed: as shown, String columns named as the fields; columns: what normalising them answered.
    """
    values = as_texts(fields, columns.values)
    return values.with_columns(
        pl.coalesce(
            pl.col(f.name), _where(columns.none.get(f.name)), _where_refused(columns.refused, typed, f.name)
        ).alias(f.name)
        for f in fields
        if f.name in columns.none or f.name in columns.refused
    )


def as_texts(fields: Sequence[Field], values: pl.DataFrame) -> pl.DataFrame:
    """Return typed values as texts: codes, dates YYYY-MM-DD, months YYYY-MM, 是 or 否, numbers without trailing zeros."""
    return values.select(_as_text(f).alias(f.name) for f in fields)


def _as_text(field: Field) -> pl.Expr:
    column = pl.col(field.name)
    if field.type == "yearmonth":
        return column.dt.strftime("%Y-%m")
    if field.type == "boolean":
        return pl.when(column).then(pl.lit(TRUE)).when(~column).then(pl.lit(FALSE))
    if field.type == "number":
        return column.cast(pl.String).str.strip_suffix(".0")
    return column.cast(pl.String)


def _where(declared: pl.Series | None) -> pl.Expr:
    if declared is None:
        return pl.lit(None, pl.String())
    return pl.when(pl.lit(declared)).then(pl.lit(NONE))


def _where_refused(refused: Mapping[str, pl.DataFrame], typed: pl.DataFrame, name: str) -> pl.Expr:
    """Return what stands in the cells that could not be read; error cells as the sheet shows them."""
    rows = refused.get(name)
    if rows is None:
        return pl.lit(None, pl.String())
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, typed.height)
    shown = pl.coalesce(typed[name].gather(rows["index"]), rows["value"], eager=True)
    return pl.lit(nothing.scatter(rows["index"].to_list(), shown.to_list()))
