"""The shapes in which changes and findings are handed on: one row each, in tables that scale."""

import polars as pl

CHANGES_SCHEMA = {
    "row": pl.Int64,  # sheet row, from 1
    "cell": pl.String,  # C12
    "field": pl.String,
    "title": pl.String,
    "before": pl.String,
    "after": pl.String,
    "rule": pl.String,  # id of reference/normalisation.md: T3, N6, C2, D2 …; several are joined by +
    "level": pl.String,  # SILENT | ASK
}

FINDINGS_SCHEMA = {
    "row_key": pl.String,  # the business key as people know it, joined by " / "
    "sheet": pl.String,
    "cell": pl.String,
    "row": pl.Int64,
    "field": pl.String,
    "title": pl.String,
    "value": pl.String,  # as typed
    "rule": pl.String,
    "severity": pl.String,
    "message": pl.String,
}
