"""What must be known of a sheet before its rows are gone through: all that lies around them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from shucai.adapters.workbooks.annotating.marks import Range, column_number
from shucai.adapters.workbooks.annotating.refusals import CannotSpliceError
from shucai.adapters.workbooks.annotating.xml_bytes import (
    apply,
    attributes,
    behind_last_tag,
    decimal,
    is_true,
    pieces,
    shadow_of,
    start_tag,
    whole_number,
    with_attribute,
)
from shucai.domain.tables import cell_name

HEAD_LIMIT = 64 << 20
_ROOT = re.compile(rb"<((?:[\w.-]+:)?)(\w+)(?=[\s/>])")
_TAG = re.compile(rb"""<(/?)([\w:.-]+)(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_BEHIND = {
    *(b"legacyDrawingHF", b"drawingHF", b"picture", b"oleObjects", b"controls"),
    *(b"webPublishItems", b"tableParts", b"extLst"),
}  # ISO/IEC 29500-1, CT_Worksheet: what follows legacyDrawing
_RANGE = re.compile(rb"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True)
class Column:
    """A stretch of columns. style: index of the cell format; width: in characters, None where it is the default."""

    first: int
    last: int
    style: int
    width: float | None
    hidden: bool


@dataclass(frozen=True)
class Survey:
    """A sheet part without its rows.

    head: up to the tag that opens the rows, ``opening``; between it and ``closing`` lie ``length`` bytes of rows;
    tail: all behind. An empty tag has no closing. prefix: of the element names, with its colon.
    """

    prefix: bytes
    head: bytes
    opening: bytes
    length: int
    closing: bytes
    tail: bytes

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Return the columns whose look is stated."""
        found = [
            attributes(match[0]) for match in start_tag(self.prefix, b"col").finditer(shadow_of(self.head))
        ]
        return tuple(
            Column(
                whole_number(one.get(b"min")) or 0,
                whole_number(one.get(b"max")) or 0,
                whole_number(one.get(b"style")) or 0,
                decimal(one.get(b"width")),
                is_true(one.get(b"hidden")),
            )
            for one in found
        )

    @cached_property
    def defaults(self) -> tuple[float | None, float | None]:
        """Return the default width of columns in characters and the default height of rows in points."""
        match = start_tag(self.prefix, b"sheetFormatPr").search(shadow_of(self.head))
        stated = attributes(match[0]) if match else {}
        return decimal(stated.get(b"defaultColWidth")), decimal(stated.get(b"defaultRowHeight"))

    @cached_property
    def merges(self) -> list[Range]:
        """Return the merged ranges: first row, first column, last row, last column."""
        tags = start_tag(self.prefix, b"mergeCell").finditer(shadow_of(self.tail))
        ranges = (_RANGE.fullmatch(attributes(tag[0]).get(b"ref", b"")) for tag in tags)
        return [
            (int(found[2]), _column(found[1]), int(found[4]), _column(found[3])) for found in ranges if found
        ]

    def head_for(self, marked: Iterable[tuple[int, int]]) -> bytes:
        """Return the head with the stated dimension grown to take in further cells (row, column)."""
        match = start_tag(self.prefix, b"dimension").search(shadow_of(self.head))
        stated = _RANGE.fullmatch(attributes(match[0]).get(b"ref", b"")) if match else None
        places = list(marked)
        if match is None or stated is None or not places:
            return self.head
        rows, columns = zip(*places, strict=True)
        first = cell_name(min(int(stated[2]), *rows), min(_column(stated[1]), *columns))
        last = cell_name(max(int(stated[4]), *rows), max(_column(stated[3]), *columns))
        grown = f"{first}:{last}".encode()
        return apply(self.head, [(*match.span(), with_attribute(match[0], b"ref", grown))])

    def rows_for(self, *, filled: bool) -> tuple[bytes, bytes]:
        """Return the opening and closing tag of the rows. filled: rows are set in, so an empty tag has to be opened."""
        if not filled or not self.opening.endswith(b"/>"):
            return self.opening, self.closing
        return self.opening[:-2].rstrip() + b">", b"</" + self.prefix + b"sheetData>"

    @property
    def drawing_id(self) -> str | None:
        """Return the id of the relation to the drawing with the comment boxes."""
        match = start_tag(self.prefix, b"legacyDrawing").search(shadow_of(self.tail))
        stated = attributes(match[0]) if match else {}
        return next((value.decode() for name, value in stated.items() if name.endswith(b":id")), None)

    def tail_with_drawing(self, identity: str, namespace: str) -> bytes:
        """Return the tail with a drawing for comment boxes where the order of elements has it."""
        tag = f'legacyDrawing xmlns:r="{namespace}" r:id="{identity}"/>'.encode()
        position = self._behind_drawings()
        return self.tail[:position] + b"<" + self.prefix + tag + self.tail[position:]

    def _behind_drawings(self) -> int:
        """Return the start of the first element that must stand behind such a drawing."""
        depth, start, outermost = 0, 0, b""
        for match in _TAG.finditer(shadow_of(self.tail)):
            closes, name, empty = match[1], match[2], match[0].endswith(b"/>")
            local = name.rpartition(b":")[2]
            if depth == 0:
                start, outermost = match.start(), local
            if (depth == 0 and (closes or local in _BEHIND)) or (
                outermost == b"AlternateContent" and local in _BEHIND
            ):
                return start
            depth += 0 if empty else -1 if closes else 1
        raise CannotSpliceError("工作表的内容不完整")


def survey(blocks: Iterable[bytes]) -> Survey:
    """Go through a sheet part once and keep what is not rows.

    Raises CannotSpliceError where the part is no worksheet, is not ended, or is written in a way we do not follow.
    """
    reading = _Reading()
    for raw, shadow in pieces(blocks, behind_last_tag):
        reading.take(raw, shadow)
    return reading.survey()


class _Reading:
    """How far the survey has come: in the head until there is an opening, in the rows until they are closed."""

    def __init__(self) -> None:
        self.prefix = self.head = self.opening = self.closing = b""
        self.length = 0
        self.tail: list[bytes] = []
        self.closed = False

    def take(self, raw: bytes, shadow: bytes) -> None:
        position = 0
        if not self.opening:
            position = self._take_head(raw, shadow)
        if self.opening and not self.closed:
            position = self._take_rows(raw, shadow, position)
        if self.closed:
            self.tail.append(raw[position:])

    def _take_head(self, raw: bytes, shadow: bytes) -> int:
        if not self.head:
            self.prefix = _prefix_of(raw, shadow)
        match = start_tag(self.prefix, b"sheetData").search(shadow)
        self.head += raw[: match.start()] if match else raw
        if len(self.head) > HEAD_LIMIT:
            raise CannotSpliceError("工作表的内容不完整")
        if match is None:
            return len(raw)
        self.opening = match[0]
        self.closed = self.opening.endswith(b"/>")
        return match.end()

    def _take_rows(self, raw: bytes, shadow: bytes, start: int) -> int:
        end = shadow.find(b"</" + self.prefix + b"sheetData", start)
        if end < 0:
            self.length += len(raw) - start
            return len(raw)
        self.length += end - start
        self.closed = True
        behind = shadow.find(b">", end) + 1
        self.closing = raw[end:behind]
        return behind

    def survey(self) -> Survey:
        tail = b"".join(self.tail)
        if not self.closed or b"</" + self.prefix + b"worksheet" not in tail:
            raise CannotSpliceError("工作表的内容不完整")
        return Survey(self.prefix, self.head, self.opening, self.length, self.closing, tail)


def _prefix_of(raw: bytes, shadow: bytes) -> bytes:
    """Return the prefix of the root element; refuse what cannot be followed as bytes."""
    if b"\x00" in raw[:200]:
        raise CannotSpliceError("工作表不是用 UTF-8 编码写的")
    root = _ROOT.search(shadow)
    if root is None or b"<!DOCTYPE" in raw[: root.start()]:
        raise CannotSpliceError("文件内部有不该出现的文档声明")
    if root[2] != b"worksheet":
        raise CannotSpliceError("这张工作表不是普通的工作表")
    return root[1]


def _column(letters: bytes) -> int:
    return column_number(letters.decode().upper())
