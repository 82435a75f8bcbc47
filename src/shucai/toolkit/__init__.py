"""The public Python API, without a database: catalogue, templates, checking a file or a folder, giving it back with marks."""

from shucai.adapters.catalogue_files import BadDefinition, load_catalogue, new_edition, prove_examples
from shucai.adapters.workbooks.template import CannotWrite
from shucai.toolkit.accounts import coverage_of
from shucai.toolkit.catalogue import catalogue, find_form
from shucai.toolkit.check import check_file
from shucai.toolkit.checks import checks_of, examples_of
from shucai.toolkit.folder import FileResult, FolderReport, check_folder, workbooks_in
from shucai.toolkit.marks import annotate
from shucai.toolkit.report import Refusal, Report, rows_of
from shucai.toolkit.templates import department_forms, write_department_templates, write_template

__all__ = [
    "BadDefinition",
    "CannotWrite",
    "FileResult",
    "FolderReport",
    "Refusal",
    "Report",
    "annotate",
    "catalogue",
    "check_file",
    "check_folder",
    "checks_of",
    "coverage_of",
    "department_forms",
    "examples_of",
    "find_form",
    "load_catalogue",
    "new_edition",
    "prove_examples",
    "rows_of",
    "workbooks_in",
    "write_department_templates",
    "write_template",
]
