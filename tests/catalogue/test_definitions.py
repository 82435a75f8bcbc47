"""Derivations, indicators and workflows are proved with the catalogue: a fault is told with file, line and what is wrong."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from shucai import toolkit
from shucai.cli import main
from tests.builders.catalogue import edit, small_catalogue

DERIVED = """form: "9.2"
kind: draft
title: 示例草稿
source: 示例
order: [award]
limits: {least: 1}
parts:
- from: "9.1"
  times: {prize: [一等奖, 二等奖]}
  with:
    known: {from: "9.2", match: {student_no: student_no}}
  where: gender = '女' AND known < least
  left_out:
  - {where: gender = '男', reason: 是男生}
  columns:
    student_no: student_no
    award: prize
"""
INDICATORS = """- id: women
  title: 女生比例
  unit: "%"
  per: {from: "9.1", by: gender}
  figures:
    women: {from: "9.1", where: gender = '女'}
    everybody: {from: "9.1"}
  numerator: women * 100
  denominator: everybody
  at_least: 40
  source: 示例
"""
WORKFLOW = """title: 示例流程
department: 学生工作处
source: 示例
steps:
- title: 第一步
  needs: ["9.1"]
  forms: ["9.2"]
  drafts: [draft]
  done_when:
  - title: 都有奖项
    figures:
      awards: {from: "9.2"}
    limits: {least: 1}
    require: awards >= least
    message: 只有 {awards} 项，至少 {least} 项
identities:
- title: 一人至多一项
  figures:
    awards: {from: "9.2"}
    students: {from: "9.1"}
  require: awards <= students
  message: 奖项 {awards}，学生 {students}
"""
FILES = {
    "derived/draft.yaml": DERIVED,
    "indicators/women.yaml": INDICATORS,
    "workflows/awards.yaml": WORKFLOW,
}
DRAFT, WOMEN, AWARDS = FILES
FAULTS = [
    (DRAFT, 'form: "9.2"', 'form: "9.7"', 1, "没有表单 9.7"),
    (DRAFT, "kind: draft", "kind: copy", 2, "值 'copy' 不在可用的值里"),
    (DRAFT, "order: [award]", "order: [prize]", 5, "没有字段 prize"),
    (DRAFT, "order: [award]", "sort: [award]", 5, "不认识这个键"),
    (DRAFT, 'from: "9.1"', 'from: "9.8"', 8, "没有表单 talent.9.8"),
    (DRAFT, "match: {student_no: student_no}", "match: {number: student_no}", 11, "没有字段 number"),
    (DRAFT, "known < least", "known < most", 12, "没有字段 most"),
    (DRAFT, "gender = '男', reason", "gender = '丈夫', reason", 14, "gender 的代码表没有“丈夫”"),
    (DRAFT, "award: prize", "prize: prize", 17, "没有这个字段"),
    (DRAFT, "award: prize", "award: known", 17, "known 不是这一列的类型"),
    (DRAFT, "limits: {least: 1}", "limits: {least: 多}", 1, "无法读取"),
    (WOMEN, "denominator: everybody", "denominator: nobody", 1, "没有字段 nobody"),
    (WOMEN, "by: gender", "by: room", 1, "没有字段 room"),
    (WOMEN, "at_least: 40", "at_least: 多", 1, "没有字段 多"),
    (WOMEN, "unit:", "units:", 3, "不认识这个键"),
    (WOMEN, "  source: 示例\n", "", 1, "缺少键 source"),
    (AWARDS, 'needs: ["9.1"]', 'needs: ["9.6"]', 6, "没有表单 9.6"),
    (AWARDS, "drafts: [draft]", "drafts: [sketch]", 8, "没有起草或预填的推导 sketch"),
    (AWARDS, "drafts: [draft]", 'missing: ["9.2"]', 8, "没有推导 9.2"),
    (AWARDS, "require: awards >= least", "require: awards", 10, "结果不是真假"),
    (AWARDS, "至少 {least} 项", "至少 {most} 项", 10, "没有 {most} 这个数"),
    (AWARDS, "awards <= students", "awards <= teachers", 17, "没有字段 teachers"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = small_catalogue(tmp_path)
    for name, text in FILES.items():
        path = made / "talent/2024" / name
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    return made


def check(folder: Path):
    return CliRunner().invoke(main, ["catalogue", "check", "--catalogue", str(folder)])


def test_they_are_counted(folder: Path) -> None:
    done = check(folder)
    assert done.exit_code == 0, done.stderr
    assert "1 项推导，1 个指标，1 条流程" in done.stdout


@pytest.mark.parametrize(
    ("file", "before", "after", "line", "told"), FAULTS, ids=[fault[4] for fault in FAULTS]
)
def test_a_fault_is_told_with_file_and_line(
    folder: Path, file: str, before: str, after: str, line: int, told: str
) -> None:
    edit(folder / "talent/2024" / file, before, after)
    done = check(folder)
    assert done.exit_code == 2
    assert f"talent/2024/{file}:{line}：" in done.stderr
    assert told in done.stderr


def test_an_id_that_occurs_twice_is_a_fault(folder: Path) -> None:
    path = folder / "talent/2024" / WOMEN
    path.write_text(INDICATORS * 2, encoding="utf-8")
    assert "women：编号重复" in check(folder).stderr


def test_indicators_that_are_no_list_are_a_fault(folder: Path) -> None:
    (folder / "talent/2024" / WOMEN).write_text("women: 1\n", encoding="utf-8")
    assert f"{WOMEN}:1：这里应为一列指标" in check(folder).stderr


def test_derivations_in_a_circle_are_a_fault(folder: Path) -> None:
    back = DERIVED.replace('form: "9.2"', 'form: "9.1"').replace('from: "9.1"', 'from: "9.2"')
    back = (
        back[: back.index("  times")].replace("order: [award]\n", "")
        + "  columns:\n    student_no: student_no\n"
    )
    (folder / "talent/2024/derived/back.yaml").write_text(back, encoding="utf-8")
    assert "2024 年度：推导互相依赖：" in check(folder).stderr


def test_all_faults_are_told_together(folder: Path) -> None:
    edit(folder / "talent/2024" / DRAFT, "award: prize", "prize: prize")
    edit(folder / "talent/2024" / WOMEN, "denominator: everybody", "denominator: nobody")
    with pytest.raises(toolkit.BadDefinition) as refused:
        toolkit.prove_definitions(toolkit.load_catalogue(folder), folder)
    assert (
        len(refused.value.faults) == 2
    )  # a derivation that does not hold is told once, also where a workflow names it
