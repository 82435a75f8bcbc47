"""Filling a template as a person does in a spreadsheet."""

import tempfile
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

import openpyxl

from shucai import toolkit
from shucai.domain.catalogue import Form
from shucai.domain.examples import right_text
from shucai.domain.layouts.titles import title_key

TypedRow = tuple[tuple[str, type, object], ...]


def fill(template: Path, target: Path, form: Form, *rows: Mapping[str, object]) -> Path:
    """Write rows (field name -> cell value) below the headings of a template and save it as ``target``."""
    book = openpyxl.load_workbook(template)
    sheet = book.worksheets[0]
    titles = {cell.value: cell for row in sheet.iter_rows(max_row=12) for cell in row if cell.value}
    places = {f.name: _heading(titles, f.title) for f in form.fields}
    below = max(cell.row for cell in places.values()) + 1
    for number, row in enumerate(rows, below):
        for name, value in row.items():
            cell = sheet.cell(number, places[name].column, value)
            if isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"
    book.save(target)
    return target


def _heading(titles, title):
    return next(cell for text, cell in titles.items() if title_key(str(text)) == title_key(title))


def right_row(form: Form, number: int = 0) -> dict[str, str]:
    """Return a row of right values as typed, for forms whose predicates do not bind them together."""
    code_lists = toolkit.catalogue().code_lists
    return {f.name: right_text(f, code_lists, number) for f in form.fields if not f.derived}


def filled(form: Form, folder: Path, *rows: Mapping[str, object], name: str = "filled.xlsx") -> Path:
    """Return a filled template of a form of the catalogue; the template lies beside it."""
    (folder / f"template-{form.code}.xlsx").write_bytes(_template(form))
    typed = tuple(tuple((name, type(value), value) for name, value in row.items()) for row in rows)
    (folder / name).write_bytes(_filled(form, typed))
    return folder / name


@cache
def _template(form: Form) -> bytes:
    """Return the template of a form; it is the same whenever it is written."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.xlsx"
        toolkit.write_template(form, template)
        return template.read_bytes()


@lru_cache(maxsize=64)
def _filled(form: Form, rows: tuple[TypedRow, ...]) -> bytes:
    """Return a template filled with rows; many tests begin with the same workbook, and filling it takes longest in them."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.xlsx"
        template.write_bytes(_template(form))
        told = ({name: value for name, _, value in row} for row in rows)
        return fill(template, Path(folder) / "filled.xlsx", form, *told).read_bytes()
