"""What a run of checks found, with the identity by which an explanation finds its finding again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import polars as pl

from shucai.apps.keys.sealing import Sealing
from shucai.domain.catalogue import Form, Severity, Source
from shucai.domain.checks import Level, Result, Table
from shucai.domain.checks.sets import first_of_cases
from shucai.domain.rows import UID, key_of_row
from shucai.toolkit.checks import checks_of
from shucai.toolkit.report import findings_of

FOUND = {
    "uid": pl.String,
    "number": pl.Int64,  # the place of the row, from 1
    "part": pl.Int64,  # the contribution it belongs to
    "field": pl.String,
    "value": pl.String,
    "rule": pl.String,
    "severity": pl.String,  # as at submission
    "message": pl.String,
    "row": pl.String,  # keyed hash of the primary key, blank for what the form says as a whole
    "cells": pl.String,  # keyed hash of what the rule looked at
    "case": pl.String,  # the uid of the first row it is found at for the same reason, its own where it stands alone
}
ANSWERED = frozenset({Severity.EXPLAIN.value, Severity.CONFIRM.value})  # by words or a tick
JOINT = "\x1f"
OF_OTHERS = frozenset({Level.FORMS, Level.PLATFORMS})


@dataclass(frozen=True)
class Found:
    """What was found in the working rows of a return.

    frame: columns of FOUND, by row. stamp: of what was compared. summary: of ruling 16, as JSON.
    """

    form: Form
    revision: int
    made_at: datetime
    frame: pl.DataFrame
    summary: Mapping[str, object]
    stamp: str

    @property
    def counts(self) -> dict[str, int]:
        """Return rule -> how many cases, the most first: the rows of a group that fails a rule are one."""
        cases = self.frame.group_by("rule", maintain_order=True).agg(pl.col("case").n_unique())
        return dict(cases.sort("case", descending=True, maintain_order=True).iter_rows())

    @property
    def severities(self) -> dict[str, str]:
        """Return rule -> severity at submission, the weightiest it has."""
        weight = {severity.value: place for place, severity in enumerate(Severity)}
        pairs = self.frame.select("rule", "severity").unique().iter_rows()
        return dict(sorted(pairs, key=lambda pair: -weight[pair[1]]))

    @property
    def whole_rules(self) -> frozenset[str]:
        """Return the rules that speak of the form as a whole, whatever row they are shown at."""
        return whole_form_rules(self.form)

    def shown(self, *, filling: bool) -> pl.DataFrame:
        """Return the findings with the severity ``now``: what forms say of each other is 提示 while they are filled."""
        now = pl.col("severity")
        if filling:
            eased = pl.col("rule").is_in(list(eased_rules(self.form)))
            now = pl.when(eased).then(pl.lit(Severity.NOTE.value)).otherwise(now)
        return self.frame.with_columns(now.alias("now"))


@lru_cache(maxsize=512)
def eased_rules(form: Form) -> frozenset[str]:
    """Return the equations across forms and platforms: 提示 while departments still fill (ruling 4)."""
    own = Source(form.platform, form.code)
    return frozenset(
        rule.id
        for rule in checks_of(form)
        if rule.level in OF_OTHERS and rule.check is not None and set(rule.check.sources) - {own}
    )


def whole_form_rules(form: Form) -> frozenset[str]:
    """Return the rules that speak of a form as a whole, whatever row they are shown at."""
    return _looking(form)[1]


@lru_cache(maxsize=512)
def _looking(form: Form) -> tuple[frozenset[str], frozenset[str]]:
    """Return the rules whose message tells figures from beyond the row, and those that speak of the form as a whole."""
    own = [rule for rule in checks_of(form) if rule.check is not None]
    return (
        frozenset(rule.id for rule in own if rule.check and (rule.check.figures or rule.check.once)),
        frozenset(rule.id for rule in own if rule.check and rule.check.once),
    )


def as_found(
    table: Table, rows: pl.DataFrame, results: Sequence[Result], sealing: Sealing | None
) -> pl.DataFrame:
    """Return the failures of checks as FOUND, by row. rows: the whole working rows, in which ``table.rows`` are places.

    sealing None: nobody will explain them; their hashes stay blank.
    """
    found = findings_of(table, results)
    if found.is_empty():
        return pl.DataFrame(schema=FOUND)
    at = found["row"] - 1
    placed = found.select(
        rows[UID].gather(at).alias("uid"),
        pl.col("row").alias("number"),
        rows["#part"].gather(at).alias("part"),
        "field",
        "value",
        "rule",
        "severity",
        "message",
    )
    hashes = _hashes(placed, table.form, rows, results, sealing) if sealing else [("", "")] * placed.height
    return placed.with_columns(
        pl.Series("row", [row for row, _ in hashes], pl.String),
        pl.Series("cells", [cells for _, cells in hashes], pl.String),
        rows[UID].gather(first_of_cases(table.form, placed.select("rule", index=at), rows)).alias("case"),
    ).select(list(FOUND))


def _hashes(
    placed: pl.DataFrame, form: Form, rows: pl.DataFrame, results: Sequence[Result], sealing: Sealing
) -> list[tuple[str, str]]:
    fields = {result.rule: result.fields for result in results}
    return [
        identity(form, rows.row(number - 1, named=True), rule, (fields[rule], message), sealing)
        if severity in ANSWERED
        else ("", "")
        for number, rule, severity, message in placed.select(
            "number", "rule", "severity", "message"
        ).iter_rows()
    ]


def identity(
    form: Form, row: Mapping[str, object], rule: str, looked: tuple[Sequence[str], str], sealing: Sealing
) -> tuple[str, str]:
    """Return the keyed hashes of the row and of what a rule looked at in it.

    looked: the fields of the rule, and its message, which tells the figures from beyond the row.
    """
    beyond, whole = _looking(form)
    fields, message = looked
    cells = [] if rule in whole else [str(row[name] or "") for name in fields]
    if rule in beyond:
        cells.append(message)
    return "" if rule in whole else row_hash(form, row, sealing), sealing.hash(JOINT.join([rule, *cells]))


def row_hash(form: Form, row: Mapping[str, object], sealing: Sealing) -> str:
    """Return the keyed hash of the key of a row; of its uid where that is not complete."""
    return sealing.hash(key_of_row(form, row) or f"uid{JOINT}{row[UID]}")
