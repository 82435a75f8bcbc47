"""The checks Excel makes while a cell is typed: it stops what the checker would refuse, and asks where that may be right.

XlsxWriter takes each as a dict of options.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shucai.adapters.workbooks.template.columns import Column
from shucai.adapters.workbooks.template.names import LAST_ROW
from shucai.adapters.workbooks.template.wording import need, remedies, rules, values

Options = dict[str, Any]  # texts, numbers, dates and lists, as XlsxWriter names them
TITLE_LENGTH, MESSAGE_LENGTH = 32, 255  # Excel
WITHOUT_BOUND = 999_999_999_999_999  # the largest whole number a cell holds exactly
EARLIEST, LATEST = date(1900, 1, 1), date(2099, 12, 31)  # what a spreadsheet can hold as a date
YEARS = (1900, 2100)
FEW_VALUES = 8


def validation_of(column: Column, list_names: Mapping[str, str]) -> Options | None:
    """Return the validation of a column's data cells. list_names: list -> name of its range, where it has one."""
    test = _test(column, list_names)
    prompt = _prompt(column)
    if test is None and not prompt:
        return None
    options: Options = test or {"validate": "any"}
    if prompt:
        options |= {"input_title": _cut(column.field.title, TITLE_LENGTH), "input_message": prompt}
    return options


def _test(column: Column, list_names: Mapping[str, str]) -> Options | None:
    field = column.field
    if field.multi or field.derived:
        return None
    if column.choices is not None:
        return _list(column, list_names)
    if field.type == "year":
        return _year(column)
    if field.is_numeric:
        return _number(column)
    if field.type == "date":
        return _date(column)
    return _text(column)


def _list(column: Column, list_names: Mapping[str, str]) -> Options:
    choices = column.choices
    if choices is None:
        raise ValueError(column.field.name)
    source = f"={list_names[choices.name]}" if choices.name in list_names else choices.values
    if choices.closed:
        message = f"请从列表里选，可填：{values(column, FEW_VALUES)}"
        return _options(column, {"validate": "list", "source": source}, message)
    message = "列表里没有这个值。请从列表里选，或填代码；确认没有写错，点“是”保留"
    return _options(column, {"validate": "list", "source": source}, message, stops=False)


def _number(column: Column) -> Options:
    field = column.field
    factor = 100 if field.kind == "percent" else 1
    low = -WITHOUT_BOUND if field.minimum is None else field.minimum / factor
    high = WITHOUT_BOUND if field.maximum is None else field.maximum / factor
    test = {"validate": "integer" if field.type == "integer" else "decimal"}
    word = "整数" if field.type == "integer" else "数字"
    unit = f"，单位：{field.unit}" if field.unit else ""
    return _options(
        column,
        test | {"criteria": "between", "minimum": low, "maximum": high},
        f"请填{word}{_bounds(column)}{unit}" + ("；没有发生的填 0" if field.may_be_zero else ""),
    )


def _bounds(column: Column) -> str:
    low, high = column.field.minimum, column.field.maximum
    shown = [
        f"不小于 {low:g}" if low is not None else "",
        f"不大于 {high:g}" if high is not None else "",
    ]
    return "".join(f"，{text}" for text in shown if text)


def _year(column: Column) -> Options:
    low, high = column.field.minimum, column.field.maximum
    stops = low is not None and high is not None
    test = {
        "validate": "integer",
        "criteria": "between",
        "minimum": YEARS[0] if low is None else low,
        "maximum": YEARS[1] if high is None else high,
    }
    return _options(column, test, f"请填四位数的年份，如 {column.example}", stops=stops)


def _date(column: Column) -> Options:
    low, high = column.event_period or (EARLIEST, LATEST)
    within = f"在 {low} 至 {high} 之内" if column.event_period else ""
    return _options(
        column,
        {"validate": "date", "criteria": "between", "minimum": low, "maximum": high},
        f"请填{within}的日期，写成 {column.example} 的样子".replace("填的", "填"),
    )


def _text(column: Column) -> Options | None:
    field, cell = column.field, f"{column.letters}2"
    if field.type == "yearmonth":
        return _month(column, cell)
    if field.kind == "academic_year":
        follows = f'AND(LEN({cell})=9,MID({cell},5,1)="-",RIGHT({cell},4)-LEFT({cell},4)=1)'
        return _asks(column, follows, f"学年通常写成 {column.example}，前后两年相连。确认无误点“是”保留")
    tests, message = _length(column, cell)
    if column.alone_unique:
        above = f"${column.letters}$2:${column.letters}${LAST_ROW}"
        tests.append(f"SUMPRODUCT(--({above}={cell}))<=1")  # COUNTIF compares the first 15 digits only
        message += "不能与别的行重复。"
    if not tests:
        return None
    formula = f"=AND({','.join(tests)})"
    return _options(column, {"validate": "custom", "value": formula}, f"「{field.title}」{message}")


def _length(column: Column, cell: str) -> tuple[list[str], str]:
    """Return the test of the length and what it says; 「无」 is no matter of length."""
    low, high = column.field.min_length, column.field.max_length
    if low is None and high is None:
        return [], ""
    wanted = f"{low} 个字" if low == high else "，".join(_lengths(low, high))
    return [
        f'OR({cell}="无",AND(LEN({cell})>={low or 0},LEN({cell})<={high or 32767}))'
    ], f"应为{wanted}，请核对。"


def _lengths(low: int | None, high: int | None) -> list[str]:
    shown = [(low, "至少"), (high, "最多")]
    return [f"{word} {limit} 个字" for limit, word in shown if limit is not None]


def _month(column: Column, cell: str) -> Options:
    number = f'SUBSTITUTE({cell},"-","")'
    tests = [f"LEN({cell})=7", f'MID({cell},5,1)="-"', f"MOD({number},100)>=1", f"MOD({number},100)<=12"]
    within = ""
    if column.event_period:
        low, high = (day.strftime("%Y%m") for day in column.event_period)
        tests += [f"{number}-{low}>=0", f"{number}-{high}<=0"]
        within = f"，并在 {column.event_period[0]:%Y-%m} 至 {column.event_period[1]:%Y-%m} 之内"
    message = f"年月通常写成 {column.example}{within}。确认无误点“是”保留"
    return _asks(column, f"AND({','.join(tests)})", message)


def _asks(column: Column, formula: str, message: str) -> Options:
    return _options(column, {"validate": "custom", "value": f"={formula}"}, message, stops=False)


def _options(column: Column, test: Options, message: str, *, stops: bool = True) -> Options:
    """Return the whole validation: its test, and the words of the box that comes up when the test fails."""
    return test | {
        "error_type": "stop" if stops else "warning",
        "error_title": _cut(column.field.title, TITLE_LENGTH),
        "error_message": _cut(message, MESSAGE_LENGTH),
    }


def _prompt(column: Column) -> str:
    """Return what stands beside a chosen cell: only where a heading alone leads people wrong."""
    field = column.field
    if field.derived:
        return need(column)
    unit = [f"单位：{field.unit}"] if field.unit else []
    if not (
        unit or field.multi or column.condition or column.references or field.type in {"date", "yearmonth"}
    ):
        return ""
    when = [f"{column.condition}时必填"] if column.condition else []
    return _cut("\n".join([*unit, *when, *rules(column), *remedies(column)]), MESSAGE_LENGTH)


def _cut(text: str, length: int) -> str:
    """Return the text within so many UTF-16 units, the way Excel counts."""
    encoded = text.encode("utf-16-le")
    if len(encoded) <= length * 2:
        return text
    return encoded[: (length - 1) * 2].decode("utf-16-le", errors="ignore") + "…"
