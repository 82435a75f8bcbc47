"""Worksheet XML as some programs write it: tags with prefixes, single quotes, cells without addresses.

Nearly all write it alike; the others are rewritten to that, so that the scan has one spelling to know.
"""

import re
from collections.abc import Iterable, Iterator

from shucai.adapters.workbooks.reading.package import ENCODING
from shucai.adapters.workbooks.reading.sheet_cell import REFERENCE, column_number

SHEET_DATA = re.compile(rb"<(?P<prefix>\w+:)?sheetData(?:\s[^>]*?)?(?P<empty>/?)>")
PREFIX = re.compile(rb"(</?)\w+:(?=[A-Za-z])")
SINGLE_QUOTED = re.compile(rb"""(\s[\w:]+=)'([^'"<]*)'""")
TAG = re.compile(rb"<[^>]*>")
ROW_OR_CELL = re.compile(rb"<(row|c)(?=[\s/>])([^>]*)>")
ADDRESS = re.compile(rb'\sr="([^"]*)"')
UNADDRESSED = re.compile(
    rb'<(?:row|c)(?=[\s/>])(?![^>]*?\sr="[^">]*")[^>]*>'
)  # in one go: the first rows have many cells
UTF_8 = (b"utf-8", b"utf8", b"us-ascii")


def start_of_data(text: bytes) -> re.Match[bytes] | None:
    """Return where the rows begin; group ``empty`` is filled where there are none."""
    return SHEET_DATA.search(text)


def has_other_encoding(text: bytes) -> bool:
    """Test whether XML is in something else than UTF-8."""
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    named = ENCODING.match(text[:200])
    return named is not None and named[1].lower() not in UTF_8


class Usual:
    """Rewrites a worksheet part as nearly every program writes it, piece by piece."""

    def __init__(self, head: bytes, data: re.Match[bytes], first: bytes) -> None:
        """Judge the dialect by the head and the first rows: a program writes the whole file in one."""
        self._prefixed = data["prefix"] is not None
        self._single_quoted = b"='" in head.partition(b"?>")[2] or b" r='" in first
        self._unaddressed = UNADDRESSED.search(self.tags(first)) is not None
        self._row = 0
        self._column = 0

    def chunks(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the text rewritten; no tag is cut in two."""
        if not (self._prefixed or self._single_quoted or self._unaddressed):
            yield from chunks
            return
        rest = b""
        for chunk in chunks:
            text = rest + chunk
            start = text.rfind(b"<")
            rest = text[start:]
            yield self._rewritten(text[:start])
        yield self._rewritten(rest)

    def tags(self, text: bytes) -> bytes:
        """Return tags without prefixes and with double quotes."""
        if self._single_quoted:
            text = TAG.sub(lambda tag: SINGLE_QUOTED.sub(rb'\1"\2"', tag[0]), text)
        return PREFIX.sub(rb"\1", text) if self._prefixed else text

    def _rewritten(self, text: bytes) -> bytes:
        text = self.tags(text)
        return ROW_OR_CELL.sub(self._addressed, text) if self._unaddressed else text

    def _addressed(self, tag: re.Match[bytes]) -> bytes:
        """Return a row or cell with its address; without one it follows the one before it."""
        address = ADDRESS.search(tag[2])
        if tag[1] == b"row":
            self._row = int(address[1]) if address else self._row + 1
            self._column = 0
            return tag[0] if address else b'<row r="%d"%b>' % (self._row, tag[2])
        cell = REFERENCE.fullmatch(address[1]) if address else None
        self._column = column_number(cell[1]) if cell else self._column + 1
        return tag[0] if cell else b'<c r="%b%d"%b>' % (_letters(self._column), self._row, tag[2])


def _letters(column: int) -> bytes:
    letters = b""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = bytes([65 + rest]) + letters
    return letters
