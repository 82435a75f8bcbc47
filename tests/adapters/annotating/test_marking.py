"""What people see at a cell: its colour, its comment, and its own look underneath."""

from itertools import combinations
from pathlib import Path

import openpyxl
import pytest

from shucai.adapters.workbooks.annotating import marks as marking
from shucai.adapters.workbooks.annotating.marks import COLOURS
from tests.adapters.annotating.builders import (
    annotate,
    by_openpyxl,
    by_xlsxwriter,
    cells_of,
    colour,
    comments,
    finding,
    first_sheet,
    look,
    sheet_xml,
    values,
)


@pytest.mark.parametrize("severity", COLOURS)
def test_a_cell_has_the_colour_of_its_severity(tmp_path: Path, severity: str) -> None:
    marked = annotate(by_openpyxl(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", finding("B2", severity))
    assert colour(marked, "B2") == COLOURS[severity]
    assert colour(marked, "B3") is None


def test_the_colours_can_be_told_apart() -> None:
    for one, other in combinations(COLOURS.values(), 2):
        distances = [abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (0, 2, 4)]
        assert max(distances) >= 20, (one, other)


def test_a_comment_says_everything_worst_first(tmp_path: Path) -> None:
    found = [
        finding("C3", "note", "可以更短", rule="R1"),
        finding("C3", "error", "必须填写\n不能空着", rule="R2"),
        finding("C3", "confirm", "请核实", rule="R3"),
    ]
    marked = annotate(by_openpyxl(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", *found)
    assert comments(marked) == {
        "C3": "【数采校验】\n强制：必须填写 不能空着〔R2〕\n核实：请核实〔R3〕\n提示：可以更短〔R1〕"
    }
    assert first_sheet(marked)["C3"].comment.author == "数采校验"
    assert colour(marked, "C3") == COLOURS["error"]


def test_the_look_of_a_cell_is_kept(tmp_path: Path) -> None:
    source = by_xlsxwriter(tmp_path / "a.xlsx")
    marked = annotate(source, tmp_path / "b.xlsx", finding("D2"), finding("D3", "note"))
    before, after = first_sheet(source), first_sheet(marked)
    for cell in ("D2", "D3", "D4", "A1"):
        assert look(after[cell]) == look(before[cell])
    assert after["D2"].number_format == "#,##0.00"
    assert after["D2"].border.left.style == "thin"


def test_values_and_formulas_are_kept(tmp_path: Path) -> None:
    source = by_xlsxwriter(tmp_path / "a.xlsx")
    marked = annotate(source, tmp_path / "b.xlsx", finding("D3"), finding("A1"), finding("G9"))
    assert values(marked) == values(source)
    assert openpyxl.load_workbook(marked, data_only=True).worksheets[0]["D3"].value == 2469


def test_a_covered_cell_is_marked_at_the_cell_that_shows(tmp_path: Path) -> None:
    marked = annotate(by_xlsxwriter(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", finding("F3", rule="R1"))
    assert comments(marked)["F2"] == "【数采校验】\nF3 强制：手机号码应为 11 位数字〔R1〕"
    assert colour(marked, "F2") == COLOURS["error"]


def test_a_finding_without_a_column_stands_at_the_row_and_one_without_a_row_at_the_heading(
    tmp_path: Path,
) -> None:
    of_row = {**finding(None, message="必填", rule="R1"), "row": 3}
    of_sheet = finding(None, "explain", "缺少这一列", rule="R2")
    marked = annotate(by_openpyxl(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", of_row, of_sheet)
    assert comments(marked) == {
        "A1": "【数采校验】\n解释：「手机」缺少这一列〔R2〕",
        "A3": "【数采校验】\n强制：「手机」必填〔R1〕",
    }
    assert colour(marked, "A1") is None


def test_beyond_the_limit_cells_are_coloured_only_and_the_worst_are_commented(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "COMMENT_LIMIT", 2)
    found = [
        finding("A2", "note"),
        finding("B2", "error"),
        finding("C2", "confirm"),
        finding("A3", "explain"),
    ]
    marked = annotate(by_openpyxl(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", *found)
    said = comments(marked)
    assert sorted(said) == ["A1", "A3", "B2"]
    assert "本表有 4 个单元格要核对" in said["A1"]
    assert [colour(marked, cell) for cell in ("A2", "B2", "C2", "A3")] == [
        COLOURS[severity] for severity in ("note", "error", "confirm", "explain")
    ]
    listed = openpyxl.load_workbook(marked).worksheets[-1]
    assert any("只给其中最要紧的 2 个写了批注" in str(row[0]) for row in listed.values)


def test_the_limit_is_five_thousand_comments() -> None:
    assert marking.COMMENT_LIMIT == 5_000


def test_a_missing_cell_takes_the_format_of_its_column(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "教师"
    sheet.append(["甲"])
    sheet.column_dimensions["C"].number_format = "@"
    book.save(tmp_path / "a.xlsx")
    marked = annotate(tmp_path / "a.xlsx", tmp_path / "b.xlsx", finding("C1"), finding("C7"))
    assert [first_sheet(marked)[cell].number_format for cell in ("C1", "C7")] == ["@", "@"]
    assert 'ref="A1:C7"' in sheet_xml(marked)


def test_what_xml_cannot_hold_does_not_break_the_file(tmp_path: Path) -> None:
    hostile = finding(
        "B2", message='a\x00b <c> & "d" _x0041_ \x0b 末', value="\x01=1+1", row_key="\ufffe", title="<t>"
    )
    marked = annotate(by_openpyxl(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", hostile)
    assert '<c> & "d"' in comments(marked)["B2"]


def test_nothing_found_still_gives_a_list(tmp_path: Path) -> None:
    source = by_openpyxl(tmp_path / "a.xlsx")
    marked = annotate(source, tmp_path / "b.xlsx")
    assert comments(marked) == {}
    assert sheet_xml(marked) == sheet_xml(source)
    assert openpyxl.load_workbook(marked).worksheets[-1]["A2"].value == "没有发现问题。"


def test_the_file_may_be_written_over_itself(tmp_path: Path) -> None:
    source = by_openpyxl(tmp_path / "a.xlsx")
    annotate(source, source, finding("B2"))
    assert colour(source, "B2") == COLOURS["error"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert values(source) == values(by_openpyxl(tmp_path / "c.xlsx", *cells_of().shape))
