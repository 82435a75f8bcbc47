"""Tables from rows as people type them, read and normalised as a workbook is."""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise

import polars as pl

from shucai.domain.catalogue import Form
from shucai.domain.checks import Table
from shucai.domain.examples.wrong import ERROR_CELL
from shucai.domain.normalise import normalise_columns
from shucai.domain.normalise.columns import NormalisedColumns
from shucai.domain.tables import Mark
from shucai.toolkit.normalising import readers

MARKS = {"index": pl.UInt32, "field": pl.String, "mark": pl.String, "shown": pl.String}


def typed_table(form: Form, rows: Sequence[Mapping[str, object]]) -> Table:
    """Return the rows as a table; what a row does not name is blank. A cell #N/A is an error cell of the sheet."""
    (table,) = typed_tables(form, [rows])
    return table


def typed_tables(form: Form, tables: Sequence[Sequence[Mapping[str, object]]]) -> list[Table]:
    """Return several tables of a form, read in one go: a cell is read alike whatever stands in the rows around it."""
    rows = [row for one in tables for row in one]
    columns, typed = _read(form, rows)
    starts = [0, *accumulate(len(one) for one in tables)]
    return [_part(form, columns, typed, *ends) for ends in pairwise(starts)]


def _read(form: Form, rows: Sequence[Mapping[str, object]]) -> tuple[NormalisedColumns, pl.DataFrame]:
    unknown = {name for row in rows for name in row} - set(form.by_name)
    assert not unknown, f"{form.code} has no {unknown}"
    typed = pl.DataFrame(
        {name: pl.Series([row.get(name) for row in rows], dtype=pl.String) for name in form.by_name}
    )
    marks = [
        (index, name, Mark.ERROR.value, ERROR_CELL)
        for index, row in enumerate(rows)
        for name, value in row.items()
        if value == ERROR_CELL
    ]
    return normalise_columns(readers(form), typed, pl.DataFrame(marks, schema=MARKS, orient="row")), typed


def _part(form: Form, columns: NormalisedColumns, typed: pl.DataFrame, first: int, end: int) -> Table:
    """Return the rows from one place to before another as a table of their own."""
    none = {name: declared[first:end] for name, declared in columns.none.items()}
    refused = {name: _within(cells, first, end) for name, cells in columns.refused.items()}
    return Table(
        form=form,
        values=columns.values[first:end],
        typed=typed[first:end],
        rows=pl.Series("row", range(2, end - first + 2), pl.Int64),
        sheet="Sheet1",
        places={name: number for number, name in enumerate(form.by_name, 1)},
        none={name: declared for name, declared in none.items() if declared.any()},
        refused={name: cells for name, cells in refused.items() if cells.height},
    )


def _within(cells: pl.DataFrame, first: int, end: int) -> pl.DataFrame:
    """Return the cells of some rows, which are counted from the first of them."""
    return cells.filter(pl.col("index").is_between(first, end, closed="left")).with_columns(
        pl.col("index") - first
    )


@cache
def empty_table(form: Form) -> Table:
    """Return a form without rows, as most examples have it beside theirs."""
    return typed_table(form, [])
