"""The sheet at the end lists every finding and leads to its cell."""

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from shucai.adapters.workbooks.annotating import lists
from tests.adapters.annotating.builders import annotate, by_hand, by_openpyxl, finding, worksheet


def listed(path: Path) -> list[tuple[object, ...]]:
    """The rows under the heading."""
    rows = list(openpyxl.load_workbook(path).worksheets[-1].values)
    start = next(number for number, row in enumerate(rows) if row[0] == "级别")
    return rows[start + 1 :]


def links(path: Path) -> Mapping[str, str | None]:
    """Where the linked cells of the list lead to."""
    rows = openpyxl.load_workbook(path).worksheets[-1].iter_rows()
    return {cell.coordinate: cell.hyperlink.location for row in rows for cell in row if cell.hyperlink}


def test_every_finding_is_listed_worst_first(tmp_path: Path) -> None:
    found = [
        finding("B2", "note", "可以更短", rule="R1"),
        finding("C3", "error", "必须填写", rule="R2", value=None, row_key="示例乙 / T002"),
        finding(None, "error", "缺少这一列", rule="R3", row_key=None, value=None),
        {**finding(None, "explain", "少了", rule="R4", value="=1+1"), "row": 4},
    ]
    marked = annotate(by_openpyxl(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", *found)
    assert listed(marked) == [
        ("强制", None, None, "手机", None, "缺少这一列", "R3"),
        ("强制", "C3", "示例乙 / T002", "手机", None, "必须填写", "R2"),
        ("解释", "第 4 行", "示例甲 / T001", "手机", "=1+1", "少了", "R4"),
        ("提示", "B2", "示例甲 / T001", "手机", "138", "可以更短", "R1"),
    ]
    sheet = openpyxl.load_workbook(marked).worksheets[-1]
    assert sheet["A2"].value == "共 4 个问题：强制 2，解释 1，提示 1。"
    assert links(marked) == {
        "B6": "'教师'!C3",
        "B8": "'教师'!B2",
    }


def test_the_data_sheet_stays_first_and_shown(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(
        annotate(by_openpyxl(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", finding("B2"))
    )
    assert book.sheetnames == ["教师", "校验结果"]
    assert book.active is not None
    assert book.active.title == "教师"


def test_a_sheet_of_that_name_that_is_not_ours_stays(tmp_path: Path) -> None:
    source = by_openpyxl(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(source)
    book.create_sheet("校验结果").append(["自己的记录"])
    book.save(source)
    once = annotate(source, tmp_path / "b.xlsx", finding("B2"))
    twice = openpyxl.load_workbook(annotate(once, tmp_path / "c.xlsx", finding("B2")))
    assert twice.sheetnames == ["教师", "校验结果", "校验结果 (2)"]
    assert twice["校验结果"]["A1"].value == "自己的记录"


def test_sheet_names_with_quotes_are_linked(tmp_path: Path) -> None:
    source = by_hand(tmp_path / "a.xlsx", worksheet(""))
    book = openpyxl.load_workbook(source)
    book.worksheets[0].title = '甲\'乙 <丙>&"丁"'
    book.save(source)
    name = book.worksheets[0].title
    marked = annotate(source, tmp_path / "b.xlsx", finding("B2", sheet=name), sheet_name=name)
    assert list(links(marked).values()) == ["'甲''乙 <丙>&\"丁\"'!B2"]


def test_findings_of_another_sheet_are_listed_with_its_name_and_not_marked(tmp_path: Path) -> None:
    marked = annotate(by_openpyxl(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", finding("B2", sheet="课程"))
    assert [row[1] for row in listed(marked)] == ["课程!B2"]
    sheet = openpyxl.load_workbook(marked).worksheets[0]
    assert sheet["B2"].comment is None
    assert "课程!B2 强制" in sheet["A1"].comment.text


def test_a_list_that_is_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_ROWS", 2)
    found = [finding(f"B{row}") for row in (2, 3, 4)]
    marked = annotate(by_openpyxl(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", *found)
    assert len(listed(marked)) == 2
    texts = [str(row[0]) for row in openpyxl.load_workbook(marked).worksheets[-1].values]
    assert any("只列出最要紧的 2 个，全部 3 个" in text for text in texts)
