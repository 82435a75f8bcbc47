"""The engine gives the verdicts of a slow, plain reading of the catalogue, on random rows of every form."""

from datetime import date
from random import Random

import pytest

from shucai.domain.catalogue import Form
from shucai.domain.catalogue.schema import parameters_of
from shucai.domain.checks import check_table, row_checks_of
from shucai.toolkit.catalogue import catalogue
from tests.builders.tables import random_table
from tests.oracle.verdicts import verdicts

READING = (".type", ".code_list", ".identifier")  # held against their own vectors
CATALOGUE = catalogue()


@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
def test_every_verdict_is_the_oracles(form: Form) -> None:
    everything = CATALOGUE
    parameters = parameters_of(form, everything.edition_of(form))
    table, rows = random_table(form, everything.code_lists, 60, Random(form.id))
    expected = verdicts(form, everything.code_lists, parameters, rows)
    results = check_table(
        table,
        everything.code_lists,
        row_checks_of(form, everything.code_lists, parameters),
        today=date(2024, 9, 1),
    )
    found = [result for result in results if not result.rule.endswith(READING)]
    assert {result.rule for result in found} == {rule for rule, _ in expected}
    for result in found:
        of_rule = [expected[result.rule, number] for number in range(len(rows))]
        failed = sorted(result.failures["index"].unique().to_list())
        assert failed == [n for n, verdict in enumerate(of_rule) if verdict is False], result.rule
        counts = (result.passed, result.failed, result.open)
        assert counts == (of_rule.count(True), of_rule.count(False), of_rule.count(None)), result.rule
