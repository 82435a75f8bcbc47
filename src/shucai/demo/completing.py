"""Filling what a builder left unsaid: references, required cells, some optional ones, and what a condition asks for."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import polars as pl

from shucai.demo.references import FormOf, RowsOf, take_over
from shucai.demo.tables import Row, Rows, table_of
from shucai.domain.catalogue import Field, Form
from shucai.domain.catalogue.schema import parameters_of, schema_of
from shucai.domain.examples import right_text
from shucai.domain.predicates import compile_predicate, parse
from shucai.toolkit.catalogue import YEAR, catalogue

DEFAULT_ROWS = 6  # of a form that has no builder
OPTIONAL_EVERY = 3  # one row in three has its optional cells filled
ROUNDS = 3  # a condition may hang on a cell that another condition asked for
PLAIN: Mapping[str, Callable[[str], object]] = {
    "integer": int,
    "year": int,
    "number": float,
    "boolean": "是".__eq__,
    "date": date.fromisoformat,
}


def completed(form: Form, given: Sequence[Row], year: int, form_of: FormOf, rows_of: RowsOf) -> Rows:
    """Return the rows of a builder with everything else a form wants.

    A field a row names stays as it is, also where it is None. Optional fields that some check reads stay blank: what they
    may hold is the builder's to say. form_of, rows_of: the forms and rows of the same platform, by code.
    """
    rows = [{name: plain_value(form.by_name[name], value) for name, value in row.items()} for row in given]
    named = [frozenset(row) for row in given]
    take_over(form, rows, form_of, rows_of, optional_every=OPTIONAL_EVERY)
    read = _fields_read_by_checks(form) | {name for key in form.foreign_keys for name in key.fields}
    for field in form.fields:
        if field.required:
            _fill(field, rows, year, range(len(rows)), named)
        elif field.required_when is None and field.name not in read and not field.derived:
            _fill(field, rows, year, range(0, len(rows), OPTIONAL_EVERY), named)
    _fill_conditional(form, rows, year, named)
    return rows


def plain_value(field: Field, value: object) -> object:
    """Return a value as rows hold it: whole numbers, numbers, truth and days as such, whatever the builder wrote."""
    if not isinstance(value, str) or value in {"", "无"}:
        return value
    if field.type == "yearmonth":
        return date.fromisoformat(f"{value[:7]}-01")
    return PLAIN[field.type](value) if field.type in PLAIN else value


def right_value(field: Field, number: int, year: int) -> object:
    """Return what may stand in row ``number`` of a campaign; days lie in its academic year."""
    value = plain_value(field, right_text(field, catalogue().code_lists, number))
    if isinstance(value, date):
        return value.replace(year=value.year + year - YEAR)
    return f"{year - 1}-{year}" if field.kind == "academic_year" else value


def default_rows(form: Form, year: int) -> Rows:
    """Return rows for a form without a builder: nothing but keys that differ."""
    referring = {name for key in form.foreign_keys for name in key.fields}
    height = 1 if form.cardinality == "one" else DEFAULT_ROWS
    keys = [form.by_name[name] for name in form.primary_key if name not in referring]
    return [{key.name: right_value(key, number, year) for key in keys} for number in range(height)]


def _fill(
    field: Field, rows: Rows, year: int, places: Sequence[int], named: Sequence[frozenset[str]]
) -> None:
    for number in places:
        if rows[number].get(field.name) is None and field.name not in named[number]:
            rows[number][field.name] = right_value(field, number, year)


def _fill_conditional(form: Form, rows: Rows, year: int, named: Sequence[frozenset[str]]) -> None:
    for _ in range(ROUNDS):
        open_ones = [
            (name, condition) for name, condition in _conditions(form) if _is_open(name, rows, named)
        ]
        if not open_ones:
            return
        needed = table_of(form, rows).frame.select(condition.alias(name) for name, condition in open_ones)
        for name in needed.columns:
            _fill(form.by_name[name], rows, year, needed[name].arg_true().to_list(), named)


def _is_open(name: str, rows: Rows, named: Sequence[frozenset[str]]) -> bool:
    """Return whether some row neither has a value for a field nor was told to leave it blank."""
    return any(name not in said and row.get(name) is None for row, said in zip(rows, named, strict=True))


@lru_cache(maxsize=512)
def _conditions(form: Form) -> tuple[tuple[str, pl.Expr], ...]:
    everything = catalogue()
    parameters = parameters_of(form, everything.edition_of(form))
    schema = schema_of(form, everything.code_lists)
    return tuple(
        (field.name, compile_predicate(parse(field.required_when), schema, parameters))
        for field in form.fields
        if field.required_when is not None
    )


@lru_cache(maxsize=512)
def _fields_read_by_checks(form: Form) -> frozenset[str]:
    """Return the fields that some predicate of the form speaks of."""
    texts = [f"{check.require} {check.when or ''}" for check in form.checks]
    texts += [field.required_when for field in form.fields if field.required_when is not None]
    return frozenset(name for name in form.by_name if any(name in text for text in texts))
