"""Templates and marked workbooks opened and saved by LibreOffice: what comes back is a patch of what was changed."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from shucai.apps.filling.actions.handing import CURRENT, hand_out
from shucai.apps.filling.actions.importing import commit_import
from shucai.apps.filling.bringing import places
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.working import working_rows
from shucai.toolkit import write_template
from tests.apps.filling.importing.test_dirty import Students
from tests.builders.brought import DAY, NOW, committed, previewed
from tests.builders.dirty import COLUMNS, FORM, Book
from tests.builders.organisation import done
from tests.builders.workbooks import filled

pytestmark = [pytest.mark.django_db, pytest.mark.libreoffice]


@pytest.fixture
def students(db, tmp_path, settings):
    settings.IMPORTED_FILES = tmp_path / "imports"
    return Students(tmp_path)


@pytest.fixture(scope="module")
def profile(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("profile")


def resaved(path: Path, profile: Path, kind: str = "xlsx") -> Path:
    """The workbook as LibreOffice saves it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("没有 LibreOffice")
    target = path.parent / "resaved"
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(target), str(path)], check=True, capture_output=True, timeout=300
    )
    return target / f"{path.stem}.{kind}"


def typed(path: Path, row: int, name: str, value: object) -> Path:
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(row + 1, COLUMNS[name]).value = value
    book.save(path)
    return path


def test_a_template_with_the_rows_that_are_there_brings_the_changed_row_only(students, profile):
    committed(students.desk.part, filled(FORM, students.folder, *students.rows), students.by)
    related = ("assignment__unit", "made_return__form__campaign")
    part = Contribution.objects.select_related(*related).get(pk=students.desk.part.pk)
    template = students.folder / "模板.xlsx"
    write_template(students.desk.form, template, hand_out(part, CURRENT, by=students.by, at=NOW))
    same = previewed(part, resaved(template, profile), students.by)
    assert (same.state, same.counts["same"], same.counts["new"], same.counts["changed"]) == ("ready", 4, 0, 0)
    changed = previewed(part, typed(resaved(template, profile), 3, "class_name", "24机电9班"), students.by)
    assert (changed.counts["same"], changed.counts["changed"], changed.counts["cells"]) == (3, 1, 1)


def test_a_marked_workbook_brings_the_mended_row_only(students, profile):
    book = Book(students.folder, students.rows)
    book.type(2, "gender", "不详")
    book.type(4, "admission_score", "五百多")
    first = committed(students.desk.part, book.saved(), students.by)
    marked = students.folder / "标注.xlsx"
    marked.write_bytes(b"".join(places.annotated(first)))
    right = students.rows[1]["gender"]
    again = previewed(
        students.desk.part,
        typed(resaved(marked, profile), 2, "gender", "男" if right == "1" else "女"),
        students.by,
    )
    assert (again.state, again.counts["same"], again.counts["changed"], again.counts["cells"]) == (
        "ready",
        3,
        1,
        1,
    )
    done(commit_import(again.pk, remove_absent=False, by=students.by, at=NOW, today=DAY))
    there = working_rows(students.desk.made, at=NOW).frame
    assert there["gender"].to_list() == [row["gender"] for row in students.rows]


def test_it_may_be_saved_as_xls(students, profile):
    path = resaved(filled(FORM, students.folder, *students.rows), profile, "xls")
    committed(students.desk.part, path, students.by)
    there = working_rows(students.desk.made, at=NOW).frame.select(list(FORM.by_name)).to_dicts()
    assert there == [{name: row[name] for name in FORM.by_name} for row in students.rows]
