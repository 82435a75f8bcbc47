"""Which rows of a worksheet's XML hold anything that the text of cells will not tell: one search for all of it.

RE2 looks for the whole pattern in one pass, without a step per cell and beside other threads; most rows hold nothing.
"""

from functools import cache

from shucai.adapters.workbooks.reading.arrow import pieces_with
from shucai.adapters.workbooks.reading.number_formats import Look

END_OF_ROW = b"</row>"
MOST_COLUMNS_OF_TWO_LETTERS = 702  # ZZ

ODD_TYPE = r' t="[bed]"'
# Long ones, those with an exponent, and those of ten decimals: fastexcel rounds to nine when it makes text of them.
ODD_NUMBER = r"<v>(?:-?[\d.]{16}|-?\d*\.\d{10}|-?[\d.]+[eE]|-0<|(?:19|20)\d\d\.1<)"
NO_RESULT = r"(?:</f>|<f [^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
RESULT = r"(?:</f>|<f [^>]*/>)\s*<v>[^<]"
HIDDEN = r'<row\s[^>]*\shidden="(?:1|true)"'
TYPED_MOMENT = r" \d\d:\d\d:\d\d(?:\.\d+)?</(?:t|v)>"


def notable_pattern(looks: list[Look], columns: int, *, recalculates: bool) -> str:
    """Return the RE2 pattern. columns: as many as are allowed."""
    alternatives = [ODD_TYPE, ODD_NUMBER, NO_RESULT, HIDDEN, beyond_pattern(columns)]
    if styled := styled_pattern(looks):
        alternatives.append(styled)
    if Look.DATE in looks:
        alternatives.append(TYPED_MOMENT)
    if recalculates:
        alternatives.append(RESULT)
    return "|".join(alternatives)


def styled_pattern(looks: list[Look]) -> str:
    """Return a pattern for cells in styles of percentages and time spans; empty where there are no such styles."""
    styled = [f"{index}" for index, look in enumerate(looks) if look in (Look.PERCENT, Look.SPAN)]
    return rf' s="(?:{"|".join(styled)})"' if styled else ""


@cache
def beyond_pattern(columns: int) -> str:
    """Return a pattern for cells beyond so many columns; of names with three letters it takes all."""
    lasts: dict[str, str] = {}
    for column in range(columns, MOST_COLUMNS_OF_TWO_LETTERS):
        first, last = divmod(column, 26)
        lasts.setdefault(chr(64 + first) if first else "", "")
        lasts[chr(64 + first) if first else ""] += chr(65 + last)
    names = [f"{first}[{last}]" for first, last in lasts.items()]
    return rf'<c\s(?:[^>]*\s)?r="(?:{"|".join([*names, "[A-Z]{3}"])})\d'


def notable_runs(rows: bytes, pattern: str) -> list[bytes]:
    """Return the rows with a match of the RE2 pattern, neighbours joined. rows: whole ones."""
    if not pieces_with(rows, [len(rows)], pattern):  # mostly; then nobody has to know where each ends
        return []
    ends: list[int] = []
    end = rows.find(END_OF_ROW)
    while end >= 0:
        ends.append(end + len(END_OF_ROW))
        end = rows.find(END_OF_ROW, ends[-1])
    if not ends or ends[-1] < len(rows):
        ends.append(len(rows))  # rows without cells have no end of their own
    bounds: list[list[int]] = []
    for place in pieces_with(rows, ends, pattern):
        start = ends[place - 1] if place else 0
        if bounds and bounds[-1][1] == start:
            bounds[-1][1] = ends[place]
        else:
            bounds.append([start, ends[place]])
    return [rows[start:end] for start, end in bounds]
