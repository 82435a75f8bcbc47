"""Generated workbooks of one form: realistic values, three cells in a hundred dirty. Everything in them is made up."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import xlsxwriter

from shucai import toolkit
from shucai.domain.catalogue import Form
from shucai.domain.examples.values import right_text

FORM = "1.4.1"
COLUMNS = 50
DIRTY = 0.03
CYCLE = 1000  # rows after which values that are no keys repeat

DIRT: tuple[Callable[[str], str], ...] = (
    lambda text: f" {text}　",
    lambda text: text.translate({n: n + 0xFEE0 for n in range(0x30, 0x3A)}),
    lambda text: text.replace("-", "."),
    lambda text: text + "\u200b",
    lambda _text: "",
    lambda _text: "不详",
    lambda text: text[:-1] + "0" if text else text,
)


def bench_form() -> Form:
    """Return a real form cut to 50 columns: those no key and no predicate needs are left out from the end."""
    form = toolkit.find_form(FORM)
    code_lists = toolkit.catalogue().code_lists
    needed = {name for check in form.checks for name in check.fields} | set(form.primary_key)
    texts = " ".join(
        filter(
            None,
            [f.required_when for f in form.fields] + [t for c in form.checks for t in (c.require, c.when)],
        )
    )
    spare = [f for f in reversed(form.fields) if f.name not in needed and f.name not in texts]
    spare.sort(key=lambda f: (f.required, f.code_list is not None and f.code_list not in code_lists))
    dropped = {f.name for f in spare[: len(form.fields) - COLUMNS]}
    return replace(form, fields=tuple(f for f in form.fields if f.name not in dropped), foreign_keys=())


def rows_of(form: Form, count: int, seed: int = 1) -> Iterator[list[str]]:
    """Return the heading and ``count`` rows as typed."""
    yield [field.title for field in form.fields]
    code_lists, random = toolkit.catalogue().code_lists, Random(seed)
    keys = {place for place, f in enumerate(form.fields) if f.name in form.primary_key or f.unique}
    clean = [[right_text(f, code_lists, n) for f in form.fields] for n in range(min(count, CYCLE))]
    for number in range(count):
        row = list(clean[number % CYCLE])
        for place in keys:
            row[place] = right_text(form.fields[place], code_lists, number)
        for place in random.sample(range(len(row)), k=_dirty_cells(random, len(row))):
            row[place] = random.choice(DIRT)(row[place])
        yield row


def _dirty_cells(random: Random, width: int) -> int:
    """Return how many cells of a row are dirty, so that on average DIRTY of all cells are."""
    expected = width * DIRTY
    return int(expected) + (random.random() < expected - int(expected))


def write_workbook(form: Form, count: int, path: Path) -> Path:
    """Write the rows as people's workbooks hold them: numbers as numbers, everything else as text."""
    numeric = {place for place, f in enumerate(form.fields) if f.is_numeric or f.type == "year"}
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("数据")
    for row, cells in enumerate(rows_of(form, count)):
        for place, text in enumerate(cells):
            if (
                row
                and place in numeric
                and text.replace(".", "", 1).isascii()
                and text.replace(".", "", 1).isdigit()
            ):
                sheet.write_number(row, place, float(text))
            elif text:
                sheet.write_string(row, place, text)
    book.close()
    return path
