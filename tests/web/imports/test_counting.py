"""The findings of a file counted as the grid counts them: rows that fail a rule together are one case."""

import polars as pl

from shucai.apps.filling.checking.found import shared_by
from shucai.domain.rows.meeting import SHEET_ROW
from shucai.toolkit import find_form
from shucai.web.imports.counting import cases_of

FORM = find_form("1.5.4", 2024)
DOUBLE = next(rule for rule, fields in shared_by(FORM).items() if fields == ("id_no",))
EMPTY = "talent.1.5.4.name.required"


def found(*findings: tuple[str, int]) -> pl.DataFrame:
    rules, rows = zip(*findings, strict=True)
    return pl.DataFrame({"rule": rules, "severity": ["error"] * len(rules), "row": rows})


def test_rows_with_the_same_number_are_one_case():
    rows = pl.DataFrame({SHEET_ROW: [2, 3, 4, 5, 6], "id_no": ["甲", "乙", "甲", "乙", "丙"]})
    findings = found((DOUBLE, 2), (DOUBLE, 3), (DOUBLE, 4), (DOUBLE, 5), (EMPTY, 2), (EMPTY, 6))
    assert cases_of(FORM, rows, findings) == {(DOUBLE, "error"): 2, (EMPTY, "error"): 2}


def test_rows_are_counted_one_by_one_where_the_file_lacks_what_they_share():
    rows = pl.DataFrame({SHEET_ROW: [2, 3]})
    assert cases_of(FORM, rows, found((DOUBLE, 2), (DOUBLE, 3))) == {(DOUBLE, "error"): 2}
