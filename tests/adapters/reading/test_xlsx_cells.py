"""What becomes of each kind of cell in an .xlsx file, written as the programs in use write it."""

from pathlib import Path

import pytest

from shucai.adapters.workbooks.reading import read_workbook
from shucai.domain.tables import Workbook
from tests.adapters.reading.handmade import sheet_xml, styles_of, write_xlsx


def read(path: Path) -> Workbook:
    workbook = read_workbook(path)
    assert isinstance(workbook, Workbook), workbook.message
    return workbook


def read_row(folder: Path, cells: str, styles: str = "", properties: str = "") -> Workbook:
    """Read a workbook whose first row holds the XML of some cells."""
    sheet = sheet_xml(f'<row r="1">{cells}</row>')
    return read(write_xlsx(folder / "a.xlsx", sheet, styles=styles, properties=properties))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("1", "1"),
        ("1.0", "1"),
        ("-0", "0"),
        ("1.5", "1.5"),
        ("0.30000000000000004", "0.3"),
        ("1.1000000000000001", "1.1"),
        ("-1234567.8900000001", "-1234567.89"),
        ("1E-05", "0.00001"),
        ("1E-12", "0.000000000001"),
        ("66.2324956585", "66.2324956585"),
        ("0.0000000001", "0.0000000001"),
        ("12.123456789", "12.123456789"),
        ("1.0000000000000001e-5", "0.00001"),
        ("1.3800138E10", "13800138000"),
        ("123456789012345", "123456789012345"),
        ("1e3", "1000"),
    ],
)
def test_a_number_is_written_as_short_as_a_sheet_shows_it(tmp_path: Path, written: str, text: str) -> None:
    workbook = read_row(tmp_path, f'<c r="A1"><v>{written}</v></c>')
    assert workbook.sheet.cells.item(0, 0) == text
    assert workbook.sheet.marks.is_empty()


@pytest.mark.parametrize(
    ("written", "text", "shown"),
    [
        ("320508200901011008", "320508200901011000", "3.20508E+17"),
        ("3.20508200901011E+17", "320508200901011000", "3.20508E+17"),
        ("1000000000000000", "1000000000000000", "1E+15"),
        ("3.2E17", "320000000000000000", "3.2E+17"),
    ],
)
def test_a_number_that_lost_digits_is_marked(tmp_path: Path, written: str, text: str, shown: str) -> None:
    workbook = read_row(tmp_path, f'<c r="A1"/><c r="B1"><v>{written}</v></c>')
    assert workbook.sheet.cells.item(0, 1) == text
    assert workbook.sheet.marks.rows() == [(1, 2, "long_number", shown)]


def test_an_identity_number_kept_as_text_is_left_alone(tmp_path: Path) -> None:
    number = "320508200901011008"
    workbook = read_row(
        tmp_path,
        f'<c r="A1" t="inlineStr"><is><t>{number}</t></is></c><c r="B1" t="str"><f>"a"</f><v>{number}</v></c>',
    )
    assert workbook.sheet.cells.rows() == [(number, number)]
    assert workbook.sheet.marks.is_empty()


@pytest.mark.parametrize("written", ["2024.1", "2024.0999999999999"])
def test_2024_1_as_a_number_may_have_been_october(tmp_path: Path, written: str) -> None:
    workbook = read_row(tmp_path, f'<c r="A1"><v>{written}</v></c><c r="B1"><v>2024.11</v></c>')
    assert workbook.sheet.cells.rows() == [("2024.1", "2024.11")]
    assert workbook.sheet.marks.rows() == [(1, 1, "ambiguous_month", None)]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#SPILL!", "#未知!"])
def test_an_error_keeps_its_text_and_is_marked(tmp_path: Path, error: str) -> None:
    workbook = read_row(tmp_path, f'<c r="A1" t="e"><f>B1</f><v>{error}</v></c><c r="B1"><v>1</v></c>')
    assert workbook.sheet.cells.rows() == [(error, "1")]
    assert workbook.sheet.marks.rows() == [(1, 1, "error", error)]


@pytest.mark.parametrize(
    "formula",
    ["<f>SUM(B1)</f>", "<f>SUM(B1)</f><v></v>", "<f>SUM(B1)</f><v/>", '<f t="shared" si="0">B1</f>'],
)
def test_a_formula_never_calculated_has_no_value(tmp_path: Path, formula: str) -> None:
    workbook = read_row(tmp_path, f'<c r="A1">{formula}</c><c r="B1"><f>1+1</f><v>2</v></c>')
    assert workbook.sheet.cells.rows() == [(None, "2")]
    assert workbook.sheet.marks.rows() == [(1, 1, "no_value", None)]


def test_a_formula_that_gave_an_empty_text_is_just_blank(tmp_path: Path) -> None:
    workbook = read_row(tmp_path, '<c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c>')
    assert workbook.sheet.cells.item(0, 0) in (None, "")
    assert workbook.sheet.marks.is_empty()


def test_a_zero_written_by_a_program_that_cannot_calculate_is_no_value(tmp_path: Path) -> None:
    cells = '<c r="A1"><f>B1*2</f><v>0</v></c><c r="B1"><v>4</v></c>'
    assert read_row(tmp_path, cells).sheet.cells.rows() == [("0", "4")]
    workbook = read_row(tmp_path, cells, properties='<calcPr fullCalcOnLoad="1"/>')
    assert workbook.sheet.cells.rows() == [(None, "4")]
    assert workbook.sheet.marks.rows() == [(1, 1, "no_value", None)]


@pytest.mark.parametrize(
    "number_format", [*range(27, 37), *range(50, 59), 14, 22, "yyyy&quot;年&quot;m&quot;月&quot;"]
)
def test_dates_are_dates_in_chinese_formats_too(tmp_path: Path, number_format: int | str) -> None:
    workbook = read_row(tmp_path, '<c r="A1" s="0"><v>45536</v></c>', styles_of(number_format))
    assert workbook.sheet.cells.item(0, 0) == "2024-09-01"


@pytest.mark.parametrize(
    ("number_format", "value", "text"),
    [
        ("[$-804]yyyy/m/d;@", "45536.25", "2024-09-01 06:00:00"),
        ("yyyy/m/d h:mm", "45536.999999999", "2024-09-02"),
        ("yyyy/m/d h:mm:ss.000", "45536.5000001", "2024-09-01 12:00:00"),
        ("h:mm", "0.5", "12:00:00"),
        ("[h]:mm", "1.5", "36:00:00"),
        ("aaaa", "45536", "2024-09-01"),
        ("[$-404]e/m/d", "45536", "2024-09-01"),
        ("yyyy-mm-dd", "0", "1900-01-00"),
        ("[Red]0.00", "45536", "45536"),
        ("0&quot;年&quot;", "2024", "2024"),
        ("0.00E+00", "1500", "1500"),
        ("#,##0_ ;[Red]-#,##0", "1500", "1500"),
        ("G/通用格式&quot;人&quot;", "12", "12"),
        ("General", "12", "12"),
        ("@", "12", "12"),
    ],
)
def test_a_custom_format_decides_what_a_number_is(
    tmp_path: Path, number_format: str, value: str, text: str
) -> None:
    workbook = read_row(tmp_path, f'<c r="A1" s="0"><v>{value}</v></c>', styles_of(number_format))
    assert workbook.sheet.cells.item(0, 0) == text


def test_the_1904_calendar_counts_four_years_on(tmp_path: Path) -> None:
    properties = '<workbookPr date1904="1"/>'
    workbook = read_row(tmp_path, '<c r="A1" s="0"><v>45536</v></c>', styles_of(14), properties)
    assert workbook.sheet.cells.item(0, 0) == "2028-09-02"
    assert workbook.date_1904


def test_a_percentage_is_its_fraction_with_a_mark(tmp_path: Path) -> None:
    cells = '<c r="A1" s="1"><v>0.95</v></c><c r="B1" s="1" t="inlineStr"><is><t>95%</t></is></c>'
    workbook = read_row(tmp_path, cells, styles_of(0, "0.0%"))
    assert workbook.sheet.cells.rows() == [("0.95", "95%")]
    assert workbook.sheet.marks.rows() == [(1, 1, "percent", "95%")]


def test_booleans_and_iso_dates(tmp_path: Path) -> None:
    cells = '<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="d"><v>2024-09-01T00:00:00</v></c>'
    assert read_row(tmp_path, cells).sheet.cells.rows() == [("TRUE", "FALSE", "2024-09-01")]


def test_text_is_what_the_user_typed(tmp_path: Path) -> None:
    strings = (
        "<si><t xml:space='preserve'> 王  芳 </t></si>"
        "<si><r><t>张</t></r><r><rPr><b/></rPr><t>伟</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/></si>"
        "<si><t>一&#10;二_x000D_</t></si><si><t>&lt;a&gt;&amp;</t></si><si><t>00012</t></si>"
    )
    cells = "".join(f'<c r="{"ABCDEF"[i]}1" t="s" s="0"><v>{i}</v></c>' for i in range(6))
    sheet = sheet_xml(f'<row r="1">{cells}</row>')
    styles = '<cellXfs><xf numFmtId="49" quotePrefix="1"/></cellXfs>'
    workbook = read(write_xlsx(tmp_path / "a.xlsx", sheet, strings=strings, styles=styles))
    assert workbook.sheet.cells.row(0) == (" 王  芳 ", "张伟", "東京", "一\n二\r", "<a>&", "00012")
