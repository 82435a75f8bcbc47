"""The examples of all checks that follow from the definition of fields and keys, one set a check."""

from collections.abc import Mapping, Sequence

from shucai.domain.checks import Rule
from shucai.domain.checks.references import reference_rules
from shucai.domain.checks.sets import one_row_rule, unique_sets
from shucai.domain.examples.example import Example
from shucai.domain.examples.fields import OF_FIELD
from shucai.domain.examples.general import general_examples
from shucai.domain.examples.keys import one_row_examples, reference_examples, unique_examples
from shucai.domain.examples.setting import Setting


def generated_examples(rules: Sequence[Rule], setting: Setting) -> Mapping[str, tuple[Example, ...]]:
    """Return the examples of every check of a form that no predicate of its definition says, by its id.

    rules: the checks of the form, as the register lists them.
    """
    form = setting.form
    found = dict(general_examples(setting))
    found |= {one_row_rule(form): tuple(one_row_examples(setting))} if form.cardinality == "one" else {}
    found |= {rule: tuple(unique_examples(key, setting)) for rule, key in unique_sets(form)}
    found |= {rule: tuple(reference_examples(key, setting)) for rule, key in reference_rules(form)}
    for rule in rules:
        kind = rule.id.rpartition(".")[2]
        if rule.check is None and rule.id not in found and kind in OF_FIELD:
            found[rule.id] = tuple(OF_FIELD[kind](form.by_name[rule.fields[0]], setting))
    return found
