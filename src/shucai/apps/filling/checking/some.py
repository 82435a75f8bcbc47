"""Checking some rows right after a save: what they say by themselves, and among the rows they are counted with."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

import polars as pl

from shucai.apps.campaigns.queries import parameters_in
from shucai.apps.filling.checking.doubles import doubles_among
from shucai.apps.filling.checking.found import FOUND, as_found
from shucai.apps.filling.models import Return
from shucai.apps.filling.working import working_rows
from shucai.domain.catalogue import Form
from shucai.domain.checks import check_table
from shucai.domain.checks.sets import unique_sets
from shucai.domain.rows import STATE, UID, RowState, WorkingRows
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.check import row_checks
from shucai.toolkit.normalising import NO_MARKS, table_of_texts


def row_findings(made_return: Return, uids: Collection[str], *, at: datetime, today: date) -> pl.DataFrame:
    """Return what the checks that need no other form say of some rows, columns of FOUND; hashes are blank.

    The checks that count over the whole form are left to the full run; those over rows that share something see all
    the rows that share it.
    """
    rows = working_rows(made_return, at=at)
    standing = rows.frame.with_row_index("#at").filter(pl.col(STATE) != RowState.REMOVED.value)
    asked = standing.filter(pl.col(UID).is_in(list(uids)))
    if asked.is_empty():
        return pl.DataFrame(schema=FOUND)
    seen = _seen(standing, asked, groups_of(rows.form))
    table, _ = table_of_texts(rows.form, seen.select(list(rows.form.by_name)), _marks(rows, seen))
    table = replace(table, rows=seen["#at"].cast(pl.Int64) + 1)
    compiled = row_checks(rows.form, parameters_in(made_return.form.campaign, rows.form))
    of_all = over_all_rows(rows.form)
    checks = [check for check in compiled if check.id not in of_all]
    results = check_table(table, catalogue().code_lists, checks, today=today)
    found = as_found(table, rows.frame, results, None).filter(pl.col("uid").is_in(list(uids)))
    return pl.concat([found, doubles_among(made_return, rows, uids)])


def beside(rows: WorkingRows, uids: Collection[str]) -> frozenset[str]:
    """Return some rows with those they are compared with, by uid."""
    standing = rows.frame.with_row_index("#at").filter(pl.col(STATE) != RowState.REMOVED.value)
    asked = standing.filter(pl.col(UID).is_in(list(uids)))
    return frozenset(_seen(standing, asked, groups_of(rows.form))[UID])


@lru_cache(maxsize=512)
def groups_of(form: Form) -> tuple[tuple[str, ...], ...]:
    """Return the sets of fields by which rows of a form are compared with each other."""
    counted = [check.per for check in form.checks if check.per and not check.once and not check.figures]
    return tuple(dict.fromkeys([*(key for _, key in unique_sets(form)), *counted]))


@lru_cache(maxsize=512)
def over_all_rows(form: Form) -> frozenset[str]:
    """Return the checks that count over all rows of a form."""
    return frozenset(check.id for check in form.checks if check.per == () and not check.once)


def _seen(standing: pl.DataFrame, asked: pl.DataFrame, groups: Sequence[Sequence[str]]) -> pl.DataFrame:
    """Return the rows asked of and those that share something with them, in their order."""
    near = pl.col("#at").is_in(asked["#at"].implode())
    for names in groups:
        key = pl.struct(names)
        near = near | (key.is_in(asked.select(key.alias("key"))["key"].implode()) & _any_filled(names))
    return standing.filter(near)


def _any_filled(names: Sequence[str]) -> pl.Expr:
    return pl.any_horizontal(pl.col(name).is_not_null() for name in names)


def _marks(rows: WorkingRows, seen: pl.DataFrame) -> pl.DataFrame:
    if rows.marks.is_empty():
        return NO_MARKS
    at = seen.with_row_index("index").select(pl.col(UID).alias("uid"), "index")
    return rows.marks.join(at, on="uid").select("index", "field", "mark", "shown")
