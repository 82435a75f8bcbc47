"""A staffed school with a published campaign in an installation of its own, and a large workbook for one of its forms.

The database is SQLite in a folder, or the PostgreSQL that SHUCAI_DATABASE names.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import xlsxwriter

from bench.data import DIRTY
from shucai import toolkit
from shucai.domain.catalogue import Form
from shucai.domain.examples.values import right_text
from tests.builders.school import tables

if TYPE_CHECKING:
    from tests.builders.staging import Desk

FORM = "1.4.1"
DAY = date(2024, 9, 4)
AT = datetime(2024, 9, 4, 2, tzinfo=UTC)
MISSPELT: tuple[Callable[[str], str], ...] = (
    lambda text: f" {text}　",
    lambda text: text.translate({n: n + 0xFEE0 for n in range(0x30, 0x3A)}),
    lambda text: text + "\u200b",
)


def install(folder: Path) -> None:
    """Make an installation and open it in this process; nothing of Django was loaded before."""
    os.environ["SHUCAI_VAR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "shucai.config.settings"
    (folder / "sealed" / "plain").mkdir(parents=True)
    from shucai.config.serve import prepare_database

    prepare_database()


def a_desk() -> "Desk":
    """Return a part of a return of a new school, with its reporter and its head; what is needed first is there."""
    from shucai.apps.filling.models import Return
    from tests.builders.staging import Desk

    desk = Desk(FORM)
    Return.objects.exclude(pk=desk.made.pk).update(state="submitted")
    return desk


def right_rows(form: Form, count: int, first: int = 0) -> Iterator[list[str | None]]:
    """Yield rows in which nothing is wrong: those of the demo school, over and over, with keys of their own.

    first: the number the keys begin with.
    """
    typed, code_lists = tables().of(form.code).typed.rows(), toolkit.catalogue().code_lists
    keys = [(n, field) for n, field in enumerate(form.fields) if field.name in form.primary_key]
    for number in range(first, first + count):
        row = list(typed[number % len(typed)])
        for place, field in keys:
            row[place] = right_text(field, code_lists, number)
        yield row


def write_large(form: Form, count: int, path: Path, *, first: int = 0) -> Path:
    """Write such rows as people's workbooks hold them: numbers as numbers, three texts in a hundred misspelt."""
    random = Random(1)
    numeric = {n for n, field in enumerate(form.fields) if field.is_numeric or field.type == "year"}
    keys = {n for n, field in enumerate(form.fields) if field.name in form.primary_key}
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("数据")
    sheet.write_row(0, 0, [field.title for field in form.fields])
    for number, row in enumerate(right_rows(form, count, first), start=1):
        for place, text in enumerate(row):
            if text and place in numeric:
                sheet.write_number(number, place, float(text))
            elif text:
                is_misspelt = place not in keys and random.random() < DIRTY
                sheet.write_string(number, place, random.choice(MISSPELT)(text) if is_misspelt else text)
    book.close()
    return path
