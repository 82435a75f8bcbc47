"""What checking a file answers: a report, or a refusal to read it with every reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import polars as pl

from shucai.domain.catalogue import Form, Severity
from shucai.domain.checks import FINDINGS_SCHEMA, Result, Skipped, Summary, Table, summarise
from shucai.domain.tables import Workbook, cell_name


@dataclass(frozen=True)
class Refusal:
    """A file whose rows were not read; nothing was changed.

    kind: unreadable, not_recognised (name the form), altered (repair the file), needs_consent (columns can be mapped).
    """

    kind: Literal["unreadable", "not_recognised", "altered", "needs_consent"]
    message: str
    differences: tuple[str, ...] = ()
    form: Form | None = None
    candidates: tuple[Form, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the refusal for machines."""
        return {
            "refused": self.kind,
            "message": self.message,
            "differences": list(self.differences),
            "form": self.form.code if self.form else None,
            "candidates": [form.code for form in self.candidates],
        }


@dataclass(frozen=True)
class Report:
    """What was found in the rows of one file.

    changes: CHANGES_SCHEMA, one row a cell that normalisation changed. notices: lines about the file as a whole.
    """

    form: Form
    workbook: Workbook
    table: Table
    changes: pl.DataFrame
    results: tuple[Result, ...]
    skipped: tuple[Skipped, ...]
    notices: tuple[str, ...] = field(default=())

    @property
    def rows(self) -> int:
        """Return the number of data rows."""
        return self.table.height

    @property
    def sheet_name(self) -> str:
        """Return the name of the sheet that was read."""
        return self.table.sheet

    @cached_property
    def evaluated(self) -> Summary:
        """Return how many checks were evaluated and how they ended."""
        return summarise(self.results, self.skipped)

    @cached_property
    def findings(self) -> pl.DataFrame:
        """Return the findings, FINDINGS_SCHEMA, by row and then by column of the sheet."""
        return findings_of(self.table, self.results)

    @property
    def blocks(self) -> bool:
        """Return whether something was found that blocks every further step (强制)."""
        return bool((self.findings["severity"] == Severity.ERROR.value).any())

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Return the number of findings by severity, all severities named."""
        found = dict(self.findings["severity"].value_counts().iter_rows())
        return {severity.value: found.get(severity.value, 0) for severity in Severity}

    def as_json(self) -> dict[str, Any]:  # a JSON object: any value JSON has
        """Return the report for machines, shaped as the command line documents it."""
        summary = self.evaluated
        return {
            "form": self.form.code,
            "platform": self.form.platform,
            "edition": self.form.edition,
            "title": self.form.title,
            "rows": self.rows,
            "notices": list(self.notices),
            "changes": self.changes.to_dicts(),
            "findings": self.findings.to_dicts(),
            "evaluated": {
                "checks": summary.total,
                "evaluated": summary.evaluated,
                "passed": summary.passed,
                "failed": summary.failed,
                "open": summary.open,
                "skipped": summary.skipped,
                "causes": [{"cause": cause, "checks": count} for cause, count in summary.causes],
                "results": [
                    {"rule": r.rule, "passed": r.passed, "failed": r.failed, "open": r.open}
                    for r in self.results
                ],
            },
        }


def findings_of(table: Table, results: Sequence[Result]) -> pl.DataFrame:
    """Return one row a failure with its place, business key and value as typed."""
    parts = [_located(table, result) for result in results if result.failures.height]
    if not parts:
        return pl.DataFrame(schema=FINDINGS_SCHEMA)
    found = pl.concat(parts).sort("row", "#column", "rule", maintain_order=True)
    return found.select(list(FINDINGS_SCHEMA)).cast(FINDINGS_SCHEMA)  # type: ignore[arg-type]  # polars wants its own mapping type


def _located(table: Table, result: Result) -> pl.DataFrame:
    name = next((f for f in result.fields if f in table.places), result.fields[0])
    column = table.places.get(name, 0)
    index = result.failures["index"]
    rows = table.rows.gather(index).cast(pl.Int64)
    typed = (
        table.typed[name].gather(index) if name in table.typed.columns else pl.Series([None], dtype=pl.String)
    )
    return pl.DataFrame(
        {
            "row_key": table.keys.gather(index),
            "sheet": table.sheet,
            "cell": [cell_name(row, column) for row in rows.to_list()] if column else None,
            "row": rows,
            "field": name,
            "title": table.form.by_name[name].title,
            "value": typed,
            "rule": result.rule,
            "severity": result.failures["severity"],
            "message": result.failures["message"],
            "#column": column,
        },
        schema={**FINDINGS_SCHEMA, "#column": pl.Int64},
    )


def rows_of(report: Report) -> pl.DataFrame:
    """Return the rows of a report, columns named as the fields: normalised, and as typed what has no value.

    A column with such cells is String: what was typed stands where it could not be read or declares 「无」.
    """
    table = report.table
    kept = {*table.refused, *table.none}
    return table.values.with_columns(
        pl.coalesce(pl.col(name).cast(pl.String), table.typed[name])
        for name in table.values.columns
        if name in kept
    )
