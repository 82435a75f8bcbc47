"""Rows that fail a rule together are one case, here as in the grid: two rows with one key repeat it once."""

import polars as pl

from shucai.domain.catalogue import Form, Severity
from shucai.domain.checks.sets import first_of_cases

CASE = "case"  # the sheet row of the first row of a finding's case


def cases_in(findings: pl.DataFrame) -> int:
    """Return how many cases there are in findings; without the column CASE each finding is one."""
    if CASE not in findings.columns or findings.is_empty():
        return findings.height
    return int(findings.select(pl.struct("rule", "severity", CASE).n_unique()).item())


def counts_of(findings: pl.DataFrame) -> dict[str, int]:
    """Return severity -> how many cases."""
    return {one.value: cases_in(findings.filter(pl.col("severity") == one.value)) for one in Severity}


def with_cases(findings: pl.DataFrame, form: Form, values: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    """Return findings with the case each belongs to. values: of the rows that were checked; rows: where each stands."""
    sheet_rows = rows.cast(pl.Int64)
    place = pl.DataFrame({"row": sheet_rows}).with_row_index("index")
    found = findings.select("rule", "row").join(place, on="row", how="left", maintain_order="left")
    return findings.with_columns(sheet_rows.gather(first_of_cases(form, found, values)).alias(CASE))
