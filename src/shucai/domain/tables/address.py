"""Cell addresses as spreadsheets show them."""

from functools import cache


@cache
def column_letters(column: int) -> str:
    """Return the letters of a column. column: from 1 (A)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return an address such as C12. row, column: from 1."""
    return f"{column_letters(column)}{row}"
