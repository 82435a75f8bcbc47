"""What was agreed to in a file is not asked again when the marked workbook comes back as a patch."""

import openpyxl
import polars as pl
import pytest

from shucai.apps.filling.actions.importing import answer, commit_import, consent
from shucai.apps.filling.bringing import places
from shucai.apps.filling.bringing.opened import open_questions, questions_of
from shucai.apps.filling.models import Import
from tests.apps.filling.importing.test_dirty import Students
from tests.builders.brought import DAY, NOW, met, previewed, read
from tests.builders.dirty import COLUMNS, Book, extra_column, swapped_columns
from tests.builders.organisation import done

pytestmark = pytest.mark.django_db


@pytest.fixture
def students(db, tmp_path, settings):
    settings.IMPORTED_FILES = tmp_path / "imports"
    return Students(tmp_path)


def dirty(book: Book) -> None:
    """A date to be confirmed, a sex nearly by its label, a merged cell, and a wrong score."""
    book.type(1, "birth_date", "09/02/18")
    book.type(2, "gender", "男生")
    letter = book.sheet.cell(1, COLUMNS["class_name"]).column_letter
    book.sheet.merge_cells(f"{letter}2:{letter}3")
    book.type(4, "admission_score", "五百多")


def extra_column_and_a_score(book: Book) -> None:
    extra_column(book)
    book.type(4, "admission_score", "520")


def agreed(students, brought: Import, *, yes: bool = True) -> Import:
    causes = questions_of(brought)["cause"].to_list()
    assert len(causes) == 3
    return read(done(answer(brought.pk, dict.fromkeys(causes, yes), by=students.by, at=NOW)))


def committed(students, brought: Import) -> Import:
    return done(commit_import(brought.pk, remove_absent=False, by=students.by, at=NOW, today=DAY))


def marked(students, brought: Import, *typed: tuple[int, str, object]):
    """The workbook with marks, with cells typed over and saved."""
    path = students.folder / "标注.xlsx"
    path.write_bytes(b"".join(places.annotated(brought)))
    book = openpyxl.load_workbook(path)
    for row, name, value in typed:
        book.worksheets[0].cell(row + 1, COLUMNS[name]).value = value
    book.save(path)
    return path


def test_the_marked_workbook_is_a_patch_of_what_was_mended_and_asks_nothing(students):
    first = committed(students, agreed(students, students.previewed(dirty)))
    again = previewed(students.desk.part, marked(students, first, (4, "admission_score", "520")), students.by)
    assert open_questions(again, met(again)) == 0
    assert questions_of(again).is_empty()
    assert (again.counts["same"], again.counts["changed"], again.counts["cells"]) == (3, 1, 1)
    committed(students, again)
    assert again.made_by == first.made_by


def test_it_is_so_before_the_first_one_is_committed_too(students):
    first = agreed(students, students.previewed(dirty))
    again = previewed(students.desk.part, marked(students, first, (4, "admission_score", "520")), students.by)
    assert questions_of(again).is_empty()


def test_another_text_in_the_cell_is_asked_about(students):
    first = committed(students, agreed(students, students.previewed(dirty)))
    path = marked(students, first, (1, "birth_date", "09/03/18"), (3, "gender", "女生"))
    again = previewed(students.desk.part, path, students.by)
    asked = questions_of(again).select("cause", "before", "count").sort("cause").rows()
    assert asked == [
        ("D2+D5@birth_date", "09/03/18", 1), ("FIX+other@birth_date", "2009-03-18", 1), ("FIX@gender", "女生", 1),
    ]  # fmt: skip


def test_what_was_not_agreed_to_is_asked_again(students):
    brought = students.previewed(dirty)
    refused = agreed(students, brought, yes=False)
    again = previewed(students.desk.part, marked(students, refused), students.by)
    assert questions_of(again).filter(pl.col("answer").is_null()).height == 3


def test_columns_once_consented_to_are_not_asked_about_again(students):
    first = students.previewed(extra_column)
    assert first.state == "asking"
    read(done(consent(first.pk, by=students.by, at=NOW)))
    first.refresh_from_db()
    again = students.previewed(extra_column_and_a_score)
    assert again.state == "ready"
    assert any("多出 Z 列「班主任」" in told for told in again.notices), (
        "what was done with the columns is still told"
    )


def test_other_columns_than_those_consented_to_are_asked_about(students):
    read(done(consent(students.previewed(extra_column).pk, by=students.by, at=NOW)))
    assert students.previewed(swapped_columns).state == "asking"
