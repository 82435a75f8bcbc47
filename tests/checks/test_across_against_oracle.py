"""Checks that look across give the verdicts of plain loops, on random rows of every form they go to."""

from random import Random

import pytest

from shucai import toolkit
from shucai.domain.catalogue import Form, Source
from shucai.domain.catalogue.schema import forms_of, parameters_of, schema_of
from shucai.domain.checks import Result, across_results
from shucai.domain.checks.across import across_definitions
from shucai.toolkit.check import across_checks, source_title
from tests.builders.tables import random_table
from tests.oracle.figures import Asker
from tests.oracle.verdicts import across_verdicts

CATALOGUE = toolkit.catalogue()
ROWS = 12


@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
def test_every_verdict_across_is_the_oracles(form: Form) -> None:
    checks = across_definitions(form)
    own = Source(form.platform, form.code)
    sources = dict.fromkeys([own, *(source for check in checks for source in check.sources)])
    tables = {source: _random(source, form) for source in sources}
    rows = {source: dicts for source, (_, dicts) in tables.items()}
    frames = {source: table.frame for source, (table, _) in tables.items()}
    columns = forms_of(CATALOGUE, form.edition)
    schemas = {source: columns(source) for source in sources}
    parameters = parameters_of(form, CATALOGUE.edition_of(form))
    answers = {r.rule: r for r in across_results(tables[own][0], across_checks(form), frames, source_title)}
    for check in checks:
        asker = Asker(rows, schemas, parameters, check.limits)
        verdicts = across_verdicts(check, schema_of(form, CATALOGUE.code_lists), asker, rows[own])
        result = answers[check.id]
        assert isinstance(result, Result)
        failed = [number for number, verdict in enumerate(verdicts) if verdict is False]
        assert result.failures["index"].to_list() == failed, check.id
        counts = (result.passed, result.failed, result.open)
        assert counts == (verdicts.count(True), len(failed), verdicts.count(None)), check.id


def _random(source: Source, form: Form):
    target = CATALOGUE.form_at(source.platform, source.code, form.edition)
    table, rows = random_table(target, CATALOGUE.code_lists, ROWS, Random(f"{source} {form.id}"))
    for place, row in enumerate(rows):
        row["#place"] = place
    return table, rows
