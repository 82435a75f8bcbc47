"""Rows that make a condition true, false or unknown, found by trying what its columns may hold."""

from collections.abc import Iterator, Sequence
from itertools import islice

import polars as pl
from sqlglot import exp

from shucai.domain.catalogue import CodeList, Field
from shucai.domain.catalogue.schema import schema_of
from shucai.domain.examples.example import Row
from shucai.domain.examples.setting import Setting
from shucai.domain.normalise import normalise_columns, reader_of
from shucai.domain.predicates import compile_predicate, none_column, parse

NO_MARKS = pl.DataFrame(
    schema={"index": pl.UInt32, "field": pl.String, "mark": pl.String, "shown": pl.String}
)
MOST = (60, 60, 30, 12)  # values tried of each of one, two, three and more columns
TRIAL = "#trial"


def deciding_row(condition: str, setting: Setting, *, answer: bool | None) -> Row | None:
    """Return a row, as typed, on which a condition is true, false or (None) unknown; None where no trial is.

    The row names only columns of the condition; blank ones are left out.
    """
    tree = parse(condition).tree
    names = list(dict.fromkeys(column.name for column in tree.find_all(exp.Column)))
    fields = [setting.form.by_name[name] for name in names]
    literals = [literal.name for literal in tree.find_all(exp.Literal)]
    most = MOST[min(len(fields), len(MOST)) - 1]
    tried = [[*islice(_texts(field, literals, setting), most), None] for field in fields]
    values = [_values(field, texts, setting) for field, texts in zip(fields, tried, strict=True)]
    rows = values[0]
    for column in values[1:]:
        rows = rows.join(column, how="cross")
    outcome = rows.select(
        compile_predicate(parse(condition), schema_of(setting.form, setting.code_lists), setting.parameters)
    ).to_series()
    hits = (outcome.is_null() if answer is None else outcome.eq(answer).fill_null(value=False)).arg_true()
    if hits.is_empty():
        return None
    chosen = rows.row(int(hits[-1] if answer is None else hits[0]), named=True)
    found = ((name, texts[chosen[name + TRIAL]]) for name, texts in zip(names, tried, strict=True))
    return {name: text for name, text in found if text is not None}


def _values(field: Field, texts: Sequence[str | None], setting: Setting) -> pl.DataFrame:
    """Return the texts read as values, with where 「无」 stands and the number of each trial."""
    code_list = setting.code_lists[field.code_list] if field.code_list else None
    typed = pl.DataFrame({field.name: pl.Series(texts, dtype=pl.String)})
    columns = normalise_columns([reader_of(field, code_list)], typed, NO_MARKS)
    nowhere = pl.lit(value=False).alias(none_column(field.name))
    trial = pl.int_range(pl.len()).alias(field.name + TRIAL)
    return columns.values.with_columns(columns.none.get(field.name, nowhere), trial)


def _texts(field: Field, literals: Sequence[str], setting: Setting) -> Iterator[str]:
    """Return what may stand in a column: what the condition names first, then other right values."""
    if field.type == "boolean":
        yield from ("是", "否")
    elif field.code_list is not None:
        yield from _labels(setting.code_lists[field.code_list], literals)
    elif field.is_numeric or field.type == "year":
        numbers = [float(literal) for literal in literals if literal.replace(".", "", 1).isdecimal()]
        yield from dict.fromkeys(f"{value:g}" for n in numbers for value in (n, n + 1, n - 1))
    elif field.type == "string":
        yield from dict.fromkeys(literals)
    yield setting.right(field)


def _labels(code_list: CodeList, literals: Sequence[str]) -> Iterator[str]:
    named = [literal for literal in literals if literal in code_list.by_label]
    in_force = [code.label for code in code_list.codes if code.valid_to is None]
    yield from dict.fromkeys(named + in_force)
