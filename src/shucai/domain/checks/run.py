"""Running the checks of a form over its table: one pass of expressions, then only the rows that failed."""

from collections.abc import Iterator, Sequence
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


def check_table(table: Table, code_lists: CodeLists, parameters: Parameters, *, today: date) -> list[Result]:
    """Return the result of every check of a form that needs no other form.

    Order: what could not be read, then field by field, then predicates, then keys.
    """
    setting = Setting(
        table.form, schema_of(table.form, code_lists), code_lists, parameters, frozenset(table.refused)
    )
    checks = [*item_checks(setting), *predicate_checks(table.form, setting)]
    return [
        *reading_results(table, code_lists, today),
        *row_results(table, checks),
        *set_results(table),
    ]


def predicate_checks(form: Form, setting: Setting) -> Iterator[RowCheck]:
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
    counts = (
        outcomes.select(
            *(pl.col(c).sum().alias(f"{c}+") for c in outcomes.columns),
            *(pl.col(c).null_count().alias(f"{c}?") for c in outcomes.columns),
        ).row(0, named=True)
        if table.height
        else {}
    )
    for number, check in enumerate(checks):
        passed, unknown = counts.get(f"{number}+") or 0, counts.get(f"{number}?") or 0
        failed = table.height - passed - unknown
        failures = (
            _failures(table, check, outcomes[str(number)]) if failed else pl.DataFrame(schema=FAILURES_SCHEMA)
        )
        yield Result(check.id, check.fields, passed, failed, unknown, failures)


def _failures(table: Table, check: RowCheck, outcome: pl.Series) -> pl.DataFrame:
    index = (outcome == False).arg_true()  # noqa: E712 - null is open, not failed
    frame = pl.DataFrame({"index": index}, schema={"index": pl.UInt32})
    message: pl.Expr | pl.Series = pl.lit(check.message)
    if check.explain is not None:
        typed = table.typed[check.fields[0]].gather(index)
        said = {value: check.explain(value) for value in typed.unique().to_list()}
        message = pl.Series("message", [said[value] for value in typed.to_list()], pl.String)
    return frame.with_columns(pl.lit(check.severity.value).alias("severity"), message.alias("message"))
