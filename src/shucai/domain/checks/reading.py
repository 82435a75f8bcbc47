"""Results for cells that could not be read as their type or code, and for identifiers that do not hold."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import polars as pl

from shucai.domain.catalogue import CodeList, CodeLists, Field, Form, Severity
from shucai.domain.checks.results import NO_FAILURES, Result
from shucai.domain.checks.table import Table
from shucai.domain.identifiers import problems_of

CHECKED_KINDS = frozenset({"id_number", "uscc", "isbn", "phone", "email", "url", "teacher_cert"})
REGIONS = "admin_division"


def reading_rule(form: Form, field: Field) -> str:
    """Return the id of the check that a field could be read."""
    return f"{form.id}.{field.name}.{'code_list' if field.code_list else 'type'}"


def identifier_rule(form: Form, field: Field) -> str:
    """Return the id of the check that an identifier holds."""
    return f"{form.id}.{field.name}.identifier"


def reading_results(table: Table, code_lists: CodeLists, today: date) -> Iterator[Result]:
    """Return one result a field for reading it, and one more where its kind has a checksum or a form of its own."""
    for field in table.form.fields:
        if field.name in table.values.columns:
            yield _read(table, field)
            if field.kind in CHECKED_KINDS:
                yield _identifier(table, field, code_lists, today)


def _read(table: Table, field: Field) -> Result:
    rejects = table.refused.get(field.name)
    rule = reading_rule(table.form, field)
    blank = table.values[field.name].null_count()
    if rejects is None:
        return Result(rule, (field.name,), table.height - blank, 0, blank, NO_FAILURES)
    failures = rejects.select(
        pl.col("index").cast(pl.UInt32), pl.lit(Severity.ERROR.value).alias("severity"), pl.col("message")
    )
    failed = rejects["index"].n_unique()
    return Result(rule, (field.name,), table.height - blank, failed, blank - failed, failures)


def _identifier(table: Table, field: Field, code_lists: CodeLists, today: date) -> Result:
    values = _of_resident_card(table, field, code_lists)
    problems = problems_of(field.kind, values, today, _regions(code_lists.get(REGIONS)))
    failures = problems.select(pl.col("index").cast(pl.UInt32), "severity", "message")
    failed, blank = failures["index"].n_unique(), values.null_count()
    rule = identifier_rule(table.form, field)
    return Result(rule, (field.name,), table.height - blank - failed, failed, blank, failures)


@lru_cache(maxsize=4)
def _regions(known: CodeList | None) -> frozenset[str]:
    return frozenset(known.by_code) if known is not None else frozenset()


def _of_resident_card(table: Table, field: Field, code_lists: CodeLists) -> pl.Series:
    """Return the values to check: numbers of other papers than the resident identity card have no checksum here."""
    paper = table.form.by_name.get("id_type")
    values = table.values[field.name]
    if field.kind != "id_number" or paper is None or paper.code_list is None:
        return values
    cards = [c.code for c in code_lists[paper.code_list].codes if "居民身份证" in c.label]
    is_card = table.values["id_type"].is_in(cards).fill_null(True)  # noqa: FBT003
    return pl.select(pl.when(is_card).then(values)).to_series()
