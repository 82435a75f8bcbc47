"""Rows that were deleted on the page and that a file still has, in words."""

from typing import Any

import polars as pl

from shucai.apps.filling.bringing.gone import GONE, gone_in
from shucai.domain.catalogue import Form
from shucai.domain.rows.meeting import INDEX, SHEET_ROW
from shucai.web.imports.telling import Line, key_of_line


def gone_rows(changes: pl.DataFrame) -> dict[str, Any] | None:
    """Return how many rows were deleted and how many of them the file has otherwise, with the first; None where none."""
    gone = gone_in(changes)
    if gone.is_empty():
        return None
    mended = int(gone["mended"].sum())
    first = gone.sort("mended", maintain_order=True).row(0, named=True)
    counts = {"count": gone.height, "mended": mended, "same": gone.height - mended}
    return counts | {"cause": GONE, "row": first["row"], "value": first["before"], "words": first["after"]}


def gone_lines(form: Form, rows: pl.DataFrame, changes: pl.DataFrame) -> list[Line]:
    """Return the rows that were deleted, each with who did it and when. rows: of the file."""
    gone = gone_in(changes).select(pl.col("index").alias(INDEX), pl.col("after").alias("#told"))
    met = gone.join(rows, on=INDEX, maintain_order="left")
    return [
        Line(row[SHEET_ROW], key_of_line(form, row), row["#told"], ()) for row in met.iter_rows(named=True)
    ]
