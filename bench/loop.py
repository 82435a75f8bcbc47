"""What a script with openpyxl does: read row by row, test every cell in a loop.

To be fair to it, it tests less than the engine: blanks, codes, numbers, dates, lengths and keys; no predicates, no
normalisation, no messages.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl

from shucai import toolkit
from shucai.domain.catalogue import Field, Form

DATE = re.compile(r"^\d{4}-\d{2}(-\d{2})?$")


def check_by_loop(path: Path, form: Form) -> int:
    """Return how many cells of a workbook the loop calls wrong."""
    tests = [list(_tests(field)) for field in form.fields]
    keys = [place for place, field in enumerate(form.fields) if field.name in form.primary_key]
    book = openpyxl.load_workbook(path, read_only=True)
    seen: set[tuple[object, ...]] = set()
    wrong = 0
    for row in book.worksheets[0].iter_rows(min_row=2, values_only=True):
        for value, of_field in zip(row, tests, strict=False):
            text = "" if value is None else str(value).strip()
            wrong += sum(not test(text) for test in of_field)
        key = tuple(row[place] for place in keys)
        wrong += key in seen
        seen.add(key)
    book.close()
    return wrong


def _tests(field: Field) -> Iterator[Callable[[str], bool]]:
    if field.required:
        yield bool
    if field.code_list is not None:
        code_list = toolkit.catalogue().code_lists[field.code_list]
        known = {*code_list.by_code, *code_list.by_label, ""}
        yield lambda text: text in known
    if field.is_numeric:
        yield _is_number
    if field.type in {"date", "yearmonth"}:
        yield lambda text: not text or DATE.match(text) is not None
    if field.max_length is not None:
        longest = field.max_length
        yield lambda text: len(text) <= longest


def _is_number(text: str) -> bool:
    try:
        float(text or 0)
    except ValueError:
        return False
    return True
