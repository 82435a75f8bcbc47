"""What is usually written to bring a workbook into a database: openpyxl, a loop over the cells, objects, ``bulk_create``.

It reads the cells, brings codes, dates and numbers to the spelling the product keeps, and stores the rows: in a table with
a column a field, as Django's models are usually written, or in one whose fields are one column of JSON, which is less
work. It checks nothing, compares nothing with what is there, keeps no history, seals
nothing, keeps no file as evidence, and tells nobody what it changed; the import it is compared with does all of that.
"""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import openpyxl

from shucai import toolkit
from shucai.domain.catalogue import Field, Form

if TYPE_CHECKING:
    from django.db.models import Model

    from tests.builders.staging import Desk

AT_ONCE = 500
INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff\u00a0"))
NARROW = {n + 0xFEE0: n for n in range(0x21, 0x7F)}
Cell = str | int | float | bool | date | None


def bring_into_columns(path: Path, desk: "Desk", table: "type[Model]") -> int:
    """Store the rows of a workbook in a table of ``columns_of`` and return how many."""
    from django.db import transaction

    rows = [table(position=number, **texts) for number, texts in _texts(path, desk)]
    with transaction.atomic():
        table._default_manager.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def bring_into_json(path: Path, desk: "Desk", table: "type[Model]") -> int:
    """Store the rows of a workbook in a table of ``json_of`` and return how many."""
    from django.db import transaction

    keyed, fillers = desk.form.primary_key[0], [desk.reporter.pk]
    rows = [
        table(position=number, uid=uuid4().hex, key=texts[keyed], texts=texts, fillers=fillers)
        for number, texts in _texts(path, desk)
    ]
    with transaction.atomic():
        table._default_manager.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def columns_of(form: Form) -> "AbstractContextManager[type[Model]]":
    """Give a table with a column a field of a form, for a while."""
    from django.db import models

    return _table("InColumns", {field.name: models.TextField(blank=True) for field in form.fields})


def json_of() -> "AbstractContextManager[type[Model]]":
    """Give a table whose fields are one column of JSON, for a while."""
    from django.db import models

    named = {"uid": models.CharField(max_length=32, unique=True), "key": models.CharField(max_length=64)}
    return _table("AsJson", {**named, "texts": models.JSONField(), "fillers": models.JSONField()})


@contextmanager
def _table(name: str, columns: Mapping[str, object]) -> "Generator[type[Model]]":
    from django.db import connection, models

    meta = type("Meta", (), {"app_label": "bench"})
    own = {"__module__": __name__, "Meta": meta, "position": models.FloatField()}
    table = type(name, (models.Model,), {**columns, **own})
    with connection.schema_editor() as schema:
        schema.create_model(table)
    try:
        yield table
    finally:
        with connection.schema_editor() as schema:
            schema.delete_model(table)


def _texts(path: Path, desk: "Desk") -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a workbook with their number, as texts by field; empty cells are left out."""
    converts, names = [_converter(field) for field in desk.form.fields], [f.name for f in desk.form.fields]
    book = openpyxl.load_workbook(path, read_only=True)
    for number, cells in enumerate(book.worksheets[0].iter_rows(min_row=2, values_only=True), start=1):
        values = (convert(cell) for convert, cell in zip(converts, cells, strict=False))
        yield number, {name: text for name, text in zip(names, values, strict=False) if text}
    book.close()


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
