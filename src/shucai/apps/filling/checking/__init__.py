"""Checking the rows of a return: all of them with everything they are compared with, or some quickly after a save."""

from shucai.apps.filling.checking.found import FOUND, Found
from shucai.apps.filling.checking.part import PartFindings, Said, part_findings
from shucai.apps.filling.checking.running import found_of, run_checks
from shucai.apps.filling.checking.some import beside, row_findings

__all__ = [
    "FOUND",
    "Found",
    "PartFindings",
    "Said",
    "beside",
    "found_of",
    "part_findings",
    "row_findings",
    "run_checks",
]
