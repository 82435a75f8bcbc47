"""The checks every form has by its definition give the verdicts their examples state."""

import pytest

from shucai import toolkit
from shucai.domain.catalogue import Form, Source
from shucai.domain.catalogue.schema import parameters_of
from shucai.domain.checks import Result, Table, across_results
from shucai.domain.checks.general import general_checks
from shucai.domain.examples import Example, Setting, Verdict
from shucai.domain.examples.general import general_examples
from shucai.toolkit.check import across_checks, source_title
from tests.builders.typed import empty_table, typed_table, typed_tables

CATALOGUE = toolkit.catalogue()


@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
def test_general_checks_say_of_rows_what_their_examples_state(form: Form) -> None:
    edition = CATALOGUE.edition_of(form)
    setting = Setting(form, edition.forms, CATALOGUE.code_lists, parameters_of(form, edition))
    examples = general_examples(setting)
    assert set(examples) == {check.id for check in general_checks(form)}
    stated = [(rule, example) for rule, found in examples.items() for example in found]
    tables = typed_tables(form, [example.all_rows for _, example in stated])
    wrong = [told for told, table in zip(stated, tables, strict=True) if not holds(table, *told)]
    assert wrong == []


def holds(table: Table, rule: str, example: Example) -> bool:
    """Return whether the check gives the stated verdict, once for the form, at its first row."""
    form = table.form
    source, before = (Source(form.platform, form.code, last_year=last) for last in (False, True))
    rows = example.given.get(f"last_year {form.code}", ())
    last_year = typed_table(form, rows) if rows else empty_table(form)
    frames = {source: table.frame, before: last_year.frame}
    checks = [across for across in across_checks(form) if across.check.id == rule]
    (result,) = across_results(table, checks, frames, source_title)
    assert isinstance(result, Result)
    counts = (result.passed, result.failed, result.open)
    return counts == tuple(int(example.verdict is verdict) for verdict in Verdict)


def test_a_form_without_rows_of_last_year_at_hand_says_what_is_missing() -> None:
    form = toolkit.find_form("1.1.4")
    table = typed_table(form, [{}])
    source = Source(form.platform, form.code)
    answers = list(across_results(table, across_checks(form), {source: table.frame}, source_title))
    causes = {answer.cause for answer in answers if not isinstance(answer, Result)}
    assert f"需要 上年 1.1.4 {form.title} 的数据" in causes
