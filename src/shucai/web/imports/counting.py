"""How many cases the findings of a file are, counted as the grid counts them: rows that fail a rule together are one."""

import polars as pl

from shucai.domain.catalogue import Form
from shucai.domain.checks.sets import shared_in
from shucai.domain.rows.meeting import SHEET_ROW


def cases_of(form: Form, rows: pl.DataFrame, findings: pl.DataFrame) -> dict[tuple[str, str], int]:
    """Return (rule, severity) -> how many cases. rows: of the file, as kept; findings: FINDINGS_SCHEMA."""
    counted = findings.group_by("rule", "severity").len().iter_rows()
    found = {(rule, severity): count for rule, severity, count in counted}
    together = shared_in(form, rows.columns)
    for rule, severity in found:
        if rule in together:
            of_rule = findings.filter((pl.col("rule") == rule) & (pl.col("severity") == severity))
            found[rule, severity] = _cases(rows, of_rule, together[rule])
    return found


def _cases(rows: pl.DataFrame, findings: pl.DataFrame, fields: tuple[str, ...]) -> int:
    """Return how many cases the findings of one rule are. fields: what the rows of a case share; none: they are one."""
    if not fields:
        return 1
    met = rows.filter(pl.col(SHEET_ROW).cast(pl.Int64).is_in(findings["row"].cast(pl.Int64).implode()))
    return met.select(fields).n_unique()
