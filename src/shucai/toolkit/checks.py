"""Every check of a form, and examples of what each says, without any file being read."""

from collections.abc import Mapping
from functools import lru_cache

from shucai.adapters.catalogue_files import read_examples
from shucai.domain.catalogue import Form
from shucai.domain.catalogue.schema import parameters_of
from shucai.domain.checks import Rule, rules_of
from shucai.domain.examples import Example, Setting, generated_examples
from shucai.domain.predicates import Parameters
from shucai.toolkit.catalogue import catalogue
from shucai.toolkit.check import row_checks


@lru_cache(maxsize=512)
def checks_of(form: Form, parameters: Parameters | None = None) -> tuple[Rule, ...]:
    """Return every check of a form, in the order of results. parameters: of the collection, else those of the edition."""
    everything = catalogue()
    titles = {code: sister.title for code, sister in everything.edition_of(form).forms.items()}
    return rules_of(form, row_checks(form, parameters), everything.code_lists, titles)


@lru_cache(maxsize=512)
def examples_of(form: Form) -> Mapping[str, tuple[Example, ...]]:
    """Return examples of the checks of a form by id of the check: generated ones, and those of the catalogue.

    Raises BadDefinition where an example of the catalogue does not hold.
    """
    everything = catalogue()
    edition = everything.edition_of(form)
    setting = Setting(form, edition.forms, everything.code_lists, parameters_of(form, edition))
    return {**generated_examples(checks_of(form), setting), **read_examples(form, everything)}
