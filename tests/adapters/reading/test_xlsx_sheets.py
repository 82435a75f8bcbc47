"""Where cells lie, what hides and merges them, and the dialects of the programs that write sheets."""

from pathlib import Path

import pytest
import xlsxwriter

from shucai.adapters.workbooks.reading import Limits, read_with_usage, read_workbook
from shucai.domain.tables import Unreadable, Workbook
from tests.adapters.reading.handmade import MAIN, sheet_xml, write_xlsx


def read(path: Path) -> Workbook:
    workbook = read_workbook(path)
    assert isinstance(workbook, Workbook), workbook.message
    return workbook


def test_a_sheet_that_starts_lower_still_counts_from_a1(tmp_path: Path) -> None:
    sheet = sheet_xml('<row r="3"><c r="C3"><v>7</v></c></row>', before='<dimension ref="C3"/>')
    cells = read(write_xlsx(tmp_path / "a.xlsx", sheet)).sheet.cells
    assert cells.rows() == [(None,) * 3, (None,) * 3, (None, None, "7")]
    assert cells.columns == ["c1", "c2", "c3"]


def test_blank_rows_and_columns_at_the_end_are_no_data(tmp_path: Path) -> None:
    blank = '<row r="1048576" s="1"><c r="XFD1048576" s="1"/></row>'
    spaces = '<row r="9"><c r="F9" t="inlineStr"><is><t>  </t></is></c></row>'
    sheet = sheet_xml(f'<row r="1"><c r="A1"><v>1</v></c><c r="ZZ1" s="1"/></row>{spaces}{blank}')
    assert read(write_xlsx(tmp_path / "a.xlsx", sheet)).sheet.cells.rows() == [("1",)]


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名单")
        for row in range(5):
            sheet.write_row(row, 0, ["a", "b", "c"])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.set_column("F:XFD", None, None, {"hidden": True})
    found = read(path).sheet
    assert (found.name, found.cells.shape) == ("名单", (5, 3))
    assert (found.hidden_rows, found.hidden_columns) == ((3,), (2,))


def test_cells_under_a_vertical_merge_are_blank_and_marked(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}"><v>9</v></c></row>' for r in range(1, 5)
    )
    merges = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A1:B1"/></mergeCells>'
    found = read(write_xlsx(tmp_path / "a.xlsx", sheet_xml(rows, after=merges))).sheet
    assert found.cells["c1"].to_list() == ["1", "2", None, "4"]
    assert found.marks.rows() == [(3, 1, "merged", None)]
    assert found.merges == ((2, 1, 3, 1), (1, 1, 1, 2))


def test_the_hidden_identity_is_read_and_is_no_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        identity = book.add_worksheet("_shucai")
        data = book.add_worksheet("数据")
        book.add_worksheet("说明").write(0, 0, "说明")
        identity.write_row(0, 0, ["platform", "talent"])
        identity.write_row(1, 0, ["edition", "2024"])
        data.activate()
        data.write(0, 0, "姓名")
        identity.very_hidden()
    workbook = read(path)
    assert workbook.identity == {"platform": "talent", "edition": "2024"}
    assert workbook.sheet.name == "数据"
    assert [(other.name, other.has_data) for other in workbook.others] == [("说明", True)]


@pytest.mark.parametrize(
    "sheet",
    [
        (f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>0.30000000000000004</x:v></x:c>'
        '</x:row></x:sheetData></x:worksheet>'),
        (f"<worksheet xmlns='{MAIN}'><sheetData><row r='2'><c r='B2'><v>0.30000000000000004</v></c></row></sheetData>"
        "</worksheet>"),
        (f'<worksheet xmlns="{MAIN}"><sheetData><row/><row><c/><c><v>0.30000000000000004</v></c></row></sheetData>'
        "</worksheet>"),
        (f'\ufeff<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>\n<row r="2">\n<c r="B2">\n'
        "<v>0.30000000000000004</v>\n</c>\n</row>\n</sheetData></worksheet>"),
    ],
    ids=["prefixes", "single quotes", "no addresses", "line breaks"],
)  # fmt: skip
def test_all_dialects_of_worksheet_xml_are_read_alike(tmp_path: Path, sheet: str) -> None:
    found = read(write_xlsx(tmp_path / "a.xlsx", sheet)).sheet
    assert found.cells.rows() == [(None, None), (None, "0.3")]


def test_a_sheet_in_utf_16_is_read(tmp_path: Path) -> None:
    text = sheet_xml('<row r="1"><c r="A1" t="inlineStr"><is><t>张</t></is></c></row>')
    sheet = text.replace("UTF-8", "UTF-16").encode("utf-16")
    assert read(write_xlsx(tmp_path / "a.xlsx", sheet)).sheet.cells.rows() == [("张",)]


@pytest.mark.parametrize(
    ("sheet", "code", "words"),
    [
        (sheet_xml(""), "W109", "空的"),
        (f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>', "W109", "空的"),
        (sheet_xml('<row r="2"/><row r="1"><c r="A1"><v>1</v></c></row>'), "W105", "次序"),
        (sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')[:-40], "W105", "断掉"),
        (sheet_xml('<row r="1"><c r="CW1"><v>1</v></c></row>'), "W107", "101 列"),
        (sheet_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "W107", "1,048,576 行 × 16,384 列"),
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + sheet_xml("<row/>"), "W105", "实体"),
        ("<worksheet></worksheet>", "W105", "数据区"),
    ],
)  # fmt: skip
def test_a_damaged_or_oversized_sheet_is_refused(tmp_path: Path, sheet: str, code: str, words: str) -> None:
    outcome = read_workbook(write_xlsx(tmp_path / "a.xlsx", sheet))
    assert isinstance(outcome, Unreadable)
    assert (outcome.problem.code, words in outcome.message) == (code, True), outcome.message


def test_what_comes_out_of_the_zip_is_bounded(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sheet_xml(" " * 3_000_000))
    outcome = read_workbook(path, limits=Limits(unzipped_bytes=2_000_000))
    assert isinstance(outcome, Unreadable)
    assert outcome.problem.code == "W104"


def test_a_child_without_enough_memory_ends_in_a_typed_answer(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(15_000):
            sheet.write_row(row, 0, [f"第{row}行第{column}格" for column in range(20)])
    outcome, usage = read_with_usage(path, limits=Limits(memory_bytes=180_000_000))
    assert isinstance(outcome, Unreadable)
    assert outcome.problem.code == "W105"
    assert "内存" in outcome.message
    assert usage.cpu_seconds > 0
