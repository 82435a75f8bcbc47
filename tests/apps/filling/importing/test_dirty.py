"""Dirty workbooks, from the upload to staging: read right, or refused with what is wrong, what is allowed, what to do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pytest
from django.test import override_settings

from shucai.apps.campaigns.models import Prerequisite
from shucai.apps.filling.actions.importing import Offer, answer, begin_import, commit_import, consent
from shucai.apps.filling.bringing.opened import questions_of, table_of
from shucai.apps.filling.models import Import
from shucai.apps.filling.working import working_rows
from shucai.apps.formal.kept import forget_everything
from shucai.domain.problems import Refused
from tests.builders import dirty
from tests.builders.brought import DAY, NOW, previewed, read
from tests.builders.dirty import CELLS, FORM, Book
from tests.builders.organisation import done
from tests.builders.staffed import Staffed, acting
from tests.builders.staging import Desk

pytestmark = pytest.mark.django_db
ROWS = 4


@dataclass(frozen=True)
class Dirt:
    """What is done to a workbook and what comes of it.

    makes: gives the path of the file where it is another one. asked: what has to be agreed to before it is read.
    told: what is said. new, refused: rows. cells: of the first row in staging, field -> text.
    """

    makes: Callable[[Book], Path | None]
    told: tuple[str, ...] = ()
    asked: str = ""
    new: int = ROWS
    refused: int = 0
    cells: dict[str, str | None] = field(default_factory=dict)


READ = {
    "a cover before the data": Dirt(dirty.cover_first, ("读取的是工作表",), "不在第一个工作表「封面」"),
    "another form before the data": Dirt(dirty.other_form_first, ("工作表「获奖」",), "工作表「获奖」"),
    "data on a sheet behind": Dirt(dirty.data_behind, ("工作表「二班」里有数据",)),
    "a title above the heading": Dirt(dirty.title_above),
    "a heading of two lines": Dirt(dirty.head_of_two_lines),
    "a heading merged downwards": Dirt(dirty.head_merged_downwards),
    "merged values": Dirt(dirty.merged_values, ("F6@class_name",), cells={"class_name": "24机电1班"}),
    "merged keys": Dirt(dirty.merged_keys, ("第 2、3 行的「学号」相同",), new=2, refused=2),
    "hidden rows, columns and sheets": Dirt(dirty.hidden_parts, ("（第 3 行）", "（C 列）", "「底稿」")),
    "a formula with its value": Dirt(dirty.formula_with_value, cells={"class_name": "24机电9班"}),
    "totals and signatures below": Dirt(dirty.lines_below, ("第 6 行以“合计”", "第 7 行以“填表人：示例”")),
    "the heading once more": Dirt(dirty.head_again, ("第 4 行又是表头，略过，没有读取",)),
    "remarks without a title": Dirt(
        dirty.remarks_beside, ("AA 列没有列名，其中 1 个单元格有内容，没有读取",)
    ),
    "empty rows between": Dirt(dirty.empty_rows),
    "an extra column": Dirt(dirty.extra_column, ("多出 Z 列「班主任」",), "多出 Z 列「班主任」，不会读取"),
    "columns in another order": Dirt(dirty.swapped_columns, ("次序",), "A 列「姓名」、B 列「学号」"),
    "a locked sheet": Dirt(dirty.locked_sheet),
    "CSV as Excel saves it": Dirt(dirty.csv_of_excel),
    "CSV in UTF-16": Dirt(dirty.csv_unicode),
    "the same row twice": Dirt(dirty.same_row_twice, ("与第 2 行完全相同",), refused=1),
    "a row without its key": Dirt(dirty.without_key, ("「学号」没有填全",), new=3, refused=1),
}
NOT_READ = {
    "other forms only": (dirty.only_other_forms, ("第一个工作表「说明」", "工作表「获奖」里也有数据，它的列名是 1.1.7")),
    "two sheets with data": (dirty.data_on_two_more, ("分不清读哪一个", "「第二份」")),
    "a missing column": (dirty.missing_column, ("缺少「性别」", "从模板补上")),
    "a renamed column": (dirty.renamed_column, ("缺少「毕业学校」；U 列「毕业的学校」可能就是它，请改回原列名",)),
    "the template of another form": (dirty.other_template, ("这是 1.1.7", "换用正确的模板")),
    "a file with a password": (dirty.encrypted, ("密码保护", "另存")),
    "an empty workbook": (dirty.empty_workbook, ("第一个工作表是空的", "把数据放在第一个工作表")),
    "a file cut off": (dirty.cut_off, ("不完整", "另存为 .xlsx")),
    "a web page called .xls": (dirty.web_page, ("内容是网页", "另存为 .xlsx")),
    "a broken .xls": (dirty.old_xls_broken, ("已损坏", "另存为 .xlsx")),
}  # fmt: skip
NOT_TAKEN = {
    "a workbook with macros": (dirty.with_macros, "“带宏.xlsm”不能导入；可以导入 .xlsx、.xls、.csv"),
    "an empty file": (dirty.empty_file, "“空.xlsx”是空文件"),
}


class Students:
    """A reporter of the form of new students, before any row is there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        school = Staffed()
        school.published()
        Prerequisite.objects.update(lifted_at=NOW)
        self.desk = Desk(FORM.code, school)
        self.rows = self.desk.right_rows(ROWS)
        self.by = acting(self.desk.reporter, DAY)

    def previewed(self, makes: Callable[[Book], Path | None]) -> Import:
        book = Book(self.folder, self.rows)
        return previewed(self.desk.part, makes(book) or book.saved(), self.by)

    def committed(self, brought: Import) -> pl.DataFrame:
        """Agree to all that is asked, commit, and return the rows as they stand."""
        asked = questions_of(brought).filter(~pl.col("is_repair"))["cause"].to_list()
        if asked:
            read(done(answer(brought.pk, dict.fromkeys(asked, True), by=self.by, at=NOW)))
        done(commit_import(brought.pk, remove_absent=False, by=self.by, at=NOW, today=DAY))
        return working_rows(self.desk.made, at=NOW).frame


@pytest.fixture
def students(db, tmp_path, settings):
    settings.IMPORTED_FILES = tmp_path / "imports"
    return Students(tmp_path)


def said_of(brought: Import) -> str:
    """Return all that is said of a file that was read."""
    causes = questions_of(brought)["cause"].to_list()
    return "\n".join([*brought.notices, *causes, *table_of(brought, "findings")["message"]])


@pytest.mark.parametrize("kind", READ)
def test_it_is_read_right(students, kind):
    dirt = READ[kind]
    brought = students.previewed(dirt.makes)
    if dirt.asked:
        assert (brought.state, dirt.asked in "\n".join(brought.problem["lines"])) == ("asking", True)
        read(done(consent(brought.pk, by=students.by, at=NOW)))
        brought.refresh_from_db()
    assert brought.state == "ready", brought.problem
    assert [words for words in dirt.told if words not in said_of(brought)] == [], said_of(brought)
    assert (brought.counts["new"], brought.counts["refused"]) == (dirt.new, dirt.refused)
    there = {row["student_no"]: row for row in students.committed(brought).to_dicts()}
    assert len(there) == dirt.new
    expected = {row["student_no"]: row for row in students.rows}
    first = students.rows[0]["student_no"]
    expected[first] = {**expected[first], **dirt.cells}
    for key, row in there.items():
        assert {name: row[name] for name in FORM.by_name} == expected[key]


def test_a_sheet_that_is_not_read_is_among_what_is_agreed_to(students):
    def other_order_and_a_draft(book):
        book.book.create_sheet("底稿")["A1"] = "2024010199"
        dirty.swapped_columns(book)

    brought = students.previewed(other_order_and_a_draft)
    assert brought.state == "asking"
    assert "工作表「底稿」里有数据，不会读取；数据应放在第一个工作表" in brought.problem["lines"]


@pytest.mark.parametrize("kind", NOT_READ)
def test_it_is_refused_with_what_to_do(students, kind):
    makes, told = NOT_READ[kind]
    brought = students.previewed(makes)
    assert brought.state == "refused"
    said = "\n".join([brought.problem["message"], *brought.problem["lines"]])
    assert [words for words in told if words not in said] == [], said


@pytest.mark.parametrize("kind", NOT_TAKEN)
def test_it_is_not_taken_at_all(students, kind):
    makes, told = NOT_TAKEN[kind]
    path = makes(Book(students.folder, students.rows))
    offer = Offer(path.name, path.stat().st_size)
    refused = begin_import(students.desk.part.pk, offer, by=students.by, at=NOW, today=DAY)
    assert isinstance(refused, Refused)
    assert told in refused.reason


def test_a_template_without_rows_brings_nothing_and_says_so(students):
    brought = students.previewed(dirty.empty_template)
    assert (brought.state, brought.counts["new"]) == ("ready", 0)
    assert "没有数据行" in said_of(brought)
    refused = commit_import(brought.pk, remove_absent=False, by=students.by, at=NOW, today=DAY)
    assert isinstance(refused, Refused)


@pytest.fixture(scope="module")
def typed(module_db, tmp_path_factory):
    """Of a workbook with every kind of dirty cell, a row each: what is said of it, and what stands in staging."""
    forget_everything()  # tables of tests before it, whose ids are those of this one
    folder = tmp_path_factory.mktemp("typed")
    with override_settings(IMPORTED_FILES=folder / "imports"):
        students = Students(folder)
        right = students.rows[0]
        students.rows = [{**right, "student_no": f"20240101{10 + n}"} for n in range(len(CELLS))]
        book = Book(folder, students.rows)
        for row, (name, (value, look), _, _) in enumerate(CELLS.values(), 1):
            book.type(row, name, value, look)
        brought = previewed(students.desk.part, book.saved(), students.by)
        findings = table_of(brought, "findings").select("row", "field", "message")
        asked = table_of(brought, "changes").filter(level="ASK", rule="D2+D5").select("row", "field", "level")
        told = {(row, name): words for row, name, words in [*findings.iter_rows(), *asked.iter_rows()]}
        there = students.committed(brought)
        yield told, {row["student_no"]: row for row in there.to_dicts()}


@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_is_read_right_or_named_with_its_repair(typed, kind):
    told, there = typed
    place = list(CELLS).index(kind)
    name, _, text, words = CELLS[kind]
    assert there[f"20240101{10 + place}"][name] == text
    said = told.get((place + 2, name), "")
    assert [one for one in words if one not in said] == [], said
