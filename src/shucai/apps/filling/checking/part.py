"""The findings of one department's part of a return: which are its own, what was said about them, what still blocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from shucai.apps.filling.checking.doubles import rules_of_return
from shucai.apps.filling.checking.found import Found
from shucai.apps.filling.checking.owning import is_told, owned
from shucai.apps.filling.checking.running import found_of, run_checks
from shucai.apps.filling.checking.twins import twins_told
from shucai.apps.filling.models import Contribution, Explanation
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import sealing_for, working_rows
from shucai.domain.catalogue import Severity
from shucai.domain.checks import Rule
from shucai.domain.rows import UID, Scope, WorkingRows
from shucai.domain.rows.looking import NUMBER, numbered, shown_to
from shucai.domain.workflow import State

SAID = {"rule": pl.String, "row": pl.String, "cells": pl.String, "said": pl.Int64}
WHILE_FILLING = frozenset({State.NOT_STARTED, State.FILLING})


@dataclass(frozen=True)
class Said:
    """What was said about a finding. by: the name. accepted: by the reviewer, None while open."""

    id: int
    kind: str
    category: str
    text: str
    by: str
    at: datetime
    accepted: bool | None


@dataclass(frozen=True)
class PartFindings:
    """The findings a part sees.

    frame: the columns of FOUND, and now: the severity today; id: of the finding; mine: the part answers for it;
    said: id of what was said about it; open: it still has to be corrected, explained or ticked before submission.
    before: rule and row -> the last explanation of other values than are there now.
    """

    found: Found
    scope: Scope
    frame: pl.DataFrame
    said: Mapping[int, Said]
    rules: Mapping[str, Rule]
    before: Mapping[tuple[str, str], Said]

    @property
    def open_counts(self) -> dict[str, int]:
        """Return severity at submission -> how many of one's own cases still stand against it."""
        mine = self.frame.filter(pl.col("mine") & pl.col("open"))
        return {one.value: cases_in(mine.filter(pl.col("severity") == one.value)) for one in Severity}

    @property
    def counts(self) -> dict[str, int]:
        """Return severity now -> how many cases are seen."""
        return {one.value: cases_in(self.frame.filter(pl.col("now") == one.value)) for one in Severity}

    @property
    def own_counts(self) -> dict[str, int]:
        """Return severity now -> how many of one's own cases still have to be corrected, explained or ticked."""
        mine = self.frame.filter(pl.col("mine") & pl.col("open"))
        return {one.value: cases_in(mine.filter(pl.col("now") == one.value)) for one in Severity}

    @property
    def others_count(self) -> int:
        """Return how many of the cases that are seen other departments alone answer for."""
        return cases_in(self.frame) - cases_in(self.frame.filter("mine"))

    def named(self, ids: Sequence[str]) -> pl.DataFrame:
        """Return the findings with these ids."""
        return self.frame.filter(pl.col("id").is_in(list(ids)))


def cases_in(frame: pl.DataFrame) -> int:
    """Return how many cases there are in findings: the rows that fail a rule together are one."""
    return frame.select(pl.struct("rule", "case").n_unique()).item() if frame.height else 0


def part_findings(part: Contribution, *, at: datetime, today: date, afresh: bool = False) -> PartFindings:
    """Return the findings of a part. part: with return, form and campaign at hand. afresh: whatever was stored."""
    made = part.made_return
    run = run_checks if afresh else found_of
    return seen_by(part, run(made, at=at, today=today), at=at)


def seen_by(
    part: Contribution,
    found: Found,
    *,
    at: datetime,
    siblings: Sequence[Contribution] | None = None,
    said: Mapping[tuple[str, str, str], Said] | None = None,
) -> PartFindings:
    """Return what a part sees of the findings of its return. siblings, said: of the whole return, where read already."""
    scope = scope_of(part, siblings)
    rules = {rule.id: rule for rule in rules_of_return(found.form)}
    frame = found.shown(filling=State(part.state) in WHILE_FILLING)
    joined = frame.with_columns(_ids(frame), owned(frame, scope, found.form))
    joined = joined.filter(is_told(scope))
    joined = _as_counted(joined, working_rows(part.made_return, at=at), scope)
    said = said_about(part, at=at) if said is None else said
    keys = [
        (rule, row, cells, one.id) for (rule, row, cells), one in said.items() if one.accepted is not False
    ]
    spoken = pl.DataFrame(keys, schema=SAID, orient="row")
    joined = joined.join(spoken, on=["rule", "row", "cells"], how="left", maintain_order="left")
    answers = pl.col("severity").is_in([Severity.EXPLAIN.value, Severity.CONFIRM.value])
    standing = (pl.col("severity") == Severity.ERROR.value) | (answers & pl.col("said").is_null())
    return PartFindings(
        found,
        scope,
        joined.with_columns(standing.alias("open")),
        {one.id: one for one in said.values()},
        rules,
        _of_other_values(joined, said),
    )


def _of_other_values(
    frame: pl.DataFrame, said: Mapping[tuple[str, str, str], Said]
) -> dict[tuple[str, str], Said]:
    """Return rule and row -> the last explanation of values that are found no more: somebody changed them since."""
    found = set(frame.select("rule", "row", "cells").iter_rows()) if said else set()
    gone = [(key, one) for key, one in said.items() if key not in found and one.kind == "explain"]
    return {(rule, row): one for (rule, row, _), one in sorted(gone, key=lambda pair: pair[1].at)}


def _as_counted(frame: pl.DataFrame, rows: WorkingRows, scope: Scope) -> pl.DataFrame:
    """Return findings with the places their rows have among those the part sees, as its grid counts them."""
    seen = shown_to(scope, rows.frame)
    if seen.height == rows.frame.height:
        return frame
    places = numbered(seen).select(pl.col(UID).alias("uid"), NUMBER)
    placed = frame.join(places, on="uid", how="left", maintain_order="left")
    placed = placed.with_columns(pl.coalesce(NUMBER, "number").alias("number")).drop(NUMBER)
    return twins_told(placed, rows, scope)


def said_about(part: Contribution, *, at: datetime) -> dict[tuple[str, str, str], Said]:
    """Return (rule, row, cells) -> what was said and stands, of the whole return."""
    sealing = sealing_for(part.made_return, at=at)
    rows = Explanation.objects.filter(made_return=part.made_return, withdrawn_at=None).select_related("by")
    return {
        (one.rule, one.row, one.value): Said(
            one.pk,
            one.kind,
            one.category,
            sealing.unseal(one.text, place_of_explanation(one.rule, one.row)),
            one.by.name,
            one.at,
            one.accepted,
        )
        for one in rows
    }


def place_of_explanation(rule: str, row: str) -> str:
    """Return what the sealed words about a finding are bound to."""
    return f"explanation/{rule}/{row}"


def _ids(frame: pl.DataFrame) -> pl.Expr:
    """Return the ids of findings: the rule and the row; a second one of the same row counts on."""
    again = pl.int_range(pl.len()).over("rule", "uid")
    base = pl.concat_str(["rule", "uid"], separator="/")
    counted = pl.concat_str([base, again.cast(pl.String)], separator="/")
    return pl.when(again == 0).then(base).otherwise(counted).alias("id")
