"""Files of examples are read, and what does not hold in them is told with file, line and place."""

from pathlib import Path

import pytest

from shucai import toolkit
from shucai.adapters.catalogue_files import BadDefinition, load_catalogue, prove_examples, read_examples
from shucai.domain.examples import Example, Verdict, example_slips
from tests.builders.catalogue import small_catalogue

EXAMPLES = """talent.9.1.left_on.c1:
- pass:
  - {gender: 女, entered_on: 2020-09-01, left_on: 2023-07-01, student_no: }
  - {gender: 男}
- fail: {gender: 女, entered_on: '2023-07-01', left_on: '2020-09-01'}
  rows: [{student_no: S9}]
- open: {gender: 女, left_on: 2020-09-01}
  given: {last_year 9.2: [{student_no: S1, award: 一等奖}]}
"""


def write(folder: Path, text: str = EXAMPLES, code: str = "9.1") -> Path:
    path = small_catalogue(folder) / f"talent/2024/examples/{code}.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return folder


def test_examples_are_read_as_they_stand(tmp_path: Path) -> None:
    catalogue = load_catalogue(write(tmp_path))
    assert prove_examples(catalogue, tmp_path) == 3
    passing, failing, left_open = read_examples(catalogue.find("9.1", 2024), catalogue, tmp_path)[
        "talent.9.1.left_on.c1"
    ]
    assert [example.verdict for example in (passing, failing, left_open)] == list(Verdict)
    assert passing.rows[1] == {"gender": "男"}
    assert failing.after == ({"student_no": "S9"},)
    assert list(failing.places) == [0]
    assert left_open.given["last_year 9.2"][0]["award"] == "一等奖"


def test_a_form_without_a_file_has_none(tmp_path: Path) -> None:
    catalogue = load_catalogue(write(tmp_path))
    assert read_examples(catalogue.find("9.2", 2024), catalogue, tmp_path) == {}


FAULTS = [
    (
        "talent.9.1.left_on.c1:",
        "talent.9.1.left_on.c2:",
        1,
        "9.1 没有这条校验，是不是：talent.9.1.left_on.c1",
    ),
    ("{gender: 男}", "{sex: 男}", 4, "#1 pass #2 sex：9.1 没有字段 sex"),
    ("{gender: 男}", "{gender: 汉子}", 4, "gender：性别没有“汉子”，可用：男、女"),
    ("left_on: '2020-09-01'", "left_on: '2020-9-1'", 5, "left_on：应写成 2024-09-01 的形式"),
    ("{student_no: S9}", "{student_no: 9}", 6, "rows #1 student_no：文字要写在引号里"),
    ("last_year 9.2", "last_year 9.7", 8, "given last_year 9.7：没有表单 9.7"),
    ("award: 一等奖", "prize: 一等奖", 8, "prize：9.2 没有字段 prize"),
    ("- fail: {", "- fails: {", 5, "fails：不认识这个键"),
    ("  rows: [", "  open: [", 5, "每个例子恰好写 pass、fail、open 中的一个"),
    ("{gender: 女, left_on: 2020-09-01}", "[]", 7, "open：至少写一行"),
    ("- pass:\n", "- 1\n- pass:\n", 2, "这里应为一组“键: 值”"),
    ("talent.9.1.left_on.c1:\n", "talent.9.1.left_on.c1: {}\nx:\n", 1, "这里应为一列例子"),
    ("rows: [{student_no: S9}]", "rows: [S9]", 6, "这里应为一行"),
]


@pytest.mark.parametrize(("before", "after", "line", "told"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_a_fault_is_told_with_its_line(tmp_path: Path, before: str, after: str, line: int, told: str) -> None:
    assert before in EXAMPLES
    catalogue = load_catalogue(write(tmp_path, EXAMPLES.replace(before, after, 1)))
    with pytest.raises(BadDefinition) as caught:
        prove_examples(catalogue, tmp_path)
    assert f"talent/2024/examples/9.1.yaml:{line}：" in str(caught.value)
    assert told in str(caught.value)


def test_a_file_of_no_form_is_told(tmp_path: Path) -> None:
    catalogue = load_catalogue(write(tmp_path, code="9.3"))
    with pytest.raises(BadDefinition, match=r"9\.3\.yaml:1：没有表单 9\.3"):
        prove_examples(catalogue, tmp_path)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("staff_total", 1.5, "应为整数"),
        ("staff_total", "十", "应为数字"),
        ("staff_total", True, "应为数字"),
        ("has_charter", "是", "是否类字段写 true 或 false"),
        ("founding_ym", "2003-13", "应写成 2024-09 的形式"),
    ],
)
def test_a_value_of_another_type_is_told(field: str, value: object, told: str) -> None:
    catalogue = toolkit.catalogue()
    form = catalogue.find("1.1.1", 2024)
    rule = form.checks[0].id
    slips = list(example_slips({rule: (Example(Verdict.PASS, ({field: value},)),)}, form, catalogue))
    assert slips == [((rule, "#1", "pass", "#1", field), told)]
