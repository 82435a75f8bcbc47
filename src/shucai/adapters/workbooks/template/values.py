"""Values of a table -> what a cell holds: text, number or date. Nothing becomes a formula."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from shucai.adapters.workbooks.cell_text import LONGEST_TEXT
from shucai.adapters.workbooks.template.columns import Column
from shucai.adapters.workbooks.template.refusals import CannotWrite

Cell = str | float | datetime | None
EXACT = 10**15  # numbers from here on lose digits in a cell
FIRST_DAY = date(1900, 3, 1)  # earlier serial numbers are a day off, or do not exist


def cell_of(column: Column) -> Callable[[object], Cell]:
    """Return the function from a value of this column to its cell; codes become what people read.

    The function raises CannotWrite for a text longer than a cell can hold.
    """

    def cell(value: object) -> Cell:
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return _within_limit(_shown(value, column), column)
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, date):
            return _day(value, column)
        return _number(value, column)

    return cell


def _shown(value: str, column: Column) -> str:
    names: Mapping[str, str] = column.choices.shown if column.choices else {}
    if column.field.multi:
        return "；".join(names.get(one, one) for one in value.split(";"))
    return names.get(value, value)


def _within_limit(text: str, column: Column) -> str:
    if len(text.encode("utf-16-le")) > LONGEST_TEXT * 2:
        raise CannotWrite(
            f"「{column.field.title}」有一格超过 {LONGEST_TEXT:,} 个字，工作簿放不下，请缩短后再写"
        )
    return text


def _day(value: date, column: Column) -> Cell:
    """Return a day as a date cell; months, times of day and days that Excel does not count become text."""
    if isinstance(value, datetime):
        if value.time() != time.min:
            return value.isoformat(sep=" ", timespec="seconds")
        value = value.date()
    if column.field.type == "yearmonth":
        return f"{value:%Y-%m}"
    if column.field.type != "date" or value < FIRST_DAY:
        return value.isoformat()
    return datetime.combine(value, time.min)


def _number(value: object, column: Column) -> Cell:
    """Return a number as a number cell; in text columns, and where a cell would lose digits, as its digits."""
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise CannotWrite(f"「{column.field.title}」有一格不是数（{value}），请改成数字或留空")
    plain = f"{exact.normalize():f}"
    if column.takes_text or abs(exact) >= EXACT:
        return plain
    return float(exact / 100 if column.field.kind == "percent" else exact)
