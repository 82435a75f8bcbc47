"""Running the checks of a form over its table: one pass of expressions, then only the rows that failed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import polars as pl

from shucai.domain.catalogue import CodeLists, Form
from shucai.domain.catalogue.schema import schema_of
from shucai.domain.checks.items import Setting, item_checks
from shucai.domain.checks.reading import reading_results
from shucai.domain.checks.results import FAILURES_SCHEMA, Result
from shucai.domain.checks.row_check import RowCheck
from shucai.domain.checks.sets import set_results
from shucai.domain.checks.table import Table
from shucai.domain.predicates import Parameters, compile_predicate, parse

NO_FAILURES = pl.DataFrame(schema=FAILURES_SCHEMA)


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
        ok = compile_predicate(
            parse(check.require),
            setting.schema,
            setting.parameters,
            tolerance=check.tolerance,
            per=check.per,
        )
        if check.when is not None:
            ok = ~compile_predicate(parse(check.when), setting.schema, setting.parameters) | ok
        yield RowCheck(check.id, check.fields, check.severity, ok, check.message)


def row_results(table: Table, checks: Sequence[RowCheck]) -> Iterator[Result]:
    """Return the results of checks that are expressions, evaluated together."""
    if not checks:
        return
    outcomes = table.frame.select(check.ok.alias(str(number)) for number, check in enumerate(checks))
    counts = _counts(outcomes)
    for number, check in enumerate(checks):
        passed, unknown = counts.get(f"{number}+") or 0, counts.get(f"{number}?") or 0
        failed = table.height - passed - unknown
        failures = _failures(table, check, outcomes[str(number)]) if failed else NO_FAILURES
        yield Result(check.id, check.fields, passed, failed, unknown, failures)


def _counts(outcomes: pl.DataFrame) -> Mapping[str, int]:
    """Return how many rows pass (``<column>+``) and stay open (``<column>?``); nothing for an empty table."""
    if not outcomes.height:
        return {}
    counted = outcomes.select(
        *(pl.col(name).sum().alias(f"{name}+") for name in outcomes.columns),
        *(pl.col(name).null_count().alias(f"{name}?") for name in outcomes.columns),
    )
    return counted.row(0, named=True)


def _failures(table: Table, check: RowCheck, outcome: pl.Series) -> pl.DataFrame:
    index = (~outcome).fill_null(value=False).arg_true()
    if check.explain is None:
        message = pl.repeat(check.message, len(index), dtype=pl.String, eager=True)
    else:
        typed = table.typed[check.fields[0]].gather(index).to_list()
        said = {value: check.explain(value) for value in set(typed)}
        message = pl.Series([said[value] for value in typed], dtype=pl.String)
    severity = pl.repeat(check.severity.value, len(index), dtype=pl.String, eager=True)
    return pl.DataFrame({"index": index, "severity": severity, "message": message}, schema=FAILURES_SCHEMA)
