"""What is usually written to bring a workbook into a database: openpyxl, a loop over the cells, objects, ``bulk_create``.

It reads the cells, brings codes, dates and numbers to the spelling the product keeps, and stores the rows. It checks nothing,
compares nothing, keeps no history, seals nothing, and tells nobody what it changed.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import openpyxl

from bench.staffed import AT
from shucai import toolkit
from shucai.domain.catalogue import Field

if TYPE_CHECKING:
    from tests.builders.staging import Desk

AT_ONCE = 500
INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff\u00a0"))
NARROW = {n + 0xFEE0: n for n in range(0x21, 0x7F)}
Cell = str | int | float | bool | date | None


def bring_by_objects(path: Path, desk: "Desk") -> int:
    """Store the rows of a workbook and return how many."""
    from django.db import transaction

    from shucai.apps.formal.models import Row

    converts = [_converter(field) for field in desk.form.fields]
    names, form, keyed = [f.name for f in desk.form.fields], desk.made.form, desk.form.primary_key[0]
    book = openpyxl.load_workbook(path, read_only=True)
    rows = list[Row]()
    for number, cells in enumerate(book.worksheets[0].iter_rows(min_row=2, values_only=True), start=1):
        values = (convert(cell) for convert, cell in zip(converts, cells, strict=False))
        texts = {name: text for name, text in zip(names, values, strict=False) if text}
        one = Row(
            school=desk.school.school, form=form, uid=uuid4().hex, key=texts[keyed], part=desk.part.pk, position=number,
            version=1, texts=texts, fillers=[desk.reporter.pk], accepted_by=desk.head.pk, accepted_at=AT,
        )  # fmt: skip
        rows.append(one)
    book.close()
    with transaction.atomic():
        Row.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def _converter(field: Field) -> Callable[[Cell], str]:
    if field.code_list is not None:
        codes = {one.label: one.code for one in toolkit.catalogue().code_lists[field.code_list].codes}
        return lambda cell: codes.get(text := _text(cell), text)
    if field.type in {"date", "yearmonth"}:
        width = 10 if field.type == "date" else 7
        return lambda cell: _day(cell, width)
    if field.is_numeric or field.type == "year":
        return _number
    return _text


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).translate(INVISIBLE).translate(NARROW).strip()


def _day(cell: Cell, width: int) -> str:
    """Return a date or, of width 7, a month, as far as it can be read."""
    if isinstance(cell, date):
        return cell.isoformat()[:width]
    text = _text(cell).replace(".", "-").replace("/", "-")
    return (
        date.fromisoformat(f"{text[:7]}-01" if width == len("2024-09") else text).isoformat()[:width]
        if text
        else ""
    )


def _number(cell: Cell) -> str:
    text = _text(cell)
    return f"{float(text):.10g}" if text else ""
