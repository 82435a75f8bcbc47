"""What kind of file this is, by its content and not by its name, and the reader for it."""

import re
from typing import BinaryIO

from shucai.adapters.workbooks.reading.contents import Contents, Refused
from shucai.adapters.workbooks.reading.limits import Limits

HEAD_BYTES = 4096
ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls, of .doc, and of every encrypted .xlsx
BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08",
)  # .xls of Excel 2 to 5, bare
OTHER_KINDS = (
    (b"%PDF", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf", ".7z"),
    (b"\x1f\x8b", ".gz"),
)
OTHER_SUFFIXES = (
    ".pdf",
    ".doc",
    ".docx",
    ".ppt",
    ".pptx",
    ".ods",
    ".numbers",
    ".et",
    ".xlsb",
    ".json",
    ".jpg",
    ".png",
)
OTHER_TEXTS = (
    (re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style)\b", re.IGNORECASE), "内容是网页"),
    (re.compile(rb"<\?xml.*urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL), "内容是 XML 表格 2003"),
    (re.compile(rb"<\?xml"), "内容是 XML"),
    (re.compile(rb"MIME-Version:", re.IGNORECASE), "内容是单个文件网页"),
)


def read_contents(file: BinaryIO, suffix: str, limits: Limits, sheet: str = "") -> Contents:
    """Return what the file holds. sheet: its name; the first one where none has it. Raises Refused."""
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if head.startswith(ZIP):
        from shucai.adapters.workbooks.reading.xlsx import read_xlsx

        return read_xlsx(file, limits, sheet)
    if head.startswith(COMPOUND) or head.startswith(BIFF):
        from shucai.adapters.workbooks.reading.xls import read_xls

        return read_xls(file.read(), limits, sheet)
    _refuse_others(head, suffix)
    from shucai.adapters.workbooks.reading.delimited import read_delimited

    return read_delimited(file.read(), limits)


def _refuse_others(head: bytes, suffix: str) -> None:
    if not head.strip():
        raise Refused("W109") if suffix == ".csv" else Refused("W101", detail="文件是空的")
    kind = next((kind for magic, kind in OTHER_KINDS if head.startswith(magic)), None)
    if kind or suffix in OTHER_SUFFIXES:
        raise Refused("W110", suffix=kind or suffix)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    detail = next((detail for pattern, detail in OTHER_TEXTS if pattern.match(text)), None)
    if detail is None and b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        detail = "内容不是表格"
    if detail is None and suffix == ".xlsx":
        detail = "内容是文字，不是工作簿"
    if detail:
        raise Refused("W101", detail=detail)
