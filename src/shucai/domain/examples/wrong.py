"""Values that a check must find, as people type them by mistake. All of them are made up."""

import re
from collections.abc import Mapping
from datetime import timedelta

from shucai.domain.catalogue import CodeList, Field, plain_number
from shucai.domain.examples.setting import Setting

ERROR_CELL = "#N/A"  # what a formula that finds nothing leaves in the cell
UNREADABLE: Mapping[str, str] = {
    "name": "赵□宁",
    "count": "十几个",
    "number": "若干",
    "money": "若干",
    "percent": "过半",
    "boolean": "可能",
    "date": "2024-02-30",
    "yearmonth": "2024-13",
    "year": "近年",
    "academic_year": "2023-2025",
    "reference": "3.20102E+11",
    "identifier": "3.20102E+11",
    "id_number": "3.20102E+17",
    "uscc": "9.13201E+17",
    "isbn": "9.78704E+12",
    "teacher_cert": "2.01232E+16",
    "phone": "1.38E+10",
}
UNLIKELY = ("不在表中的写法", "表外其他")
MISMATCHED = ("025-80000001", "13800000001", "12A4", "编号_01")


def unreadable(field: Field) -> str:
    """Return a text that cannot be read as the type of the field."""
    if field.kind == "reference" and "姓名" in field.title:
        return UNREADABLE["name"]
    return UNREADABLE.get(field.kind, ERROR_CELL)


def outside_list(code_list: CodeList) -> str:
    """Return a text that no code of a list is like."""
    return next(text for text in UNLIKELY if text not in code_list.by_label)


def unknown_code(code_list: CodeList) -> str | None:
    """Return a code of the shape of an incomplete list that it does not have, or None where the shape is not of digits."""
    shape = re.compile(code_list.open_pattern or "$^")
    width = max(len(code.code) for code in code_list.codes)
    numbers = (str(number) for number in range(10**width - 1, 10 ** (width - 1), -1))
    return next((code for code in numbers if shape.search(code) and code not in code_list.by_code), None)


def broken(value: str, kind: str) -> str:
    """Return an identifier of a kind with a slip in it: a wrong last character, or a part missing."""
    if kind == "email":
        return value.replace("@", "#")
    if kind == "url":
        return value.removeprefix("https://")
    if kind == "phone":
        return value[:-3]
    if kind == "teacher_cert":
        return value[:-2]
    return value[:-1] + ("1" if value[-1] != "1" else "2")


def too_long(value: str, most: int) -> str:
    """Return a value of the same look, one character longer than it may be."""
    return (value * (most // len(value) + 2))[: most + 1]


def too_short(value: str, least: int) -> str:
    """Return a value one character shorter than it must be."""
    return value[: least - 1]


def other_lengths(field: Field, code_list: CodeList) -> list[str]:
    """Return a code of a list that is longer or shorter than a field allows, none where the list has no such code."""
    least, most = field.min_length or 0, field.max_length or len(max(code_list.by_code, key=len))
    return [code for code in code_list.by_code if not least <= len(code) <= most][:1]


def out_of_range(field: Field) -> list[str]:
    """Return a number below and one above what the field allows, as far as it has limits."""
    step = 1 if field.type in {"integer", "year"} else 0.5
    below = [] if field.minimum is None else [field.minimum - step]
    above = [] if field.maximum is None else [field.maximum + step]
    return [plain_number(value) for value in below + above]


def mismatched(pattern: str) -> str:
    """Return a text that a pattern does not match."""
    return next(text for text in MISMATCHED if not re.fullmatch(pattern, text))


def outside_period(field: Field, setting: Setting) -> str:
    """Return a day, or a month, just before the reporting period."""
    day = setting.parameters.period_start - timedelta(days=20)
    return f"{day:%Y-%m-%d}" if field.type == "date" else f"{day:%Y-%m}"
