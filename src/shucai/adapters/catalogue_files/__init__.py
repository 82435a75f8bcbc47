"""The catalogue as files: YAML definitions and CSV code lists read into domain values, or refused with the place."""

from shucai.adapters.catalogue_files.kept import kept_catalogue
from shucai.adapters.catalogue_files.load import DATA, load_catalogue
from shucai.adapters.catalogue_files.new_edition import new_edition
from shucai.adapters.catalogue_files.problems import BadDefinition
from shucai.adapters.catalogue_files.read_accounts import read_accounts
from shucai.adapters.catalogue_files.read_derived import read_derivations
from shucai.adapters.catalogue_files.read_examples import prove_examples, read_examples
from shucai.adapters.catalogue_files.read_indicators import read_indicators
from shucai.adapters.catalogue_files.read_workflows import read_workflows

__all__ = [
    "DATA",
    "BadDefinition",
    "kept_catalogue",
    "load_catalogue",
    "new_edition",
    "prove_examples",
    "read_accounts",
    "read_derivations",
    "read_examples",
    "read_indicators",
    "read_workflows",
]
