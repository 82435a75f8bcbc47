"""The findings of a part as a list to take away, values masked by right."""

import polars as pl

from shucai.domain.catalogue import Severity
from shucai.web.checks.listing import COLUMNS
from shucai.web.findings.asked import Asked
from shucai.web.findings.masking import message_of, value_of


def listed(asked: Asked) -> pl.DataFrame:
    """Return one row a finding, in the columns of the list of a workbook's findings; the cell is the place of the row."""
    form, whole, masked = asked.findings.found.form, asked.findings.found.whole_rules, asked.is_masked
    rules = asked.findings.rules
    columns = ("number", "field", "value", "severity", "message", "rule")
    rows = [
        {
            "row_key": "整张表" if rule in whole else f"第 {number} 行",
            "sheet": f"{form.code} {form.title}",
            "cell": "" if rule in whole else str(number),
            "title": form.by_name[field].title,
            "value": value_of(form, field, value, masked=masked),
            "severity": Severity(severity).label,
            "message": message_of(form, rules[rule], message, masked=masked),
            "rule": rule,
        }
        for number, field, value, severity, message, rule in asked.findings.frame.select(columns).iter_rows()
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))
