"""A new year: the edition is copied, changed, and the changes are told in words a filler understands."""

from pathlib import Path

import pytest

from shucai.adapters.catalogue_files import load_catalogue, new_edition
from shucai.domain.catalogue import FormChange, difference
from tests.builders.catalogue import edit, small_catalogue


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = small_catalogue(tmp_path / "catalogue")
    new_edition("talent", 2025, folder)
    return folder


def changes(folder: Path) -> dict[str, FormChange]:
    catalogue = load_catalogue(folder)
    old, new = catalogue.edition("talent", 2024), catalogue.edition("talent", 2025)
    return {change.code: change for change in difference(old, new, catalogue.code_lists)}


def test_the_copy_moves_its_dates_and_differs_in_nothing(folder: Path) -> None:
    edition = load_catalogue(folder).edition("talent", 2025)
    assert [str(day) for day in edition.periods["academic_year"]] == ["2024-09-01", "2025-08-31"]
    assert [str(day) for day in edition.periods["calendar_year"]] == ["2024-01-01", "2024-12-31"]
    assert edition.title == "示例平台 2025 年度"
    assert {form.edition for form in edition.forms.values()} == {2025}
    assert changes(folder) == {}


def test_messages_name_the_days_of_the_reporting_period(folder: Path) -> None:
    edit(folder / STUDENTS, "不能早于「入学日期」", "应在「入学日期」至 {period_end} 之间")
    form = load_catalogue(folder).edition("talent", 2025).forms["9.1"]
    assert [check.message for check in form.checks if "之间" in check.message] == [
        "「离校日期」应在「入学日期」至 2025-08-31 之间"
    ]


def test_an_edition_is_never_overwritten(folder: Path) -> None:
    with pytest.raises(FileExistsError, match="2025 年度版已经存在"):
        new_edition("talent", 2025, folder)
    with pytest.raises(FileNotFoundError, match="没有早于 2020 年"):
        new_edition("talent", 2020, folder)


STUDENTS = "talent/2025/forms/9.1.yaml"
EDITS = [
    ("maxLength: 10", "maxLength: 12", "「学号」限制由 最多 10 位 改为 最多 12 位"),
    ("title: 离校日期", "title: 离开日期", "「离校日期」改名为「离开日期」"),
    ("constraints: {required: true, ", "constraints: {", "「学号」由 必填 改为 选填"),
    ("gender = '男'", "gender = '女'", "「离校日期」必填的条件变了"),
    ("unit: 学生工作处", "unit: 教务处", "部门由 学生工作处、教学管理处 改为 教务处、教学管理处"),
    ("primaryKey: [student_no]", "primaryKey: [student_no, gender]", "区分各行的列由 「学号」 改为 「学号」＋「性别」"),
    ("cardinality: many", "cardinality: one", "改为每校一行"),
    ("title: 示例学生表", "title: 学生表", "表名由「示例学生表」改为「学生表」"),
    ("severity: error", "severity: explain", "校验改为（解释）：「离校日期」不能早于「入学日期」"),
    ("kind: date\n- name: left_on", "kind: date\n- name: city\n  title: 城市\n  type: string\n  kind: text\n- name: left_on",
     "新增选填列「城市」：文字"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "told"), EDITS, ids=[e[2] for e in EDITS])
def test_a_change_is_told_in_words(folder: Path, before: str, after: str, told: str) -> None:
    edit(folder / STUDENTS, before, after)
    found = changes(folder)
    assert told in found["9.1"].lines
    assert found["9.1"].departments[:1] == (("教务处",) if "教务处" in after else ("学生工作处",))


def test_new_and_dropped_forms_are_told(folder: Path) -> None:
    (folder / "talent/2025/forms/9.2.yaml").unlink()
    text = (
        (folder / STUDENTS)
        .read_text(encoding="utf-8")
        .replace('"9.1"', '"9.3"')
        .replace("talent.9.1", "talent.9.3")
    )
    (folder / "talent/2025/forms/9.3.yaml").write_text(text, encoding="utf-8")
    found = changes(folder)
    assert found["9.2"].lines == ("这张表取消了，不用再填",)
    assert found["9.3"].lines == ("新增的表",)
    assert "9.1" not in found


def test_a_dropped_column_is_told(folder: Path) -> None:
    column = "- name: entered_on\n  title: 入学日期\n  type: date\n  kind: date\n"
    edit(folder / STUDENTS, column, "")
    edit(folder / STUDENTS, "  supplies: {fields: [entered_on]}\n", "")
    edit(folder / STUDENTS, "entered_on <= left_on", "left_on <= period_end()")
    edit(folder / STUDENTS, "fields: [left_on, entered_on]", "fields: [left_on]")
    assert "取消「入学日期」" in changes(folder)["9.1"].lines
