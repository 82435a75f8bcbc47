"""Every check that follows from a definition has examples, and the engine says of them what they state."""

from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

import pytest

from shucai import toolkit
from shucai.domain.catalogue import Form
from shucai.domain.catalogue.schema import parameters_of
from shucai.domain.checks import Result, Rule, Table, check_table, reference_results, rules_of
from shucai.domain.checks.sets import set_results
from shucai.domain.examples import Example, Setting, Verdict, generated_examples
from shucai.toolkit.check import row_checks
from tests.builders.typed import empty_table, typed_table, typed_tables

CATALOGUE = toolkit.catalogue()
FORMS = pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
READ = ("type", "code_list")
SAID = {True: Verdict.PASS, False: Verdict.FAIL, None: Verdict.OPEN}
Examples = Mapping[str, Sequence[Example]]


@cache
def parts(form: Form) -> tuple[Sequence[Rule], Examples]:
    """Return the checks of a form that no predicate of its definition says, and their examples."""
    edition, code_lists = CATALOGUE.edition_of(form), CATALOGUE.code_lists
    rules = rules_of(form, row_checks(form), code_lists, titles_of(form))
    setting = Setting(form, edition.forms, code_lists, parameters_of(form, edition))
    return [rule for rule in rules if rule.check not in form.checks], generated_examples(rules, setting)


def titles_of(form: Form) -> Mapping[str, str]:
    return {code: sister.title for code, sister in CATALOGUE.edition_of(form).forms.items()}


def verdicts(examples: Sequence[Example]) -> set[str]:
    return {example.verdict.value for example in examples}


@FORMS
def test_every_check_of_fields_and_keys_has_examples_of_both_verdicts(form: Form) -> None:
    rules, examples = parts(form)
    assert set(examples) == {rule.id for rule in rules}
    assert [rule.id for rule in rules if not {"pass", "fail"} <= verdicts(examples[rule.id])] == []


@FORMS
def test_what_a_blank_leaves_open_has_an_example_of_it(form: Form) -> None:
    rules, examples = parts(form)
    unsure = {result.rule for result in run(form, {}) if result.open}
    assert [
        rule.id for rule in rules if rule.id in unsure and "open" not in verdicts(examples[rule.id])
    ] == []


@FORMS
def test_the_engine_says_of_rows_what_their_examples_state(form: Form) -> None:
    """Checks of one row: all their rows in one table, each answered by the check that it is an example of."""
    _, examples = parts(form)
    checks = {check.id: check for check in row_checks(form) if check.id in examples}
    stated = [
        (rule, example.verdict, row) for rule in checks for example in examples[rule] for row in example.rows
    ]
    frame = typed_table(form, [row for *_, row in stated]).frame
    answers = {rule: frame.select(check.ok.alias("ok"))["ok"] for rule, check in checks.items()}
    wrong = [
        (rule, verdict.value, row)
        for number, (rule, verdict, row) in enumerate(stated)
        if SAID[answers[rule][number]] is not verdict
    ]
    assert wrong == []


@FORMS
@pytest.mark.parametrize("kinds", [READ, ("identifier",)], ids=["type", "identifier"])
def test_the_engine_reads_cells_as_their_examples_state(form: Form, kinds: tuple[str, ...]) -> None:
    """Reading looks at one cell, so that the examples of all fields stand side by side in three rows."""
    _, examples = parts(form)
    of_kind = {rule: found for rule, found in examples.items() if rule.rpartition(".")[2] in kinds}
    assert {tuple(e.verdict.value for e in found) for found in of_kind.values()} <= {("pass", "fail", "open")}
    rows = tuple(dict(ChainMap(*(found[n].rows[0] for found in of_kind.values()))) for n in range(3))
    results = [r for r in run(form, *rows) if r.rule in of_kind]
    answers = {r.rule: (r.passed, r.failed, r.open, r.failures["index"].to_list()) for r in results}
    assert answers == dict.fromkeys(of_kind, (1, 1, 1, [1]))


@FORMS
@pytest.mark.slow
def test_the_engine_says_of_keys_and_references_what_their_examples_state(form: Form) -> None:
    _, examples = parts(form)
    endings = (".primary_key", ".unique", ".one_row")
    stated = [
        (rule, example)
        for rule, found in examples.items()
        if rule.endswith(endings) or ".reference" in rule
        for example in found
    ]
    tables = typed_tables(form, [example.all_rows for _, example in stated])
    wrong = [told for told, table in zip(stated, tables, strict=True) if not holds(table, *told)]
    assert wrong == []


def holds(table: Table, rule: str, example: Example) -> bool:
    """Return whether a check gives the stated verdict to the rows that state it, and to no others."""
    form = table.form
    sisters = CATALOGUE.edition_of(form).forms
    given = {code: typed_table(sisters[code], rows) for code, rows in example.given.items()}
    answers = (*set_results(table), *reference_results(table, given, titles_of(form)))
    result = next(answer for answer in answers if answer.rule == rule)
    assert isinstance(result, Result), result
    failed, stated = set(result.failures["index"].to_list()), set(example.places)
    if example.verdict is Verdict.FAIL:
        return failed == stated
    return not failed and len(stated) == (result.passed if example.verdict is Verdict.PASS else result.open)


def run(form: Form, *rows: Mapping[str, object]) -> Iterator[Result]:
    """Yield the results of all checks over rows of one form."""
    table = typed_table(form, rows)
    yield from check_table(table, CATALOGUE.code_lists, row_checks(form), today=date(2024, 9, 1))
    sisters = CATALOGUE.edition_of(form).forms
    targets = {code for key in form.foreign_keys for code, _ in key.targets}
    answers = reference_results(table, {c: empty_table(sisters[c]) for c in targets}, titles_of(form))
    yield from (answer for answer in answers if isinstance(answer, Result))
