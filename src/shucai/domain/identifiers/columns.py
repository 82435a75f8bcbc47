"""What is wrong with a whole column of identifiers: a fast test for all values, an explanation for the distinct rest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from shucai.domain.identifiers.contacts import (
    EMAIL,
    LANDLINE,
    MOBILE,
    SERVICE,
    URL,
    email_flaw,
    landline_flaw,
    mobile_flaw,
    phone_flaw,
    url_flaw,
)
from shucai.domain.identifiers.credit_codes import org_code_flaw, uscc_flaw
from shucai.domain.identifiers.education import school_code_flaw, student_code_flaw, teacher_cert_flaw
from shucai.domain.identifiers.expressions import id_number_valid
from shucai.domain.identifiers.flaws import Flaw
from shucai.domain.identifiers.id_numbers import OLDEST, id_number_flaw
from shucai.domain.identifiers.publications import cn_serial_flaw, isbn_flaw, issn_flaw, patent_flaw

PROBLEMS_SCHEMA = {"index": pl.UInt32, "code": pl.String, "severity": pl.String, "message": pl.String}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a verdict depends on beside the value: the day it is given, and the known regions (six digits)."""

    today: date
    regions: frozenset[str]


FEW = 16  # values that are explained sooner than an expression for them is set up
Explain = Callable[[str, Setting], Flaw | None]
Test = Callable[[pl.Expr, Setting], pl.Expr]


def _of_value(explain: Callable[[str], Flaw | None]) -> Explain:
    return lambda value, _: explain(value)


def _form(pattern: str) -> Test:
    return lambda value, _: value.str.contains(f"^(?:{pattern})$")


def _id_number_holds(value: pl.Expr, setting: Setting) -> pl.Expr:
    digits = f"{setting.today.year - OLDEST:04}{setting.today:%m%d}"
    plain = id_number_valid(value, setting.today) & (value.str.slice(6, 8) >= digits)
    plain = plain & ~value.str.ends_with("000") & ~value.str.ends_with("x")
    if setting.regions:
        plain = plain & (value.str.head(6).is_in(sorted(setting.regions)) | value.str.starts_with("9"))
    return plain


EXPLAIN: Mapping[str, Explain] = {
    "id_number": lambda value, setting: id_number_flaw(value, setting.today, setting.regions),
    "teacher_cert": lambda value, setting: teacher_cert_flaw(value, setting.today),
    "uscc": _of_value(uscc_flaw),
    "org_code": _of_value(org_code_flaw),
    "isbn": _of_value(isbn_flaw),
    "issn": _of_value(issn_flaw),
    "cn_serial": _of_value(cn_serial_flaw),
    "patent": _of_value(patent_flaw),
    "school_code": _of_value(school_code_flaw),
    "student_code": _of_value(student_code_flaw),
    "mobile": _of_value(mobile_flaw),
    "landline": _of_value(landline_flaw),
    "phone": _of_value(phone_flaw),
    "email": _of_value(email_flaw),
    "url": _of_value(url_flaw),
}
# Tests that are true only where the explanation would find nothing; other kinds are explained value by value.
HOLDS: Mapping[str, Test] = {
    "id_number": _id_number_holds,
    "mobile": _form(MOBILE),
    "landline": _form(LANDLINE),
    "phone": _form(f"{MOBILE}|{LANDLINE}|{SERVICE}"),
    "email": _form(EMAIL),
    "url": _form(URL),
}


def flaw_of(kind: str, value: str, today: date, regions: frozenset[str] = frozenset()) -> Flaw | None:
    """Return what is wrong with one identifier as normalised, or None. Raises KeyError for an unknown kind."""
    return EXPLAIN[kind](value, Setting(today, regions))


def problems_of(kind: str, values: pl.Series, today: date, regions: frozenset[str]) -> pl.DataFrame:
    """Return one row a failing value, PROBLEMS_SCHEMA, in the order of the column; blanks hold.

    values: String, as normalised. regions: known codes of six digits, empty leaves regions unchecked.
    severity: ``error`` or ``confirm``. Raises KeyError for an unknown kind.
    """
    setting, explain = Setting(today, regions), EXPLAIN[kind]
    if values.len() <= FEW:
        return _problems_of_few(values, lambda value: explain(value, setting))
    cells = values.rename("value").to_frame().with_row_index("index").drop_nulls("value")
    if kind in HOLDS:
        cells = cells.filter(~HOLDS[kind](pl.col("value"), setting))
    found = {value: explain(value, setting) for value in cells["value"].unique().to_list()}
    flaws = pl.DataFrame(
        [(value, f.code, f.severity, f.message) for value, f in found.items() if f is not None],
        schema={"value": pl.String, "code": pl.String, "severity": pl.String, "message": pl.String},
        orient="row",
    )
    return cells.join(flaws, on="value", maintain_order="left").select(list(PROBLEMS_SCHEMA))


def _problems_of_few(values: pl.Series, explain: Callable[[str], Flaw | None]) -> pl.DataFrame:
    told = [(index, explain(value)) for index, value in enumerate(values.to_list()) if value is not None]
    rows = [(index, one.code, one.severity, one.message) for index, one in told if one is not None]
    return pl.DataFrame(rows, schema=PROBLEMS_SCHEMA, orient="row")
