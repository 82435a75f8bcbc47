"""Whatever is no part of the marking is the same afterwards, byte by byte."""

import re
import zipfile
from pathlib import Path

import fastexcel
import openpyxl
import pytest

from tests.adapters.annotating.builders import (
    MAIN,
    annotate,
    by_hand,
    by_openpyxl,
    by_xlsxwriter,
    finding,
    first_sheet,
    parts_of,
    sheet_xml,
    worksheet,
)

MAY_CHANGE = re.compile(
    r"xl/worksheets/sheet1\.xml|xl/styles\.xml|xl/comments.*|xl/drawings/vml.*"
    r"|.*\.rels|\[Content_Types\]\.xml|xl/workbook\.xml"
)
CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


def assert_others_are_the_same(source: Path, result: Path) -> None:
    before, after = parts_of(source), parts_of(result)
    for name, content in before.items():
        if not MAY_CHANGE.fullmatch(name):
            assert after[name] == content, name
    added = re.sub(rb"<sheet [^>]*&#26657;[^>]*/>", b"", after["xl/workbook.xml"])
    assert added == before["xl/workbook.xml"], "the workbook part has one more sheet and nothing else"


@pytest.mark.parametrize("make", [by_openpyxl, by_xlsxwriter])
def test_other_parts_are_byte_identical(tmp_path: Path, make) -> None:
    source = make(tmp_path / "a.xlsx")
    result = annotate(source, tmp_path / "b.xlsx", finding("B2"), finding("C9"))
    assert_others_are_the_same(source, result)


def test_macros_and_foreign_parts_are_byte_identical(tmp_path: Path) -> None:
    source = by_xlsxwriter(tmp_path / "a.xlsx")
    with zipfile.ZipFile(source, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/vbaProject.bin", bytes(range(256)) * 40)
        package.writestr("xl/printerSettings/printerSettings1.bin", b"\x00\xff" * 300)
        package.writestr("customXml/item1.xml", "<?xml version='1.0'?><甲 乙='丙'/>")
    result = annotate(source, tmp_path / "b.xlsm", finding("B2"))
    assert_others_are_the_same(source, result)
    with zipfile.ZipFile(result) as package:
        assert len(package.namelist()) == len(set(package.namelist()))


def test_only_the_marked_cell_changes_within_the_sheet(tmp_path: Path) -> None:
    rows = (
        '<row r="1" spans="1:3" x14ac:dyDescent=\'0.2\' ><c r="A1" s="0" t="str"><f>1&amp;"&gt;"</f><v>1></v></c>\r\n\t'
        '<c  r = "B1"\n s="0"><v>2</v></c><!-- <c r="C1"> -->'
        '<c r="C1" t="inlineStr"><is><t><![CDATA[<c r="D1"/></row>]]></t></is></c></row>'
        '<row  r="3"/><?keep <row r="9"> ?>'
    )
    head = '<sheetPr><tabColor rgb="FFFF0000"/></sheetPr><!-- <sheetData> --><dimension ref="A1:C3"/>'
    tail = '<mergeCells count="1"><mergeCell ref="E5:F6"/></mergeCells><pageMargins left=".1"/>'
    before = worksheet(rows, head=head, tail=tail).replace("<worksheet", '<worksheet xmlns:x14ac="urn:x"')
    source = by_hand(tmp_path / "a.xlsx", before)
    after = sheet_xml(annotate(source, tmp_path / "b.xlsx", finding("B1")))
    drawing = re.search(r"<legacyDrawing [^>]*/>", after)
    assert drawing
    changed = re.search(r'<c  r = "B1"\n s="(\d+)">', after)
    assert changed
    assert changed[1] != "0"
    assert after.replace(drawing[0], "").replace(changed[0], '<c  r = "B1"\n s="0">') == before


@pytest.mark.parametrize(
    ("why", "sheet"),
    [
        ("次序", worksheet('<row r="3"/><row r="2"/>')),
        ("次序", worksheet('<row r="2"><c r="C2"/><c r="A2"/></row>')),
        ("不完整", worksheet('<row r="2"><c r="A2"/></row>').replace("</worksheet>", "")),
        ("不完整", worksheet('<row r="2"><c r="A2"/>').replace("</sheetData>", "")),
        ("不是普通", f'<chartsheet xmlns="{MAIN}"/>'),
        ("声明", '<!DOCTYPE a [<!ENTITY b "c">]>' + worksheet("")),
    ],
)
def test_a_sheet_that_cannot_be_followed_is_written_anew_and_says_so(
    tmp_path: Path, why: str, sheet: str
) -> None:
    source = by_hand(tmp_path / "a.xlsx", sheet)
    result = annotate(source, tmp_path / "b.xlsx", finding("A2"))
    assert first_sheet(result)["A2"].value == "值21"
    assert first_sheet(result)["A2"].comment
    listed = [str(row[0]) for row in openpyxl.load_workbook(result).worksheets[-1].values]
    assert any("原文件无法直接加标记" in line and why in line for line in listed)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]


def test_numbers_that_no_workbook_has_are_passed_over(tmp_path: Path) -> None:
    long = "9" * 5_000
    rows = f'<row r="2" ht="1e999" spans="{long}"><c r="A2" s="{long}"/></row>'
    head = f'<sheetFormatPr defaultColWidth="nan"/><cols><col min="1" max="{long}" width="1e999"/></cols>'
    source = by_hand(tmp_path / "a.xlsx", worksheet(rows, head=head))
    result = annotate(source, tmp_path / "b.xlsx", finding("A2"))
    assert re.search(r'<c r="A2" s="[0-9]{1,3}"/>', sheet_xml(result))


def test_a_part_that_declares_a_document_type_is_not_followed_in_any_encoding(tmp_path: Path) -> None:
    styles = f'<!DOCTYPE a [<!ENTITY b "c">]><styleSheet xmlns="{MAIN}"/>'.encode("utf-16")
    source = by_hand(tmp_path / "a.xlsx", worksheet('<row r="2"><c r="A2"/></row>'), styles=styles)
    result = annotate(source, tmp_path / "b.xlsx", finding("A2"))
    listed = [str(row[0]) for row in openpyxl.load_workbook(result).worksheets[-1].values]
    assert any("文档声明" in line for line in listed)


def test_a_sheet_in_another_encoding_is_written_anew(tmp_path: Path) -> None:
    source = by_hand(tmp_path / "a.xlsx", worksheet(""))
    with zipfile.ZipFile(source) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = ('<?xml version="1.0" encoding="utf-16"?>' + worksheet("")).encode(
        "utf-16"
    )
    with zipfile.ZipFile(source, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert first_sheet(annotate(source, tmp_path / "b.xlsx", finding("A2")))["A2"].value == "值21"


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + bytes(60)])
def test_what_is_no_package_is_written_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    assert first_sheet(annotate(tmp_path / "a.xlsx", tmp_path / "b.xlsx", finding("A2")))["A2"].comment


def test_a_damaged_part_is_noticed_while_it_is_read(tmp_path: Path) -> None:
    source = by_openpyxl(tmp_path / "a.xlsx", 2000, 20)
    with zipfile.ZipFile(source) as package:
        entry = package.getinfo("xl/worksheets/sheet1.xml")
    content = bytearray(source.read_bytes())
    middle = entry.header_offset + entry.compress_size // 2
    content[middle : middle + 50] = bytes(50)
    source.write_bytes(content)
    assert first_sheet(annotate(source, tmp_path / "b.xlsx", finding("A2")))["A2"].value == "值21"


@pytest.mark.corpus
@pytest.mark.parametrize(
    "path",
    [
        "odd/workbookProtection_worksheet_protected.xlsx",
        "odd/hiddensheets.xlsx",
        "dates/dataformat.xlsx",
        "hostile/57893-many-merges.xlsx",
        "hostile/comment03.xlsx",
        "hostile/issue_174.xlsx",
    ],
)
def test_workbooks_of_others_are_marked_in_place(tmp_path: Path, path: str) -> None:
    source = CORPUS / path
    if not source.exists():
        pytest.skip(f"没有 {source}")
    name = first_sheet(source).title
    found = [finding(cell, sheet=name) for cell in ("A1", "B3", "ZZ7", "A70")]
    result = annotate(source, tmp_path / "b.xlsx", *found, sheet_name=name)
    assert_others_are_the_same(source, result)
    sheet = first_sheet(result)
    assert [cell.value for row in sheet["A1:H70"] for cell in row] == [
        cell.value for row in first_sheet(source)["A1:H70"] for cell in row
    ]
    assert sheet["ZZ7"].comment


@pytest.mark.corpus
def test_a_strict_workbook_of_excel_is_marked_in_place(tmp_path: Path) -> None:
    """openpyxl does not read strict workbooks."""
    source = CORPUS / "odd/SampleSS.strict.xlsx"
    if not source.exists():
        pytest.skip(f"没有 {source}")
    name = fastexcel.read_excel(source).sheet_names[0]
    result = annotate(
        source, tmp_path / "b.xlsx", finding("A1", sheet=name), finding("ZZ7", sheet=name), sheet_name=name
    )
    assert_others_are_the_same(source, result)
    before, after = (
        fastexcel.read_excel(path).load_sheet(0, header_row=None).to_polars() for path in (source, result)
    )
    assert after.select(before.columns).head(before.height).equals(before)
    assert fastexcel.read_excel(result).sheet_names[-1] == "校验结果"
    assert b'r="ZZ7"' in parts_of(result)["xl/worksheets/sheet1.xml"]
