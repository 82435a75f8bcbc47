"""What a script with openpyxl does: read row by row, normalise and test every cell in a loop.

To be fair to it, it makes only the tests of single cells that the engine makes (blanks, codes, numbers, limits, dates,
lengths, check digits) and the key: no predicates, no messages, no places. Normalising is by the same rules, cell by
cell; without it the loop would call every second date wrong, and that cheaper loop is measured beside it.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl

from shucai import toolkit
from shucai.domain.catalogue import Field, Form
from shucai.domain.identifiers import flaw_of
from shucai.domain.normalise.outcomes import Refused
from shucai.toolkit.normalising import readers

TODAY = date(2024, 9, 1)
MONTH = re.compile(r"^\d{4}-\d{2}$")


def check_by_loop(path: Path, form: Form, *, normalised: bool) -> int:
    """Return how many cells of a workbook the loop calls wrong."""
    tests = [list(_tests(field)) for field in form.fields]
    reads = [reader.read if normalised else None for reader in readers(form)]
    keys = [place for place, field in enumerate(form.fields) if field.name in form.primary_key]
    book = openpyxl.load_workbook(path, read_only=True)
    seen: set[tuple[object, ...]] = set()
    wrong = 0
    for row in book.worksheets[0].iter_rows(min_row=2, values_only=True):
        for value, of_field, read in zip(row, tests, reads, strict=False):
            text = "" if value is None else str(value).strip()
            if read is not None and text:
                outcome = read(text)
                wrong += isinstance(outcome, Refused)
                text = "" if isinstance(outcome, Refused) else outcome.text or ""
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
    if field.is_numeric or field.type == "year":
        low = float("-inf") if field.minimum is None else field.minimum
        high = float("inf") if field.maximum is None else field.maximum
        yield lambda text: _is_number(text, low, high)
    if field.type == "date":
        yield _is_day
    if field.type == "yearmonth":
        yield lambda text: not text or MONTH.match(text) is not None
    if field.max_length is not None:
        longest = field.max_length
        yield lambda text: len(text) <= longest
    if field.kind in {"id_number", "uscc", "isbn", "phone", "email", "url", "teacher_cert"}:
        kind = field.kind
        yield lambda text: not text or flaw_of(kind, text, TODAY, frozenset()) is None


def _is_number(text: str, low: float, high: float) -> bool:
    try:
        return not text or low <= float(text) <= high
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return not text or date.fromisoformat(text) is not None
    except ValueError:
        return False
