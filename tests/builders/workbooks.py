"""Filling a template as a person does in a spreadsheet."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl

from shucai import toolkit
from shucai.domain.catalogue import Form
from shucai.domain.examples import right_text
from shucai.domain.layouts.titles import title_key


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
    """Return a filled template of a form of the catalogue."""
    template = folder / f"template-{form.code}.xlsx"
    toolkit.write_template(form, template)
    return fill(template, folder / name, form, *rows)
