"""The text of a worksheet part: its head, its rows cut into whole ones, and its tail."""

import re
from collections.abc import Iterable, Iterator

from shucai.adapters.workbooks.reading.contents import Refused
from shucai.adapters.workbooks.reading.package import DECLARATION, ENCODING, plain_xml

SHEET_DATA = re.compile(rb"<(\w+:)?sheetData\s*(/?)>")
END_OF_DATA = b"</sheetData>"
END_OF_ROW = b"</row>"
PREFIX = re.compile(rb"(</?)\w+:(?=[A-Za-z])")
SINGLE_QUOTED = re.compile(rb"""(\s[\w:]+=)'([^'"]*)'""")
TAG = re.compile(rb"<[^>]*>")
HEAD_BYTES = 8 * 1024 * 1024


class SheetText:
    """A worksheet part as it is read: ``head`` is known after the first rows, ``tail`` after the last."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.head = b""
        self.tail = b""
        self._chunks = iter(chunks)
        self._unusual = False

    def rows(self) -> Iterator[bytes]:
        """Yield the sheet's rows, some hundred kilobytes of whole ones at a time. Raises Refused."""
        rest = self._read_head()
        if rest is None:
            return
        for chunk in self._chunks:
            ready, rest = _cut(rest + self._usual(chunk))
            if ready:
                yield ready
            if END_OF_DATA in rest:
                break
        rows, _, self.tail = rest.partition(END_OF_DATA)
        if rows:
            yield rows
        self.tail += b"".join(map(self._usual, self._chunks))

    def _read_head(self) -> bytes | None:
        """Read up to the first row and return what follows; None where the sheet has no rows."""
        text = b""
        for chunk in self._chunks:
            text += chunk
            if (found := SHEET_DATA.search(text)) or len(text) > HEAD_BYTES:
                break
        else:
            found = SHEET_DATA.search(text)
        if text.startswith((b"\xff\xfe", b"\xfe\xff")) or _other_encoding(text):
            text = plain_xml(text + b"".join(self._chunks))
            self._chunks = iter(())
            found = SHEET_DATA.search(text)
        if found is None:
            raise Refused("W105", detail="工作表里没有数据区")
        self.head = text[: found.start()]
        if DECLARATION.search(self.head):
            raise Refused("W105", detail="含有实体声明，可能是恶意文件")
        self._unusual = found[1] is not None or b"='" in self.head
        self.head = self._usual(self.head)
        rest = self._usual(text[found.end() :])
        if found[2]:
            self.tail = rest + b"".join(map(self._usual, self._chunks))
            return None
        return rest

    def _usual(self, text: bytes) -> bytes:
        """Return tags without prefixes and with double quotes, as nearly every program writes them."""
        if not self._unusual:
            return text
        return PREFIX.sub(rb"\1", TAG.sub(lambda tag: SINGLE_QUOTED.sub(rb'\1"\2"', tag[0]), text))


def _cut(text: bytes) -> tuple[bytes, bytes]:
    end = text.rfind(END_OF_ROW)
    return (text[: end + len(END_OF_ROW)], text[end + len(END_OF_ROW) :]) if end >= 0 else (b"", text)


def _other_encoding(text: bytes) -> bool:
    named = ENCODING.match(text[:200])
    return named is not None and named[1].lower() not in (b"utf-8", b"utf8", b"us-ascii")
