"""Tables from rows as people type them, read and normalised as a workbook is."""

from collections.abc import Mapping, Sequence
from functools import cache

import polars as pl

from shucai.domain.catalogue import Form
from shucai.domain.checks import Table
from shucai.domain.examples.wrong import ERROR_CELL
from shucai.domain.normalise import normalise_columns
from shucai.domain.tables import Mark
from shucai.toolkit.normalising import readers

MARKS = {"index": pl.UInt32, "field": pl.String, "mark": pl.String, "shown": pl.String}


def typed_table(form: Form, rows: Sequence[Mapping[str, object]]) -> Table:
    """Return the rows as a table; what a row does not name is blank. A cell #N/A is an error cell of the sheet."""
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
    columns = normalise_columns(readers(form), typed, pl.DataFrame(marks, schema=MARKS, orient="row"))
    return Table(
        form=form,
        values=columns.values,
        typed=typed,
        rows=pl.Series("row", range(2, len(rows) + 2), pl.Int64),
        sheet="Sheet1",
        places={name: number for number, name in enumerate(form.by_name, 1)},
        none=columns.none,
        refused=columns.refused,
    )


@cache
def empty_table(form: Form) -> Table:
    """Return a form without rows, as most examples have it beside theirs."""
    return typed_table(form, [])
