"""The register lists every check that a run answers, and nothing else."""

from collections.abc import Sequence
from datetime import date
from random import Random

import pytest

from shucai.domain.catalogue import Form, Severity
from shucai.domain.catalogue.schema import parameters_of
from shucai.domain.checks import (
    Level,
    Result,
    Rule,
    Skipped,
    across_checks_of,
    across_results,
    check_table,
    reference_results,
    row_checks_of,
    rules_of,
)
from shucai.toolkit.catalogue import catalogue
from tests.builders.tables import random_table

CATALOGUE = catalogue()


def run(form: Form) -> tuple[Sequence[Rule], Sequence[Result | Skipped]]:
    """Return what the register lists for a form, and what a run over random rows answers."""
    edition, code_lists = CATALOGUE.edition_of(form), CATALOGUE.code_lists
    row_checks = row_checks_of(form, code_lists, parameters_of(form, edition))
    titles = {code: sister.title for code, sister in edition.forms.items()}
    table, _ = random_table(form, code_lists, 40, Random(form.id))
    results = check_table(table, code_lists, row_checks, today=date(2024, 9, 1))
    references = reference_results(table, {}, titles)
    across = across_results(table, across_checks_of(form, CATALOGUE), {}, lambda source: source.code)
    return rules_of(form, row_checks, code_lists, titles), [*results, *references, *across]


@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
def test_the_register_lists_what_a_run_answers(form: Form) -> None:
    rules, answers = run(form)
    assert len({rule.id for rule in rules}) == len(rules) == len(answers)
    answer_to = {answer.rule: answer for answer in answers}
    assert set(answer_to) == {rule.id for rule in rules}
    for rule in rules:
        answer = answer_to[rule.id]
        if isinstance(answer, Result):
            assert rule.fields == answer.fields
            if not rule.id.endswith(".identifier"):  # some of it is only to be confirmed
                assert set(answer.failures["severity"]) <= {rule.severity.value}


@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
def test_every_listed_check_says_what_it_demands_of_fields_of_the_form(form: Form) -> None:
    rules, _ = run(form)
    for rule in rules:
        assert rule.message, rule.id
        assert rule.fields, rule.id
        assert set(rule.fields) <= set(form.by_name), rule.id


def test_the_levels_follow_from_what_a_check_looks_at() -> None:
    form = CATALOGUE.find("1.4.1", 2024)
    level_of = {rule.id: rule.level for rule in run(form)[0]}
    assert level_of["talent.1.4.1.staff_no.required"] is Level.ITEM
    assert level_of["talent.1.4.1.primary_key"] is Level.ROWS
    assert Level.ROW in level_of.values()
    assert [Severity(s).label for s in Severity] == ["强制", "解释", "核实", "提示"]
    assert [level.label for level in Level] == ["单项", "行内", "行间", "表间", "跨年", "跨平台"]
