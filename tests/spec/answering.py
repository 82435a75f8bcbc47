"""What the engine says of every row of an example, one check at a time."""

from collections.abc import Mapping, Sequence
from functools import cache

import polars as pl

from shucai import toolkit
from shucai.domain.catalogue import Form, Source
from shucai.domain.checks import Table
from shucai.domain.examples import Example, Verdict, form_named
from shucai.domain.figures import add_figures
from shucai.domain.predicates import in_every_row
from shucai.toolkit.check import across_checks, row_checks
from tests.builders.labelled import labelled_table

CATALOGUE = toolkit.catalogue()
SAID = {True: Verdict.PASS, False: Verdict.FAIL, None: Verdict.OPEN}


def verdicts_of(form: Form, rule: str, example: Example) -> list[Verdict]:
    """Return the verdict of a check on every row of an example. Forms that an example does not give have no rows."""
    table = labelled_table(form, example.all_rows, CATALOGUE.code_lists)
    row_check = next((check for check in row_checks(form) if check.id == rule), None)
    if row_check is not None:
        return _said(table.frame, row_check.ok)
    across = next(check for check in across_checks(form) if check.check.id == rule)
    frames = {**_frames(across.check.sources), **given_frames(form, example)}
    frames[Source(form.platform, form.code)] = table.frame
    said = _said(add_figures(table.frame, across.plans, frames), across.ok)
    return said[:1] if across.check.once else said


def stated_verdicts(example: Example, *, once: bool) -> list[Verdict | None]:
    """Return what an example states of every row; only of the first where a check speaks of the form as a whole."""
    stated: list[Verdict | None] = [None] * len(example.all_rows)
    for place in example.places:
        stated[place] = example.verdict
    return stated[:1] if once else stated


def given_frames(form: Form, example: Example) -> Mapping[Source, pl.DataFrame]:
    """Return the rows of other forms that an example gives."""
    found = {}
    for name, rows in example.given.items():
        named = form_named(name, form, CATALOGUE)
        source = Source(named.form.platform, named.form.code, named.last_year)
        found[source] = labelled_table(named.form, rows, CATALOGUE.code_lists).frame
    return found


def _frames(sources: Sequence[Source]) -> dict[Source, pl.DataFrame]:
    return {source: empty_table(source.platform, source.code).frame for source in sources}


@cache
def empty_table(platform: str, code: str) -> Table:
    form = next(f for f in CATALOGUE if (f.platform, f.code) == (platform, code))
    return labelled_table(form, [], CATALOGUE.code_lists)


def _said(frame: pl.DataFrame, ok: pl.Expr) -> list[Verdict]:
    return [SAID[answer] for answer in frame.select(in_every_row(ok).alias("ok"))["ok"].to_list()]
