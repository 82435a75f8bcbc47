"""CSV files as Excel, WPS and older systems write them."""

from pathlib import Path

import pytest

from shucai.adapters.workbooks.reading import Limits, read_workbook
from shucai.domain.tables import Unreadable, Workbook

# Everyday words of a school's form; the same words in traditional characters for Big5.
SIMPLIFIED = "姓名,性别,部门,备注\n王芳,女,教务处,负责学生成绩管理\n李强,男,后勤服务中心,无\n"
TRADITIONAL = "姓名,性別,部門,備註\n王芳,女,教務處,負責學生成績管理\n李強,男,總務處,無\n"


def write(folder: Path, content: bytes) -> Path:
    path = folder / "名单.csv"
    path.write_bytes(content)
    return path


def read(folder: Path, text: str, encoding: str = "utf-8") -> Workbook:
    workbook = read_workbook(write(folder, text.encode(encoding)))
    assert isinstance(workbook, Workbook), workbook.message
    return workbook


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_usual_encodings_are_read_and_told(tmp_path: Path, encoding: str) -> None:
    workbook = read(tmp_path, SIMPLIFIED, encoding)
    assert (workbook.format, workbook.encoding) == ("csv", encoding)
    assert workbook.sheet.cells.row(1) == ("王芳", "女", "教务处", "负责学生成绩管理")


@pytest.mark.parametrize("name", ["䶮", "𠮷", "〇", "镕"])
def test_rare_characters_of_names_survive_gb18030(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, f"姓名,部门\n陈{name},教务处", "gb18030").sheet.cells.item(1, 0) == f"陈{name}"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (TRADITIONAL.encode("big5"), "Big5"),
        (SIMPLIFIED.encode("gb18030") + b"\xff\xff\xff", "既不是 UTF-8"),
        (b"\xef\xbb\xbf" + SIMPLIFIED.encode("gb18030"), "开头标明是 UTF-8"),
        ("姓名\n锟斤拷\n".encode(), "锟斤拷"),
        ("姓名\n王�\n".encode(), "乱码"),
        (SIMPLIFIED.encode().decode("latin-1").encode(), "大量乱码"),
    ],
)
def test_another_or_broken_encoding_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    outcome = read_workbook(write(tmp_path, content))
    assert isinstance(outcome, Unreadable)
    assert (outcome.problem.code, words in outcome.message) == ("W108", True), outcome.message


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    text = SIMPLIFIED.replace(",", separator)
    assert read(tmp_path, text).sheet.cells.shape == (3, 4)


def test_the_separator_line_for_excel_is_no_data(tmp_path: Path) -> None:
    assert read(tmp_path, "sep=;\r\na;b,c\r\n1;2").sheet.cells.rows() == [("a", "b,c"), ("1", "2")]


def test_quoted_fields_keep_line_breaks_separators_and_quotes(tmp_path: Path) -> None:
    cells = read(tmp_path, 'a,b\r\n"一\r\n二","x,""y"""\r\n').sheet.cells
    assert cells.rows() == [("a", "b"), ("一\r\n二", 'x,"y"')]


def test_ragged_lines_are_filled_and_blank_edges_dropped(tmp_path: Path) -> None:
    cells = read(tmp_path, "a,b,c,,\n1\n\n,,x\n,,,,\n\n").sheet.cells
    assert cells.rows() == [("a", "b", "c"), ("1", None, None), (None, None, None), (None, None, "x")]


def test_text_that_looks_like_a_number_stays_as_written(tmp_path: Path) -> None:
    cells = read(tmp_path, '00012,1.50,3.2E+17,TRUE," 0 ","=""007"""\n').sheet.cells
    assert cells.row(0) == ("00012", "1.50", "3.2E+17", "TRUE", " 0 ", '="007"')


def test_a_quote_left_open_does_not_swallow_the_rest(tmp_path: Path) -> None:
    outcome = read_workbook(write(tmp_path, b'a,b\n1,"2\n3,4\n'))
    assert isinstance(outcome, Unreadable)
    assert (outcome.problem.code, "引号" in outcome.message) == ("W105", True)


@pytest.mark.parametrize(
    ("text", "limits", "words"),
    [
        ("a\n" * 200, Limits(rows=100), "200 行 × 1 列"),
        ("a," * 120 + "a\n", Limits(), "1 行 × 121 列"),
    ],
)
def test_too_many_rows_or_columns_are_refused(tmp_path: Path, text: str, limits: Limits, words: str) -> None:
    outcome = read_workbook(write(tmp_path, text.encode()), limits=limits)
    assert isinstance(outcome, Unreadable)
    assert (outcome.problem.code, words in outcome.message) == ("W107", True), outcome.message


def test_empty_columns_beyond_the_limit_do_not_count(tmp_path: Path) -> None:
    assert read(tmp_path, "a,b" + "," * 300 + "\n1,2\n").sheet.cells.shape == (2, 2)


@pytest.mark.parametrize("content", [b"", b"\n\n", b",,\n,,\n"])
def test_a_file_without_content_is_empty(tmp_path: Path, content: bytes) -> None:
    outcome = read_workbook(write(tmp_path, content))
    assert isinstance(outcome, Unreadable)
    assert outcome.problem.code == "W109"
