"""Tables from rows in the words people fill: labels of codes, dates as text."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from shucai.domain.catalogue import CodeLists, Field, Form
from shucai.domain.checks import Table
from shucai.domain.predicates import DTYPES


def labelled_table(form: Form, rows: Sequence[Mapping[str, object]], code_lists: CodeLists) -> Table:
    """Return the rows as a table; what a row does not name is blank. Unknown field names are refused."""
    unknown = {name for row in rows for name in row} - set(form.by_name)
    assert not unknown, f"{form.code} has no {unknown}"
    columns = [
        pl.Series(
            f.name, [_stored(f, row.get(f.name), code_lists) for row in rows], DTYPES[f.type], strict=False
        )
        for f in form.fields
    ]
    values = pl.DataFrame(columns)
    return Table(
        form=form,
        values=values,
        typed=values.select(pl.all().cast(pl.String)),
        rows=pl.Series("row", range(2, len(rows) + 2), pl.Int64),
        sheet="Sheet1",
        places={f.name: number for number, f in enumerate(form.fields, 1)},
    )


def _stored(field: Field, given: object, code_lists: CodeLists) -> object:
    """Return the value that is stored: the code of a label, the date of its text."""
    if field.type in {"date", "yearmonth"} and isinstance(given, str):
        return date.fromisoformat(given if field.type == "date" else f"{given}-01")
    if field.code_list is not None and isinstance(given, str):
        labels = code_lists[field.code_list].by_label
        return ";".join(labels.get(label, (label,))[0] for label in given.split(";"))
    return given
