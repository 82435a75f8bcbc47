"""Rows that fail a rule together are one case, here as in the grid: two rows with one key repeat it once."""

import polars as pl

from shucai import toolkit
from shucai.domain.catalogue import Severity
from shucai.domain.checks import Table
from shucai.domain.checks.sets import shared_in

CASE = "case"  # the sheet row of the first row of a finding's case


def cases_in(findings: pl.DataFrame) -> int:
    """Return how many cases there are in findings; without the column CASE each finding is one."""
    if CASE not in findings.columns or findings.is_empty():
        return findings.height
    return int(findings.select(pl.struct("rule", "severity", CASE).n_unique()).item())


def counts_of(findings: pl.DataFrame) -> dict[str, int]:
    """Return severity -> how many cases."""
    return {one.value: cases_in(findings.filter(pl.col("severity") == one.value)) for one in Severity}


def with_cases(report: toolkit.Report) -> pl.DataFrame:
    """Return the findings of a report with the case each belongs to, in their order."""
    told = report.findings.with_row_index("#at").with_columns(pl.col("row").alias(CASE))
    together = shared_in(report.form, report.table.values.columns)
    parts = [told.filter(~pl.col("rule").is_in(list(together)))]
    for rule, shared in together.items():
        of_rule = told.filter(pl.col("rule") == rule)
        same = _same(report.table, shared)
        met = of_rule.join(same, on="row", how="left", maintain_order="left")
        parts.append(met.with_columns(pl.col("row").min().over("#same").alias(CASE)).drop("#same"))
    return pl.concat(parts).sort("#at").drop("#at")


def _same(table: Table, names: tuple[str, ...]) -> pl.DataFrame:
    """Return sheet row and a number that is the same for rows that share the values; of no values all do."""
    alike = pl.struct(names).hash() if names else pl.lit(0, pl.UInt64)
    rows = table.rows.cast(pl.Int64).alias("row")
    return table.values.select(alike.alias("#same"), rows)
