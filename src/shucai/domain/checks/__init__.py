"""Checking rows against a form: item, row and set checks, the findings they make and how many were evaluated."""

from shucai.domain.checks.across import AcrossCheck, across_checks_of, across_results
from shucai.domain.checks.explaining import ALL_CATEGORIES, CATEGORIES, says_something
from shucai.domain.checks.findings import CHANGES_SCHEMA, FINDINGS_SCHEMA
from shucai.domain.checks.references import reference_results
from shucai.domain.checks.register import Level, Rule, rules_of
from shucai.domain.checks.results import Result, Skipped, Summary, summarise
from shucai.domain.checks.row_check import RowCheck
from shucai.domain.checks.run import check_table, row_checks_of
from shucai.domain.checks.table import Table

__all__ = [
    "ALL_CATEGORIES",
    "CATEGORIES",
    "CHANGES_SCHEMA",
    "FINDINGS_SCHEMA",
    "AcrossCheck",
    "Level",
    "Result",
    "RowCheck",
    "Rule",
    "Skipped",
    "Summary",
    "Table",
    "across_checks_of",
    "across_results",
    "check_table",
    "reference_results",
    "row_checks_of",
    "rules_of",
    "says_something",
    "summarise",
]
