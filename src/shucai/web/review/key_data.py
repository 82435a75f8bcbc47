"""Key data on top of the page: each key column with what it comes to, this year beside last year."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import polars as pl

from shucai.apps.review.comparing import Compared
from shucai.domain.catalogue import Field
from shucai.domain.rows import UID
from shucai.web.review.lines import difference_of
from shucai.web.rows.cells import Reader

MOST = 12


@dataclass(frozen=True)
class Figure:
    """A key column. note: in how many rows it is filled and moved; old is blank without last year."""

    title: str
    new: str
    old: str
    difference: str
    percent: str
    note: str


def key_figures(compared: Compared, reader: Reader) -> list[Figure]:
    """Return what the key columns come to. Of a form that is key as a whole, its numbers."""
    form, keyed = compared.reviewed.rows.form, compared.reviewed.key_fields
    fields = [form.by_name[name] for name in keyed]
    if len(keyed) == len(form.by_name):
        fields = [field for field in fields if field.is_numeric and field.name not in form.primary_key]
    return [_figure(compared, reader, field) for field in fields[:MOST]]


def _figure(compared: Compared, reader: Reader, field: Field) -> Figure:
    rows, before = compared.rows[field.name], compared.before
    past = None if before is None or before.is_empty() else before[field.name]
    single = compared.reviewed.rows.form.cardinality == "one"
    if single or field.is_numeric:
        new = _first(rows) if single else _sum(rows)
        old = None if past is None else _first(past) if single else _sum(past)
        difference, percent = difference_of(old, new) if field.is_numeric else ("", "")
        shown = [_read(reader, field, text) if single else _grouped(text) for text in (new, old)]
        note = "" if single else "各行合计"
        return Figure(field.title, shown[0], "" if past is None else shown[1], difference, percent, note)
    filled = f"{rows.len() - rows.null_count()} 行"
    was = "" if past is None else f"{past.len() - past.null_count()} 行"
    return Figure(
        field.title, filled, was, "", "", f"{_moved(compared, field.name)} 行与上年不同" if was else ""
    )


def _moved(compared: Compared, name: str) -> int:
    """Return in how many rows a column is not as last year."""
    uids = compared.rows[UID].to_list()
    now = dict(zip(uids, compared.rows[name].to_list(), strict=True))
    return sum(now[uid] != was[name] for uid, was in compared.former(uids).items())


def _first(column: pl.Series) -> str | None:
    return None if column.is_empty() or column[0] is None else str(column[0])


def _sum(column: pl.Series) -> str:
    numbers = column.cast(pl.Decimal(38, 6), strict=False).drop_nulls()
    total = Decimal(str(numbers.sum())) if numbers.len() else Decimal(0)
    return f"{total.normalize():f}"


def _read(reader: Reader, field: Field, text: str | None) -> str:
    """Return what stands in a cell, a number with its thousands apart; what is no number as it was typed."""
    try:
        return _grouped(text) if field.is_numeric else reader.shown(field.name, text)
    except InvalidOperation:
        return reader.shown(field.name, text)


def _grouped(text: str | None) -> str:
    return "" if text is None else f"{Decimal(text):,f}"
