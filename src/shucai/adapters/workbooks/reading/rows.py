"""The text of a worksheet part: its head, its rows cut into whole ones, and its tail."""

from collections.abc import Iterable, Iterator
from itertools import chain

from shucai.adapters.workbooks.reading.contents import Refused
from shucai.adapters.workbooks.reading.dialects import Usual, has_other_encoding, start_of_data
from shucai.adapters.workbooks.reading.package import DECLARATION, plain_xml

END_OF_DATA = b"</sheetData>"
END_OF_ROW = b"</row>"
LONGEST_HEAD = 8 * 1024 * 1024
LONGEST_ROW = 32 * 1024 * 1024  # 100 cells of 32,767 characters fit thrice


class SheetText:
    """A worksheet part as it is read: ``head`` is known after the first rows, ``tail`` after the last."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self.head = b""
        self.tail = b""
        self._chunks = iter(chunks)

    def rows(self) -> Iterator[bytes]:
        """Yield the sheet's rows, about two megabytes of whole ones at a time. Raises Refused where it is damaged."""
        rest = b""
        text = self._from_first_row()
        for chunk in text:
            ready, rest = _cut(rest + chunk)
            if ready:
                yield ready
            if END_OF_DATA in rest:
                break
            if len(rest) > LONGEST_ROW:
                raise Refused("W105", detail="工作表里有一行长得异常")
        else:
            raise Refused("W105", detail="工作表在中途断掉了")
        rows, _, behind = rest.partition(END_OF_DATA)
        if rows.strip():
            yield rows
        self.tail = behind + b"".join(text)

    def _from_first_row(self) -> Iterator[bytes]:
        """Read the head and return all that follows ``<sheetData>``."""
        text = b""
        for chunk in self._chunks:
            text += chunk
            if start_of_data(text) or len(text) > LONGEST_HEAD:
                break
        if has_other_encoding(text):
            text = plain_xml(text + b"".join(self._chunks))
            self._chunks = iter(())
        found = start_of_data(text)
        if found is None:
            raise Refused("W105", detail="工作表里没有数据区")
        self.head = text[: found.start()]
        if DECLARATION.search(self.head):
            raise Refused("W105", detail="含有实体声明，可能是恶意文件")
        rest = text[found.end() :]
        usual = Usual(self.head, found, rest)
        self.head = usual.tags(self.head)
        return usual.chunks(chain([END_OF_DATA + rest if found["empty"] else rest], self._chunks))


def _cut(text: bytes) -> tuple[bytes, bytes]:
    end = text.rfind(END_OF_ROW)
    return (text[: end + len(END_OF_ROW)], text[end + len(END_OF_ROW) :]) if end >= 0 else (b"", text)
