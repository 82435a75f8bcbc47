"""Running the checks of a form over its table: one pass of expressions, then only the rows that failed."""

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from shucai.domain.catalogue import CodeLists, Form
from shucai.domain.catalogue.schema import schema_of
from shucai.domain.checks.across import compiled, looks_across, no_other_form, said_of
from shucai.domain.checks.items import Setting, item_checks
from shucai.domain.checks.messages import filled
from shucai.domain.checks.reading import reading_results
from shucai.domain.checks.results import FAILURES_SCHEMA, NO_FAILURES, Result
from shucai.domain.checks.row_check import RowCheck
from shucai.domain.checks.sets import set_results
from shucai.domain.checks.table import Table
from shucai.domain.predicates import Parameters


def check_table(
    table: Table, code_lists: CodeLists, row_checks: Sequence[RowCheck], *, today: date
) -> list[Result]:
    """Return the result of every check of a form that needs no other form.

    row_checks: of the form, from row_checks_of; they are the same for every table of it.
    Order: what could not be read, then field by field, then predicates, then keys.
    """
    return [
        *reading_results(table, code_lists, today),
        *row_results(table, row_checks),
        *set_results(table),
    ]


def row_checks_of(form: Form, code_lists: CodeLists, parameters: Parameters) -> tuple[RowCheck, ...]:
    """Return the checks of a form that look at one row, or at a group of rows, as expressions."""
    setting = Setting(form, schema_of(form, code_lists), code_lists, parameters)
    return (*item_checks(setting), *_predicate_checks(form, setting))


def _predicate_checks(form: Form, setting: Setting) -> Iterator[RowCheck]:
    """Return the predicates of a form; where ``when`` does not hold the check passes."""
    for check in form.checks:
        if not looks_across(check):
            ready = compiled(check, setting.schema, no_other_form, setting.parameters)
            yield RowCheck(
                check.id,
                check.fields,
                check.severity,
                ready.ok,
                check.message,
                limits=check.limits,
                coded=ready.asked,
            )


def row_results(table: Table, checks: Sequence[RowCheck]) -> Iterator[Result]:
    """Return the results of checks that are expressions, evaluated together."""
    if not checks:
        return
    outcomes = table.frame.select(check.ok.alias(str(number)) for number, check in enumerate(checks))
    unknown = outcomes.null_count().row(0)
    passed = outcomes.select(pl.all().sum()).row(0)
    failed = [table.height - yes - maybe for yes, maybe in zip(passed, unknown, strict=True)]
    failing = [str(number) for number, count in enumerate(failed) if count]
    index = (
        outcomes.select(pl.col(name).not_().arg_true().implode() for name in failing).row(0)
        if failing
        else ()
    )
    where = dict(zip(failing, index, strict=True))
    for number, check in enumerate(checks):
        rows = where.get(str(number))
        failures = NO_FAILURES if rows is None else _failures(table, check, rows)
        yield Result(check.id, check.fields, passed[number], failed[number], unknown[number], failures)


def _failures(table: Table, check: RowCheck, rows: Sequence[int]) -> pl.DataFrame:
    index = pl.Series("index", rows, pl.UInt32)
    said = said_of(table, check.message, index, check.limits, check.coded)
    messages = filled(check.message, said, len(rows))
    if check.explain is not None:
        typed = table.typed[check.fields[0]].gather(index).to_list()
        explained = {value: check.explain(value) for value in set(typed)}
        messages = [explained[value] for value in typed]
    severity = [check.severity.value] * len(rows)
    return pl.DataFrame({"index": index, "severity": severity, "message": messages}, schema=FAILURES_SCHEMA)
