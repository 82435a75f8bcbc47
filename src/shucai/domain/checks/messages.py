"""Messages with the numbers of the row in them: ``{name}`` is a field as typed, a figure or a limit."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from shucai.domain.catalogue import Check, plain_number
from shucai.domain.predicates import Column

PLACEHOLDER = re.compile(r"\{(\w+)\}")
BLANK = "空"
ANY_VALUE = "…"  # stands where a finding has a value of its row
NOTHING_SAID = re.compile(
    r"（[…＋、至 ]+[^（）…]{0,2}）|，现有 … [行条](?=[；，])"
)  # says nothing without its values


def names_in(message: str) -> tuple[str, ...]:
    """Return the names a message is filled with, in order."""
    return tuple(dict.fromkeys(PLACEHOLDER.findall(message)))


def of_any_row(check: Check) -> str:
    """Return what a check says of any row: what only gives its values is left out, elsewhere three dots stand for them."""
    limits = {name: plain_number(limit) for name, limit in check.limits.items()}
    return NOTHING_SAID.sub("", PLACEHOLDER.sub(lambda found: limits.get(found[1], ANY_VALUE), check.message))


def filled(message: str, values: Mapping[str, Sequence[str]], height: int) -> list[str]:
    """Return the message of each row. values: name -> its text in every row; a name without stays as it is."""
    names = [name for name in names_in(message) if name in values]
    if not names:
        return [message] * height
    rows = zip(*(values[name] for name in names), strict=True)
    return [_filled(message, dict(zip(names, row, strict=True))) for row in rows]


def _filled(message: str, texts: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: texts.get(found[1], found[0]), message)


def texts_of(values: pl.Series, column: Column | None = None) -> list[str]:
    """Return values as people read them: labels for codes, plain numbers, 空 for blanks. Codes are labels."""
    if column is not None and column.type == "yearmonth":
        return [_month(value) for value in values.to_list()]
    labels = column.code_labels if column is not None else {}
    return [
        labels.get(value, value) if isinstance(value, str) else _text(value) for value in values.to_list()
    ]


def is_labelled(column: Column) -> bool:
    """Return whether people read a value of a column by another name than it is stored by."""
    return bool(column.code_labels) or column.type == "boolean"


def labelled(typed: Sequence[str], values: pl.Series, column: Column) -> list[str]:
    """Return what a coded column says in words; what was typed stands where the list has no one name for it."""
    return [
        _text(value) if isinstance(value, bool) else column.code_labels.get(value, text)
        for text, value in zip(typed, values.to_list(), strict=True)
    ]


def _month(value: date | None) -> str:
    return BLANK if value is None else f"{value:%Y-%m}"


def _text(value: float | date | None) -> str:
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value) if isinstance(value, date) else plain_number(round(float(value), 2))
