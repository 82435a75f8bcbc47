"""Other values of a cell, as a person would type them."""

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from shucai.domain.catalogue import Field
from shucai.toolkit.catalogue import catalogue


def other_texts(field: Field, text: str | None, column: pl.Series) -> Iterator[str | None]:
    """Return other values of a cell as typed. column: all that stands there in the form."""
    if field.is_numeric or field.type == "year":
        yield from other_numbers(text)
    elif field.type in {"date", "yearmonth"}:
        yield from _other_days(field, text)
    elif field.type == "boolean":
        yield "否" if text == "是" else "是"
    elif field.code_list is not None:
        codes = catalogue().code_lists[field.code_list].codes
        yield from (code.code for code in codes[:40] if text not in {code.code, code.label})
    elif field.kind == "academic_year":
        yield from (year for year in ("2021-2022", "2022-2023", "2023-2024") if year != text)
    else:
        yield from column.drop_nulls().unique(maintain_order=True).head(3).to_list()
        yield f"{text or '示例'}甲"
    if text is not None:
        yield None


def other_numbers(text: str | None) -> Iterator[str]:
    """Return numbers near a number, and far from it."""
    number = float((text or "0").rstrip("%"))
    for other in (number + 1, number * 10 + 3, max(number - 1, 0), 0, number + 1000, number + 5, -1):
        yield f"{other:.15g}"


def _other_days(field: Field, text: str | None) -> Iterator[str]:
    start = date.fromisoformat((text or "2023-10-15") + ("-15" if text and len(text) == 7 else ""))
    for days in (400, -400, 40, -40, 5000, -5000, 12000, -12000):
        day = start + timedelta(days=days)
        yield f"{day:%Y-%m-%d}" if field.type == "date" else f"{day:%Y-%m}"
