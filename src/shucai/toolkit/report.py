"""What checking a file answers: a report, or a refusal to read it with every reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import polars as pl

from shucai.domain.catalogue import Field, Form, Severity
from shucai.domain.checks import FINDINGS_SCHEMA, Result, Skipped, Summary, Table, summarise
from shucai.domain.tables import Workbook, column_letters


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
        """Return whether something blocks every further step: a 强制 finding, or no row where there must be one."""
        lacks_its_row = self.form.cardinality == "one" and not self.rows
        return lacks_its_row or bool((self.findings["severity"] == Severity.ERROR.value).any())

    @property
    def changed(self) -> int:
        """Return how many cells were normalised, those that could not be read left out."""
        return int((self.changes["level"] != "REJECT").sum())

    @property
    def asked(self) -> int:
        """Return how many cells were normalised in a way that a person has to confirm (ASK)."""
        return int((self.changes["level"] == "ASK").sum())

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Return the number of findings by severity, all severities named."""
        found = dict(self.findings["severity"].value_counts().iter_rows())
        return {severity.value: found.get(severity.value, 0) for severity in Severity}

    def as_json(self) -> dict[str, Any]:  # a JSON object: any value JSON has
        """Return the report for machines, shaped as the command line documents it."""
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
                **summary_as_json(self.evaluated),
                "results": [
                    {"rule": r.rule, "passed": r.passed, "failed": r.failed, "open": r.open}
                    for r in self.results
                ],
            },
        }


def summary_as_json(summary: Summary) -> dict[str, object]:
    """Return the counts of checks for machines."""
    return {
        "checks": summary.total,
        "evaluated": summary.evaluated,
        "passed": summary.passed,
        "failed": summary.failed,
        "open": summary.open,
        "skipped": summary.skipped,
        "causes": [{"cause": cause, "checks": count} for cause, count in summary.causes],
    }


def findings_of(table: Table, results: Sequence[Result]) -> pl.DataFrame:
    """Return one row a failure with its place, business key and value as typed."""
    failed = [result for result in results if result.failures.height]
    if not failed:
        return pl.DataFrame(schema=FINDINGS_SCHEMA)
    which = pl.Series(
        [n for n, result in enumerate(failed) for _ in range(result.failures.height)], dtype=pl.UInt32
    )
    found = pl.concat([result.failures for result in failed])
    places = [_place(table, result) for result in failed]
    values = [table.typed[name][r.failures["index"]] for (name, _), r in zip(places, failed, strict=True)]
    titles = [table.form.by_name[name].title for name, _ in places]
    of_result = pl.DataFrame(
        {
            "rule": [result.rule for result in failed],
            "field": [name for name, _ in places],
            "title": titles,
            "#column": [column for _, column in places],
            "#letters": [column_letters(column) or None for _, column in places],
        },
        schema={
            "rule": pl.String,
            "field": pl.String,
            "title": pl.String,
            "#column": pl.Int64,
            "#letters": pl.String,
        },
    )
    found = found.hstack(of_result[which]).with_columns(
        pl.concat([value.rename("value") for value in values]), pl.lit(table.sheet).alias("sheet")
    )
    row = table.rows.gather(found["index"]).cast(pl.Int64)
    located = found.with_columns(
        row.alias("row"),
        table.keys.gather(found["index"]).alias("row_key"),
        (pl.col("#letters") + row.cast(pl.String)).alias("cell"),
    )
    return located.sort("row", "#column", "rule", maintain_order=True).select(list(FINDINGS_SCHEMA))


def _place(table: Table, result: Result) -> tuple[str, int]:
    """Return the field a failure is shown at and its column, 0 where the sheet has none of its fields."""
    name = next((f for f in result.fields if f in table.places), result.fields[0])
    return name, table.places.get(name, 0)


def rows_of(report: Report) -> pl.DataFrame:
    """Return the rows of a report, columns named as the fields: normalised, and as typed what has no value.

    A column with such cells is String: what was typed stands where it could not be read or declares 「无」.
    """
    table = report.table
    kept = {*table.refused, *table.none}
    return table.values.with_columns(
        pl.coalesce(_as_text(table.form.by_name[name]), table.typed[name])
        for name in table.values.columns
        if name in kept
    )


def _as_text(field: Field) -> pl.Expr:
    column = pl.col(field.name)
    return column.dt.strftime("%Y-%m") if field.type == "yearmonth" else column.cast(pl.String)
