"""The public Python API, without a database: catalogue, templates, checking a file or a folder, giving it back with marks."""

from shucai.adapters.catalogue_files import BadDefinition, load_catalogue, new_edition, prove_examples
from shucai.adapters.workbooks.template import CannotWrite
from shucai.domain.indicators import Answer
from shucai.toolkit.accounts import coverage_of
from shucai.toolkit.catalogue import catalogue, find_form
from shucai.toolkit.check import check_file
from shucai.toolkit.checks import checks_of, examples_of
from shucai.toolkit.definitions import prove_definitions
from shucai.toolkit.derive import COMPUTED, FormDerived, derive_rows, write_derived
from shucai.toolkit.folder import FileResult, FolderReport, check_folder
from shucai.toolkit.indicators import IndicatorResult, measure_rows
from shucai.toolkit.marks import annotate
from shucai.toolkit.report import Refusal, Report, rows_of
from shucai.toolkit.rows import rows_in, workbooks_in
from shucai.toolkit.templates import department_forms, write_department_templates, write_template
from shucai.toolkit.workflow import StepState, Unanswered, WorkflowState, walk, workflows

__all__ = [
    "COMPUTED",
    "Answer",
    "BadDefinition",
    "CannotWrite",
    "FileResult",
    "FolderReport",
    "FormDerived",
    "IndicatorResult",
    "Refusal",
    "Report",
    "StepState",
    "Unanswered",
    "WorkflowState",
    "annotate",
    "catalogue",
    "check_file",
    "check_folder",
    "checks_of",
    "coverage_of",
    "department_forms",
    "derive_rows",
    "examples_of",
    "find_form",
    "load_catalogue",
    "measure_rows",
    "new_edition",
    "prove_definitions",
    "prove_examples",
    "rows_in",
    "rows_of",
    "walk",
    "workbooks_in",
    "workflows",
    "write_department_templates",
    "write_derived",
    "write_template",
]
