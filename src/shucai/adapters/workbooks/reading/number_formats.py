"""What a number format makes of a number: a date, a time span, a percentage, or just a number."""

import re
from enum import StrEnum
from functools import cache

DATE_IDS = {
    *range(14, 23),
    *range(27, 37),
    45,
    47,
    *range(50, 59),
}  # 27-36 and 50-58 are dates in Chinese Excel
SPAN_IDS = {46}
PERCENT_IDS = {9, 10}
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')  # quoted, escaped, width of a character, fill
SPAN = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
BRACKETS = re.compile(r"\[[^\]]*\]")  # colours, conditions, currencies and calendars
DATE_LETTERS = re.compile(r"[ymdhsaegb年月日时分秒]", re.IGNORECASE)
GENERAL = re.compile(r"general|g/通用格式", re.IGNORECASE)


class Look(StrEnum):
    """How a number is shown."""

    PLAIN = "plain"
    DATE = "date"
    SPAN = "span"
    PERCENT = "percent"


@cache
def look_of(format_id: int, code: str | None) -> Look:
    """Return how a format shows a number. code: the format as written; None for the built-in ones.

    Source: ECMA-376 part 1, 18.8.30 and 18.8.31, with the list for zh-cn.
    """
    if code is None:
        return _look_of_built_in(format_id)
    first = LITERAL.sub("", code).split(";")[0]
    if SPAN.search(first):
        return Look.SPAN
    bare = GENERAL.sub("", BRACKETS.sub("", first))
    if "%" in bare:
        return Look.PERCENT
    exponent_free = re.sub(r"[eE][+-]", "", bare)
    has_digits = re.search(r"[0#?]", exponent_free) is not None
    seconds = re.sub(r"[sS]\.0+", "s", exponent_free)
    dated = DATE_LETTERS.search(exponent_free) is not None
    return Look.DATE if dated and (not has_digits or not re.search(r"[0#?]", seconds)) else Look.PLAIN


def _look_of_built_in(format_id: int) -> Look:
    if format_id in DATE_IDS:
        return Look.DATE
    if format_id in SPAN_IDS:
        return Look.SPAN
    return Look.PERCENT if format_id in PERCENT_IDS else Look.PLAIN
