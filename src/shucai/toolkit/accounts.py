"""The account of the catalogue: how much of the reference its checks say, and what none can."""

from pathlib import Path

from shucai.adapters.catalogue_files import DATA, BadDefinition, read_accounts
from shucai.domain.catalogue import Catalogue, Form
from shucai.domain.catalogue.schema import parameters_of
from shucai.domain.checks import row_checks_of, rules_of
from shucai.domain.proof import Coverage, account_faults, coverage


def coverage_of(catalogue: Catalogue, folder: Path = DATA) -> list[Coverage]:
    """Return what the checks of every edition cover. Raises BadDefinition where an account names what is not there."""
    accounts = [(edition, read_accounts(edition, folder)) for edition in catalogue.editions]
    ids = [rule for form in catalogue for rule in _rule_ids(form, catalogue)]
    faults = [
        fault
        for edition, entries in accounts
        for fault in account_faults(
            entries, ids, {code: set(form.by_name) for code, form in edition.forms.items()}
        )
    ]
    if faults:
        raise BadDefinition(faults)
    return [coverage(edition.platform, entries) for edition, entries in accounts if entries]


def _rule_ids(form: Form, catalogue: Catalogue) -> list[str]:
    edition = catalogue.edition_of(form)
    row_checks = row_checks_of(form, catalogue.code_lists, parameters_of(form, edition))
    titles = {code: other.title for code, other in edition.forms.items()}
    return [rule.id for rule in rules_of(form, row_checks, catalogue.code_lists, titles)]
