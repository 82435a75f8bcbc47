"""Cells and rows that are not there are set in at their places, whoever wrote the sheet and however."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.adapters.annotating.builders import (
    STRICT,
    annotate,
    by_hand,
    colour,
    finding,
    first_sheet,
    parts_of,
    sheet_xml,
    values,
    worksheet,
)

IN_LINE = '<@c r="{0}" t="inlineStr"><@is><@t>{0}</@t></@is></@c>'


def addresses(xml: str) -> list[str]:
    """The addresses of all cells in the order of the file."""
    return re.findall(r'<(?:\w+:)?c\b[^>]*\br="([A-Z]+\d+)"', xml)


@pytest.mark.parametrize(
    ("rows", "marked", "expected"),
    [
        ('<@row r="2"><@c r="B2"/><@c r="D2"/></@row>', "A2", ["A2", "B2", "D2"]),
        ('<@row r="2"><@c r="B2"/><@c r="D2"/></@row>', "C2", ["B2", "C2", "D2"]),
        ('<@row r="2"><@c r="B2"/><@c r="D2"/></@row>', "E2", ["B2", "D2", "E2"]),
        ('<@row r="2"><@c r="B2"/><@c r="D2"/></@row>', "AA2", ["B2", "D2", "AA2"]),
        ('<@row r="2"><@c r="B2"/></@row>', "A1", ["A1", "B2"]),
        ('<@row r="2"><@c r="B2"/></@row>', "A3", ["B2", "A3"]),
        ('<@row r="2"><@c r="B2"/></@row><@row r="4"><@c r="B4"/></@row>', "C3", ["B2", "C3", "B4"]),
        ('<@row r="2"/>', "C2", ["C2"]),
        ('<@row r="2" spans="1:2" ></@row>', "C2", ["C2"]),
        ("", "C2", ["C2"]),
        (
            '<@row r="2"><@c r="B2"><@v>1</@v></@c><!-- <@c r="A9"/></@row> --></@row>',
            "C2",
            ["B2", "A9", "C2"],
        ),
    ],
)
@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_missing_cell_is_set_in(
    tmp_path: Path, rows: str, marked: str, expected: list[str], prefix: str
) -> None:
    source = by_hand(tmp_path / "a.xlsx", worksheet(rows, prefix=prefix))
    result = annotate(source, tmp_path / "b.xlsx", finding(marked))
    assert addresses(sheet_xml(result)) == expected
    assert colour(result, marked) == "F8C9C4"


def test_spans_that_would_be_too_narrow_are_dropped_and_others_stay(tmp_path: Path) -> None:
    rows = '<row r="1" spans="1:2"/><row r="2" spans="1:5"/>'
    source = by_hand(tmp_path / "a.xlsx", worksheet(rows))
    result = sheet_xml(annotate(source, tmp_path / "b.xlsx", finding("C1"), finding("C2")))
    assert 'spans="1:2"' not in result
    assert 'spans="1:5"' in result


@pytest.mark.parametrize("marked", ["A1", "B1", "C1", "D1", "A2", "B2", "C2", "D2", "A3"])
def test_cells_and_rows_without_addresses_are_counted(tmp_path: Path, marked: str) -> None:
    cell = '<c t="inlineStr"><is><t>甲</t></is></c>'
    source = by_hand(tmp_path / "a.xlsx", worksheet(f"<row>{cell}{cell}</row><row>{cell}{cell}{cell}</row>"))
    before = values(source)
    result = annotate(source, tmp_path / "b.xlsx", finding(marked))
    assert values(result) == before
    assert colour(result, marked) == "F8C9C4"


def test_an_empty_sheet_and_one_whose_rows_are_an_empty_tag_can_be_marked(tmp_path: Path) -> None:
    empty = worksheet("").replace("<sheetData></sheetData>", "<sheetData />")
    source = by_hand(tmp_path / "a.xlsx", empty)
    assert colour(annotate(source, tmp_path / "b.xlsx", finding("B2")), "B2") == "F8C9C4"
    assert sheet_xml(annotate(source, tmp_path / "c.xlsx")) == empty


@pytest.mark.parametrize("strict", [False, True])
def test_a_workbook_without_styles_gets_some(tmp_path: Path, strict: bool) -> None:
    namespace = {"namespace": STRICT} if strict else {}
    source = by_hand(
        tmp_path / "a.xlsx", worksheet('<row r="1"><c r="A1"/></row>', **namespace), strict=strict
    )
    result = parts_of(annotate(source, tmp_path / "b.xlsx", finding("A1")))
    for name in ("xl/worksheets/sheet1.xml", "xl/comments1.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"):
        root = etree.fromstring(result[name])
        assert (etree.QName(root).namespace == STRICT) is strict, name
    for name in ("xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"):
        assert (b"purl.oclc.org" in result[name]) is strict


@pytest.mark.parametrize(
    "behind",
    [
        '<tableParts count="0"/>',
        "<extLst/>",
        '<legacyDrawingHF xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId9"/>',
        (
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent>'
        ),
    ],
)
def test_the_drawing_of_the_comments_stands_where_the_standard_has_it(tmp_path: Path, behind: str) -> None:
    before = (
        '<conditionalFormatting sqref="A1"><extLst/></conditionalFormatting><pageMargins left="1"/><drawing/>'
    )
    source = by_hand(tmp_path / "a.xlsx", worksheet("", tail=before + behind))
    root = etree.fromstring(
        parts_of(annotate(source, tmp_path / "b.xlsx", finding("A1")))["xl/worksheets/sheet1.xml"]
    )
    names = [etree.QName(one).localname for one in root]
    assert names[:-1] == ["sheetData", "conditionalFormatting", "pageMargins", "drawing", "legacyDrawing"]


grid = st.sets(st.tuples(st.integers(1, 9), st.integers(1, 30)), max_size=25)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(present=grid, marked=grid.filter(bool), prefix=st.sampled_from(["", "s:"]), pretty=st.booleans())
def test_any_cells_can_be_marked_in_any_sheet(
    tmp_path: Path, present: set[tuple[int, int]], marked: set[tuple[int, int]], prefix: str, pretty: bool
) -> None:
    from shucai.domain.tables import cell_name

    gap = "\n  " if pretty else ""
    rows = gap.join(
        f'<@row r="{row}">{gap}'
        + gap.join(IN_LINE.format(cell_name(row, column)) for one, column in sorted(present) if one == row)
        + f"{gap}</@row>"
        for row in sorted({row for row, _ in present})
    )
    source = by_hand(tmp_path / "a.xlsx", worksheet(rows, prefix=prefix))
    result = annotate(source, tmp_path / "b.xlsx", *(finding(cell_name(*place)) for place in marked))
    assert addresses(sheet_xml(result)) == [cell_name(*place) for place in sorted(present | marked)]
    sheet = first_sheet(result)
    for place in present:
        assert sheet[cell_name(*place)].value == cell_name(*place)
    for place in present | marked:
        solid = sheet[cell_name(*place)].fill.patternType == "solid"
        assert solid is (place in marked)
