"""The kind of a file is decided by its content; what cannot be read is named."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from shucai.adapters.workbooks.reading import Limits, Usage, read_with_usage, read_workbook
from shucai.domain.tables import Unreadable, Workbook
from tests.adapters.reading.handmade import sheet_xml, write_xlsx


def refusal(path: Path, limits: Limits | None = None) -> tuple[str, str]:
    outcome = read_workbook(path, limits=limits or Limits())
    assert isinstance(outcome, Unreadable)
    return outcome.problem.code, outcome.message


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as parts:
        for name in names:
            parts.writestr(name, "application/vnd.oasis.opendocument.spreadsheet")
    return buffer.getvalue()


@pytest.mark.parametrize("suffix", [".xls", ".csv", ".et", ""])
def test_an_xlsx_under_another_name_is_read(tmp_path: Path, suffix: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    workbook = read_workbook(shutil.move(path, tmp_path / f"b{suffix}"))
    assert isinstance(workbook, Workbook)
    assert workbook.format == "xlsx"


def test_text_under_the_name_of_a_workbook_is_read_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text("姓名\t年龄\n王芳\t30\n", encoding="gb18030")
    workbook = read_workbook(path)
    assert isinstance(workbook, Workbook)
    assert (workbook.format, workbook.sheet.cells.rows()) == ("csv", [("姓名", "年龄"), ("王芳", "30")])


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "W101", "网页"),
        ("a.xls", b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "W101", "网页"),
        ("a.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "W101", "2003"),
        ("a.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related", "W101", "单个文件网页"),
        ("a.pdf", b"%PDF-1.7\n", "W110", ".pdf"),
        ("a.xlsx", b"%PDF-1.7\n", "W110", ".pdf"),
        ("a.xlsx", zipped("mimetype", "content.xml"), "W110", ".ods"),
        ("a.xlsx", zipped("Index/Document.iwa"), "W110", ".numbers"),
        ("a.xlsx", zipped("word/document.xml", "[Content_Types].xml"), "W110", ".docx"),
        ("a.xlsx", zipped("xl/workbook.bin", "[Content_Types].xml"), "W110", ".xlsb"),
        ("a.xlsx", zipped("readme.txt"), "W101", "压缩包"),
        ("a.xlsx", b"PK\x03\x04 cut off", "W101", "不完整"),
        ("a.xlsx", b"", "W101", "空的"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "W101", "损坏"),
        ("a.bin", bytes(range(256)) * 4, "W101", "不是表格"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_named(
    tmp_path: Path, name: str, content: bytes, code: str, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    found, message = refusal(path)
    assert (found, words in message) == (code, True), message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    outcome, usage = read_with_usage(tmp_path / "没有.xlsx")
    assert isinstance(outcome, Unreadable)
    assert (outcome.problem.code, "没有.xlsx" in outcome.message) == ("W111", True)
    assert usage == Usage()


def test_a_file_above_the_limit_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 1_000_000)
    code, message = refusal(path, Limits(file_bytes=2_000_000))
    assert (code, "4 MB" in message, "2 MB" in message) == ("W103", True, True), message


def test_reading_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b,c,d,e\n" * 150_000)
    code, message = refusal(path, Limits(seconds=0.02))
    assert (code, "0.02 秒" in message) == ("W106", True), message


def test_a_large_file_may_take_longer() -> None:
    limits, mb = Limits(), 1024 * 1024
    assert [limits.of_file(size * mb).seconds for size in (0, 10, 60, 100)] == [18, 18, 53, 81]


def test_what_the_child_used_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n")
    _, usage = read_with_usage(path)
    assert usage.cpu_seconds > 0
    assert 10_000_000 < usage.peak_bytes < 500_000_000


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/s.xml", "_rels/.rels"])
def test_an_entity_declared_in_any_part_that_is_read_is_refused(tmp_path: Path, part: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    hostile = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(hostile, "w") as new:
        for name in old.namelist():
            bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' if name == part else b""
            new.writestr(name, bomb + old.read(name))
    code, message = refusal(hostile)
    assert (code, "实体声明" in message) == ("W105", True), message
