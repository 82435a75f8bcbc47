"""The engine says of every example of the catalogue what it states, and no predicate lacks examples."""

import pytest

from shucai import toolkit
from shucai.domain.catalogue import Form
from shucai.domain.examples import Example, Verdict
from tests.spec.answering import CATALOGUE, stated_verdicts, verdicts_of

FORMS = pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)


@FORMS
def test_the_engine_says_what_the_examples_state(form: Form) -> None:
    once = {check.id for check in form.checks if check.once}
    wrong = [
        f"{rule} 例 {number} 应为 {example.verdict.label}，却是 {[(row, said.label) for row, _, said in off]}"
        for rule, of_rule in predicates(form).items()
        for number, example in enumerate(of_rule, start=1)
        if (off := differing(form, rule, example, once=rule in once))
    ]
    assert wrong == []


def predicates(form: Form) -> dict[str, tuple[Example, ...]]:
    ids = {check.id for check in form.checks}
    return {rule: found for rule, found in toolkit.examples_of(form).items() if rule in ids}


def differing(
    form: Form, rule: str, example: Example, *, once: bool
) -> list[tuple[object, Verdict, Verdict]]:
    """Return the rows of which the engine says something else than the example, with both."""
    rows = zip(
        example.all_rows, stated_verdicts(example, once=once), verdicts_of(form, rule, example), strict=False
    )
    return [(row, stated, said) for row, stated, said in rows if stated is not None and stated is not said]


@FORMS
def test_every_predicate_has_an_example_of_every_verdict(form: Form) -> None:
    """Open ones where a blank leaves it open."""
    assert lacking(form) == []


def lacking(form: Form) -> list[str]:
    """Return the predicates of a form that lack an example, and of which verdict."""
    examples = predicates(form)
    return [
        f"{check.id} {verdict.label}"
        for check in form.checks
        for verdict in wanted(form, check.id)
        if verdict not in {example.verdict for example in examples.get(check.id, ())}
    ]


def wanted(form: Form, rule: str) -> list[Verdict]:
    """Return the verdicts of which a check must have an example."""
    blank = verdicts_of(form, rule, Example(Verdict.OPEN, ({},)))
    return [Verdict.PASS, Verdict.FAIL, *([Verdict.OPEN] if blank == [Verdict.OPEN] else [])]
