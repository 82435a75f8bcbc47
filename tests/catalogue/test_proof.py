"""Loading proves the catalogue: whatever a definition names exists, and a fault is told with file, line and id."""

from pathlib import Path

import pytest

from shucai.adapters.catalogue_files import BadDefinition, load_catalogue
from tests.builders.catalogue import STUDENTS, edit, small_catalogue

FORM = "talent/2024/forms/9.1.yaml"
AWARDS = "talent/2024/forms/9.2.yaml"
CHECK = "检查 talent.9.1.left_on.c1"


def line_of(text: str) -> int:
    return next(n for n, line in enumerate(STUDENTS.splitlines(), 1) if text in line)


FAULTS = [
    (FORM, "entered_on <= left_on", "entered <= left_on", f"{CHECK} require：没有字段 entered"),
    (FORM, "when: gender = '女'", "when: gender = '妇'", f"{CHECK} when：gender 的代码表没有“妇”"),
    (FORM, "entered_on <= left_on", "days_of(left_on) > 1", f"{CHECK} require：没有函数 days_of()"),
    (FORM, "entered_on <= left_on", "entered_on <= 3", f"{CHECK} require"),
    (FORM, "entered_on <= left_on", "entered_on <=", f"{CHECK} require：不是有效的表达式"),
    (FORM, "fields: [left_on, entered_on]", "fields: [gone]", f"{CHECK} fields：没有字段 gone"),
    (FORM, "severity: error", "severity: fatal", f"{CHECK} severity：值 'fatal' 不在可用的值里"),
    (FORM, "code_list: gender", "code_list: sex", "字段 gender code_list：没有代码表 sex"),
    (FORM, "kind: identifier", "kind: number_plate", "字段 student_no kind：值 'number_plate'"),
    (FORM, "type: date\n", "type: day\n", "字段 entered_on type：值 'day' 不在可用的值里"),
    (FORM, "maxLength: 10", "maxlength: 10", "字段 student_no constraints maxlength：不认识这个键"),
    (FORM, "maxLength: 10", "maxLength: ten", "字段 student_no constraints maxLength：值 'ten' 的类型不对"),
    (FORM, "required: true", "required: 1", "字段 student_no constraints required：值 1 的类型不对"),
    (FORM, "required_when: gender = '男'", "required_when: gender", "字段 left_on required_when"),
    (FORM, "title: 性别", "titel: 性别", "字段 gender titel：不认识这个键"),
    (FORM, "  title: 性别\n", "", "字段 gender：缺少键"),
    (FORM, "primaryKey: [student_no]", "primaryKey: [number]", "primaryKey：没有字段 number"),
    (FORM, "fields: [entered_on]}", "fields: [x]}", "部门 教学管理处 supplies：没有字段 x"),
    (FORM, "kind: basic", "kind: main", "kind：值 'main' 不在可用的值里"),
    (FORM, 'code: "9.1"', 'code: "9.3"', "code：编号 9.3 与文件名不一致"),
    (FORM, "name: left_on", "name: entered_on", "字段 entered_on：字段重复"),
    (AWARDS, 'resource: "9.1"', 'resource: "9.9"', "foreignKeys student_no：没有表单 9.9"),
    (AWARDS, "fields: [student_no]}", "fields: [number]}", "foreignKeys student_no：9.1 没有字段 number"),
    ("talent/2024/edition.yaml", '["9.1"]', '["9.7"]', "步骤 第一步 forms：没有表单 9.7"),
    ("talent/2024/edition.yaml", "year: 2024", "jahr: 2024", "jahr：不认识这个键"),
    ("talent/2024/edition.yaml", "2024-08-31", "2022-08-31", "period academic_year：应为"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "before", "after", "told"), FAULTS, ids=[f[3] for f in FAULTS])
def test_a_fault_is_told_with_its_file_and_place(
    tmp_path: Path, file: str, before: str, after: str, told: str
) -> None:
    folder = small_catalogue(tmp_path / "catalogue")
    edit(folder / file, before, after)
    with pytest.raises(BadDefinition) as caught:
        load_catalogue(folder)
    lines = [line for line in caught.value.faults if told in line]
    assert lines, caught.value.faults
    assert "/".join(file.split("/")[-4:]) in lines[0]


@pytest.mark.parametrize(
    ("before", "after", "at"),
    [
        ("entered_on <= left_on", "entered <= left_on", "require: entered_on"),
        ("code_list: gender", "code_list: sex", "code_list: gender"),
        ("primaryKey: [student_no]", "primaryKey: [number]", "primaryKey:"),
        ("fields: [entered_on]}", "fields: [x]}", "supplies:"),
        ("maxLength: 10", "maxlength: 10", "maxLength"),
    ],
)
def test_the_line_is_where_the_fault_stands(tmp_path: Path, before: str, after: str, at: str) -> None:
    folder = small_catalogue(tmp_path / "catalogue")
    edit(folder / FORM, before, after)
    with pytest.raises(BadDefinition) as caught:
        load_catalogue(folder)
    assert caught.value.faults[0].startswith(f"{FORM}:{line_of(at)}："), caught.value.faults


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    folder = small_catalogue(tmp_path / "catalogue")
    edit(folder / FORM, "entered_on <= left_on", "entered <= gone_on OR x = 1")
    edit(folder / FORM, "code_list: gender", "code_list: gender\n  unit: 人")
    edit(folder / AWARDS, "primaryKey: [student_no, award]", "primaryKey: [a, b]")
    with pytest.raises(BadDefinition) as caught:
        load_catalogue(folder)
    assert len(caught.value.faults) == 3


def test_broken_yaml_and_broken_code_lists_name_their_line(tmp_path: Path) -> None:
    folder = small_catalogue(tmp_path / "catalogue")
    edit(folder / FORM, "title: 学号", "title: [学号")
    with pytest.raises(BadDefinition, match=r"9\.1\.yaml:\d+：不是有效的 YAML"):
        load_catalogue(folder)
    folder = small_catalogue(tmp_path / "other")
    edit(folder / "codes/platform_lists.csv", "gender,2,女,,,,,,", "gender,2,女,,,,,two,")
    with pytest.raises(BadDefinition, match=r"codes/lists\.csv:2：代码表 gender"):
        load_catalogue(folder)


def test_a_check_id_stands_once_in_an_edition(tmp_path: Path) -> None:
    folder = small_catalogue(tmp_path / "catalogue")
    check = STUDENTS[STUDENTS.index("- id:") :]
    edit(folder / FORM, check, check + check)
    with pytest.raises(BadDefinition, match="编号重复"):
        load_catalogue(folder)


def test_the_small_catalogue_itself_holds(tmp_path: Path) -> None:
    catalogue = load_catalogue(small_catalogue(tmp_path / "catalogue"))
    assert [form.code for form in catalogue] == ["9.1", "9.2"]
    assert catalogue.forms[1].prerequisites == ("9.1",)
