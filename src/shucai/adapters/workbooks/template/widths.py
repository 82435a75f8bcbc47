"""How wide columns and how high rows must be, in the units of Excel: characters of a Latin digit, and points."""

import unicodedata
from math import ceil

from shucai.adapters.workbooks.template.columns import Column

BY_KIND = {
    "name": 12, "id_number": 22, "uscc": 22, "isbn": 20, "phone": 16, "email": 24, "url": 30, "teacher_cert": 21,
    "identifier": 18, "reference": 20, "text": 20, "long_text": 40, "date": 13, "yearmonth": 11, "year": 9,
    "academic_year": 13, "count": 11, "number": 11, "money": 15, "percent": 11, "boolean": 9,
}  # fmt: skip
NARROWEST, WIDEST = 10, 30
HEADING_LINES = 2  # that a heading may take before its column grows wider
LINE_HEIGHT = 15.5  # points of a line at size 10
FILTER_ARROW = 4
OF_A_DIGIT = (
    0.95  # half a Chinese character is a little narrower than the digit by which columns are measured
)


def units(text: str) -> int:
    """Return the width of a text: a Chinese character is two wide."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of this width."""
    return sum(max(1, ceil(units(line) * OF_A_DIGIT / width)) for line in text.split("\n"))


def column_width(column: Column, heading: str) -> float:
    """Return a width that shows usual values in full and the heading in two lines."""
    longest = max(map(units, heading.split("\n")))
    for_heading = (
        ceil(longest / HEADING_LINES) + FILTER_ARROW if longest > NARROWEST else longest + FILTER_ARROW
    )
    return max(NARROWEST, for_heading, _for_values(column))


def _for_values(column: Column) -> int:
    if column.choices is not None:
        usual = sorted(units(value) for value in column.choices.values)
        return min(WIDEST, usual[len(usual) * 9 // 10] + 4)
    return BY_KIND.get(column.field.kind, 16)
