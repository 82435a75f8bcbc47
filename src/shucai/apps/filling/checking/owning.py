"""Whose a finding is where several departments fill a form: who answers for it, and who is told of it (FIL-8)."""

from functools import lru_cache

import polars as pl

from shucai.apps.filling.checking.doubles import rules_of_return
from shucai.apps.filling.checking.found import whole_form_rules
from shucai.apps.filling.checking.twins import twins_told
from shucai.domain.catalogue import Form
from shucai.domain.checks import Rule
from shucai.domain.checks.register import Level
from shucai.domain.rows import Scope, WorkingRows

OF_A_CELL = frozenset({Level.ITEM, Level.ROW})


def owned(frame: pl.DataFrame, scope: Scope, form: Form) -> pl.Series:
    """Return which findings a part answers for, as ``mine``: those it can do something about, and the form's where it leads.

    What is wrong with one cell is a matter of who fills that cell, whatever makes it required.
    """
    keys = frame.select("part", "rule", "field")
    answers = {key: _answers_for(scope, form, *key) for key in keys.unique().iter_rows()}
    return pl.Series("mine", [answers[key] for key in keys.iter_rows()], pl.Boolean)


def is_told(scope: Scope) -> pl.Expr:
    """Return which findings a part is told of: its own; who sees rows whole is told what else stands in them.

    A department that supplies columns sees the rows of others, and what they still lack is theirs.
    """
    if scope.is_of_fields:
        return pl.col("mine")
    return pl.col("mine") | pl.col("part").map_elements(scope.sees, return_dtype=pl.Boolean)


def told_of(frame: pl.DataFrame, rows: WorkingRows, scope: Scope) -> pl.DataFrame:
    """Return the findings of rows that were just saved as the part that saved them is told of them."""
    told = frame.with_columns(owned(frame, scope, rows.form)).filter(is_told(scope))
    return twins_told(told, rows, scope)


def _answers_for(scope: Scope, form: Form, part: int, rule: str, field: str) -> bool:
    if rule in whole_form_rules(form):
        return scope.leads
    looked = _rules(form)[rule]
    is_of_a_cell = looked.check is None and looked.level in OF_A_CELL
    names = (field,) if is_of_a_cell else looked.fields
    return any(not scope.why_not_cell(part, name) for name in names)


@lru_cache(maxsize=512)
def _rules(form: Form) -> dict[str, Rule]:
    return {rule.id: rule for rule in rules_of_return(form)}
