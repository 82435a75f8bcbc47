"""Checks that look beyond the row: into other forms, last year or the other platform, or at the form as a whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue import Catalogue, Check, Form, Severity, Source
from shucai.domain.catalogue.schema import forms_of, parameters_of, schema_of
from shucai.domain.checks.general import general_checks
from shucai.domain.checks.messages import filled, is_labelled, labelled, names_in, texts_of
from shucai.domain.checks.results import FAILURES_SCHEMA, NO_FAILURES, Result, Skipped
from shucai.domain.checks.table import Table
from shucai.domain.figures import FigurePlan, Forms, Frames, add_figures, compile_figures, whole_figures
from shucai.domain.predicates import (
    BadPredicate,
    Column,
    Parameters,
    Schema,
    compile_predicate,
    counts_rows,
    in_every_row,
    parse,
)


@dataclass(frozen=True)
class AcrossCheck:
    """A check ready to be answered.

    asked: what its message names that is read by a label, as predicates see it: the figures, and the coded fields of
    the row. of_first_row: the first row alone tells the answer,
    as it speaks once and does not look at the other rows.
    """

    check: Check
    plans: tuple[FigurePlan, ...]
    ok: pl.Expr
    asked: Mapping[str, Column]
    of_first_row: bool


def looks_across(check: Check) -> bool:
    """Return whether a check needs more than its row or the rows of its group."""
    return bool(check.figures) or check.once


def no_other_form(source: Source) -> Schema:
    """Refuse to go to another form: for checks of a row alone."""
    raise BadPredicate(f"这里不能查 {source.code}")


def across_checks_of(
    form: Form, catalogue: Catalogue, parameters: Parameters | None = None
) -> tuple[AcrossCheck, ...]:
    """Return the checks of a form that look across, compiled. Raises BadPredicate where one does not hold.

    parameters: of the collection, those of the edition where none are given.
    """
    schema = schema_of(form, catalogue.code_lists)
    forms = forms_of(catalogue, form.edition, form)
    fixed = parameters or parameters_of(form, catalogue.edition_of(form))
    return tuple(compiled(check, schema, forms, fixed) for check in across_definitions(form))


def across_definitions(form: Form) -> tuple[Check, ...]:
    """Return the checks of a form that look beyond the row: its own, then those every form has."""
    return (*(check for check in form.checks if looks_across(check)), *general_checks(form))


def compiled(check: Check, schema: Schema, forms: Forms, parameters: Parameters) -> AcrossCheck:
    """Return one check with its figures and predicate compiled."""
    known, plans = compile_figures(check.figures, schema, forms, parameters, check.limits)
    ok = required(check, known, parameters)
    if check.when is not None:
        ok = ~concerned(check, check.when, known, parameters) | ok
    named = {name: known[name] for name in names_in(check.message) if name in known}
    asked = {name: column for name, column in named.items() if name not in schema or is_labelled(column)}
    of_first_row = check.once and not counts_rows(parse(check.require))
    return AcrossCheck(check, plans, ok, asked, of_first_row)


def required(check: Check, known: Schema, parameters: Parameters) -> pl.Expr:
    """Return what a check demands as an expression. known: the fields of the form and the figures of the check."""
    per = () if check.once and check.per is None else check.per
    return compile_predicate(
        parse(check.require), known, parameters, tolerance=check.tolerance, per=per, constants=check.limits
    )


def concerned(check: Check, when: str, known: Schema, parameters: Parameters) -> pl.Expr:
    """Return which rows a check speaks of as an expression."""
    return compile_predicate(parse(when), known, parameters, constants=check.limits)


def across_results(
    table: Table,
    checks: Sequence[AcrossCheck],
    frames: Frames,
    called: Callable[[Source], str],
    *,
    filling: bool = False,
) -> Iterator[Result | Skipped]:
    """Return the result of every check that looks across, or why it could not be answered.

    frames: of the forms at hand, the own one among them. called: how a form that is missing is called.
    filling: while departments still fill, equations across forms are 提示 (ruling 4).
    """
    known = whole_figures((plan for across in checks for plan in across.plans), frames)
    for across in checks:
        missing = [source for source in across.check.sources if source not in frames]
        if missing:
            yield Skipped(across.check.id, f"需要 {'、'.join(called(source) for source in missing)} 的数据")
        else:
            severity = Severity.NOTE if filling else across.check.severity
            asking = table.frame.head(1) if across.of_first_row else table.frame
            yield _answer(table, across, add_figures(asking, across.plans, frames, known), severity)


def _answer(table: Table, across: AcrossCheck, frame: pl.DataFrame, severity: Severity) -> Result:
    """Return the result of a check. frame: the rows that ask, with its figures."""
    check = across.check
    ok = frame.select(in_every_row(across.ok).alias("ok"))["ok"]
    if check.once:
        ok = ok.head(1)
    passed, unknown = int(ok.sum() or 0), ok.null_count()
    failed = ok.len() - passed - unknown
    failures = NO_FAILURES
    if failed:
        wrong = (~ok).fill_null(value=False).arg_true()
        failures = _failures(table, frame, across, wrong, severity)
    return Result(check.id, check.fields, passed, failed, unknown, failures)


def _failures(
    table: Table, frame: pl.DataFrame, across: AcrossCheck, wrong: pl.Series, severity: Severity
) -> pl.DataFrame:
    check = across.check
    figures = {name: column for name, column in across.asked.items() if name not in table.typed.columns}
    values = {name: texts_of(frame[name].gather(wrong), column) for name, column in figures.items()}
    said = said_of(table, check.message, wrong, check.limits, across.asked)
    messages = filled(check.message, values | said, wrong.len())
    return pl.DataFrame(
        {
            "index": wrong.cast(pl.UInt32),
            "severity": [severity.value] * wrong.len(),
            "message": messages,
        },
        schema=FAILURES_SCHEMA,
    )


def said_of(
    table: Table,
    message: str,
    rows: pl.Series,
    limits: Mapping[str, float],
    coded: Mapping[str, Column],
) -> dict[str, list[str]]:
    """Return what a message says of the row itself: its fields as typed, the coded ones in words, and the limits."""
    names = names_in(message)
    typed = {name: texts_of(table.typed[name].gather(rows)) for name in names if name in table.typed.columns}
    for name in typed.keys() & coded.keys():
        typed[name] = labelled(typed[name], table.frame[name].gather(rows), coded[name])
    numbers = {name: texts_of(pl.Series([limits[name]] * rows.len())) for name in names if name in limits}
    return typed | numbers
