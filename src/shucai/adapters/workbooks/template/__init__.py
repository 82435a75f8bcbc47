"""Blank and prefilled workbooks in which a form is filled. Reading them back is not done here."""

from shucai.adapters.workbooks.template.columns import Excerpt
from shucai.adapters.workbooks.template.identity import Handed, identity_of, template_file_name
from shucai.adapters.workbooks.template.names import IDENTITY_SHEET, LAST_ROW, OWN_SHEETS
from shucai.adapters.workbooks.template.refusals import CannotWrite
from shucai.adapters.workbooks.template.write import write_excerpt, write_template

__all__ = [
    "IDENTITY_SHEET",
    "LAST_ROW",
    "OWN_SHEETS",
    "CannotWrite",
    "Excerpt",
    "Handed",
    "identity_of",
    "template_file_name",
    "write_excerpt",
    "write_template",
]
