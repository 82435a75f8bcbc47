"""On a small form with every kind of check the engine gives the verdicts of plain loops."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from shucai.domain.catalogue import Form
from shucai.domain.checks import check_table, row_checks_of
from tests.builders.staff import CODE_LISTS, PARAMETERS, staff_form
from tests.builders.tables import random_table
from tests.oracle.verdicts import verdicts

READING = (".type", ".code_list", ".identifier")
FORMS = [
    staff_form(),
    staff_form(cardinality="one", unique_keys=(), primary_key=()),
    staff_form(unique_keys=(("gender", "active"), ("born",)), checks=()),
]


@pytest.mark.parametrize("height", [1, 4, 90])
@pytest.mark.parametrize("form", FORMS, ids=["many rows", "one row", "keys that repeat"])
def test_every_verdict_is_the_oracles(form: Form, height: int) -> None:
    table, rows = random_table(form, CODE_LISTS, height, Random(f"{form.cardinality} {height}"))
    expected = verdicts(form, CODE_LISTS, PARAMETERS, rows)
    results = check_table(
        table, CODE_LISTS, row_checks_of(form, CODE_LISTS, PARAMETERS), today=date(2024, 9, 1)
    )
    found = {result.rule: result for result in results if not result.rule.endswith(READING)}
    assert set(found) == {rule for rule, _ in expected}
    for rule, result in found.items():
        of_rule = [expected[rule, number] for number in range(height)]
        assert result.failures["index"].to_list() == [n for n, v in enumerate(of_rule) if v is False], rule
        counts = (result.passed, result.failed, result.open)
        assert counts == (of_rule.count(True), of_rule.count(False), of_rule.count(None)), rule


def test_a_form_of_no_rows_passes_nothing_and_fails_nothing() -> None:
    form = staff_form(unique_keys=(*staff_form().unique_keys, ("gender",)))
    table, _ = random_table(form, CODE_LISTS, 0, Random(1))
    results = check_table(
        table, CODE_LISTS, row_checks_of(form, CODE_LISTS, PARAMETERS), today=date(2024, 9, 1)
    )
    assert {(result.passed, result.failed, result.open) for result in results} == {(0, 0, 0)}


def test_a_form_without_any_check_of_a_row_still_reads_its_cells() -> None:
    field = replace(staff_form().by_name["post"], required=False)
    form = staff_form(fields=(field,), primary_key=(), unique_keys=(), checks=())
    table, _ = random_table(form, CODE_LISTS, 3, Random(1))
    row_checks = row_checks_of(form, CODE_LISTS, PARAMETERS)
    assert row_checks == ()
    assert [result.rule for result in check_table(table, CODE_LISTS, row_checks, today=date(2024, 9, 1))] == [
        "talent.8.1.post.type"
    ]
