"""A file that we marked, corrected by people and checked again: our old marks are gone, all else is theirs."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from shucai.adapters.workbooks.annotating import LIST_SHEET
from shucai.adapters.workbooks.reading import read_workbook
from shucai.domain.tables import Workbook
from tests.adapters.annotating.builders import (
    annotate,
    by_openpyxl,
    by_xlsxwriter,
    colour,
    comments,
    finding,
    first_sheet,
    look,
    parts_of,
    values,
)


def test_marking_twice_is_marking_once(tmp_path: Path) -> None:
    source = by_xlsxwriter(tmp_path / "a.xlsx")
    found = [finding("B2"), finding("C3", "note"), finding("G7", "confirm"), finding(None)]
    once = annotate(source, tmp_path / "b.xlsx", *found)
    twice = annotate(once, tmp_path / "c.xlsx", *found)
    assert parts_of(twice) == parts_of(once)


def test_what_was_corrected_looks_as_before(tmp_path: Path) -> None:
    source = by_xlsxwriter(tmp_path / "a.xlsx")
    marked = annotate(source, tmp_path / "b.xlsx", finding("B2"), finding("D2"), finding("G7"))
    cleared = annotate(marked, tmp_path / "c.xlsx")
    assert comments(cleared) == comments(source) == {"B2": "请注意格式"}
    for cell in ("B2", "D2", "D3", "G7", "A1"):
        assert colour(cleared, cell) == colour(source, cell)
        assert look(first_sheet(cleared)[cell]) == look(first_sheet(source)[cell])
    assert b"_x0000_s" in parts_of(cleared)["xl/drawings/vmlDrawing1.vml"]
    assert parts_of(cleared)["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == 1


def test_another_severity_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    first = annotate(by_openpyxl(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", finding("B2", rule="R1"))
    second = annotate(first, tmp_path / "c.xlsx", finding("B2", "note", "可以更短", rule="R2"))
    assert comments(second) == {"B2": "【数采校验】\n提示：可以更短〔R2〕"}
    assert colour(second, "B2") == "E1E1E8"
    assert colour(annotate(second, tmp_path / "d.xlsx"), "B2") is None


@pytest.mark.parametrize("fill", ["FFFF00", "00B0F0"])
def test_a_colour_of_their_own_comes_back_even_after_another_program_saved(tmp_path: Path, fill: str) -> None:
    source = by_openpyxl(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(source)
    book.worksheets[0]["B2"].fill = PatternFill("solid", fgColor=f"FF{fill}")
    book.save(source)
    marked = annotate(source, tmp_path / "b.xlsx", finding("B2"))
    openpyxl.load_workbook(marked).save(marked)
    assert colour(annotate(marked, tmp_path / "c.xlsx"), "B2") == fill


def test_a_file_saved_by_another_program_is_not_marked_double(tmp_path: Path) -> None:
    found = [finding("B2", rule="R1"), finding("C3", "note", rule="R2")]
    marked = annotate(by_openpyxl(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", *found)
    before = comments(marked)
    openpyxl.load_workbook(marked).save(marked)
    again = annotate(marked, tmp_path / "c.xlsx", *found)
    assert comments(again) == before
    assert openpyxl.load_workbook(again).sheetnames == ["教师", "校验结果"]
    assert values(again) == values(tmp_path / "a.xlsx")


def test_words_people_added_to_our_comment_stay(tmp_path: Path) -> None:
    marked = annotate(
        by_openpyxl(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", finding("B2", message="见〔表一〕", rule="R1")
    )
    book = openpyxl.load_workbook(marked)
    sheet = book.worksheets[0]
    sheet["B2"].comment = Comment(f"{sheet['B2'].comment.text}\n已问过本人，号码没错", "数采校验")
    book.save(marked)
    again = annotate(marked, tmp_path / "c.xlsx", finding("B2", message="见〔表一〕", rule="R1"))
    assert comments(again)["B2"] == "\n已问过本人，号码没错\n【数采校验】\n强制：见〔表一〕〔R1〕"
    assert comments(annotate(again, tmp_path / "d.xlsx"))["B2"].strip() == "已问过本人，号码没错"


def test_text_that_looks_like_a_format_of_ours_stays(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "教师"
    for number in range(40):
        book.worksheets[0].append([f' s="{number}"', f'<c s="{number}"'])
    book.save(tmp_path / "a.xlsx")
    marked = annotate(tmp_path / "a.xlsx", tmp_path / "b.xlsx", finding("A2"), finding("B3", "note"))
    assert values(annotate(marked, tmp_path / "c.xlsx")) == values(tmp_path / "a.xlsx")


def test_our_reader_reads_the_same_cells_from_a_marked_workbook(tmp_path: Path) -> None:
    source = by_xlsxwriter(tmp_path / "a.xlsx")
    marked = annotate(source, tmp_path / "b.xlsx", finding("B2"), finding("E3"), finding(None))
    before, after = read_workbook(source), read_workbook(marked)
    assert isinstance(before, Workbook)
    assert isinstance(after, Workbook)
    assert after.sheet.name == before.sheet.name
    assert after.sheet.cells.equals(before.sheet.cells)
    assert [sheet.name for sheet in after.others] == ["名单", LIST_SHEET]
