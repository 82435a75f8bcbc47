"""The rows of a sheet, gone through as bytes: formats of marked cells are changed, missing cells and rows set in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from shucai.adapters.workbooks.annotating.marks import CellMark, Marks, column_number
from shucai.adapters.workbooks.annotating.refusals import CannotSpliceError
from shucai.adapters.workbooks.annotating.styles import StyleBook
from shucai.adapters.workbooks.annotating.surveys import Column, Survey
from shucai.adapters.workbooks.annotating.xml_bytes import (
    ANY_ATTRIBUTES,
    Edit,
    Piece,
    apply,
    attributes,
    decimal,
    is_true,
    pieces,
    start_tag,
    whole_number,
    with_attribute,
    without_attribute,
)
from shucai.domain.tables import cell_name

_ADDRESS = re.compile(rb"\$?([A-Za-z]{1,3})\$?\d{1,7}")


@dataclass
class RowSplicer:
    """Splices the rows of one sheet.

    heights: row -> height in points as stated, 0 where hidden; filled while the rows go by.
    """

    survey: Survey
    marks: Marks
    styles: StyleBook
    heights: dict[int, float] = field(default_factory=dict[int, float])

    def __post_init__(self) -> None:
        prefix = self.survey.prefix
        self._row_tag, self._cell_tag = start_tag(prefix, b"row"), _cell_tag(prefix)
        self._row_end = b"</" + prefix + b"row"
        self._waiting = sorted(self.marks.rows, reverse=True)  # rows still to come, the next one last
        self._last_row = 0
        self._cell_begins = re.compile(rb"<%bc\s" % re.escape(prefix))
        numbers = b"|".join(str(number).encode() for number in self.styles.marks)
        self._marked_before = re.compile(rb's="(%b)"' % numbers) if numbers else None

    def splice(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the bytes of all rows. Raises CannotSpliceError where rows or cells are not in order."""
        for raw, shadow in pieces(blocks, self._behind_last_row):
            yield self._marked(self._as_before(raw, shadow))
        yield b"".join(self._new_row(number) for number in self._due(before=None))

    def _behind_last_row(self, shadow: bytes) -> int:
        end = shadow.rfind(self._row_end)
        return shadow.find(b">", end) + 1 if end >= 0 else 0

    def _as_before(self, raw: bytes, shadow: bytes) -> Piece:
        """Undo the colours of an earlier run."""
        if self._marked_before is None:
            return raw, shadow
        edits = [
            (*match.span(1), str(self.styles.unmarked(int(match[1]))).encode())
            for match in self._marked_before.finditer(shadow)
            if self._is_of_cell(shadow, match.start())
        ]
        return apply(raw, edits), apply(shadow, edits)

    def _is_of_cell(self, shadow: bytes, attribute: int) -> bool:
        """Return whether an attribute belongs to the tag of a cell; text and tags of rows may look the same."""
        tag = shadow.rfind(b"<", 0, attribute)
        return shadow[attribute - 1 : attribute].isspace() and bool(self._cell_begins.match(shadow, tag))

    def _marked(self, piece: Piece) -> bytes:
        raw, shadow = piece
        edits: list[Edit] = []
        for match in self._row_tag.finditer(shadow):
            number = self._take_row(attributes(match[0]))
            new = b"".join(self._new_row(missing) for missing in self._due(before=number))
            if new:
                edits.append((match.start(), match.start(), new))
            if self._waiting and self._waiting[-1] == number:
                edits += self._row_edits(shadow, match, self._waiting.pop())
        return apply(raw, edits)

    def _take_row(self, stated: dict[bytes, bytes]) -> int:
        number = whole_number(stated.get(b"r")) or self._last_row + 1
        if number <= self._last_row:
            raise CannotSpliceError("工作表的行次序混乱")
        self._last_row = number
        if is_true(stated.get(b"hidden")):
            self.heights[number] = 0
        elif height := stated.get(b"ht"):
            self.heights[number] = decimal(height) or 0
        return number

    def _due(self, *, before: int | None) -> Iterator[int]:
        while self._waiting and (before is None or self._waiting[-1] < before):
            yield self._waiting.pop()

    def _new_row(self, number: int) -> bytes:
        cells = b"".join(
            self._new_cell(number, column, mark, {})
            for column, mark in sorted(self.marks.rows[number].items())
        )
        prefix = self.survey.prefix
        return b'<%brow r="%d">%b</%brow>' % (prefix, number, cells, prefix)

    def _new_cell(self, row: int, column: int, mark: CellMark, row_look: dict[bytes, bytes]) -> bytes:
        look = row_look.get(b"s") if is_true(row_look.get(b"customFormat")) else None
        number = whole_number(look) if look is not None else _style_of(self.survey.columns, column)
        style = self.styles.marked(number or 0, mark.severity)
        return b'<%bc r="%b" s="%d"/>' % (self.survey.prefix, cell_name(row, column).encode(), style)

    def _row_edits(self, shadow: bytes, match: re.Match[bytes], number: int) -> list[Edit]:
        """Return what changes within a row that is there."""
        tag, look = match[0], attributes(match[0])
        marks = self.marks.rows[number]
        if tag.endswith(b"/>"):
            new = b"".join(self._new_cell(number, column, marks[column], look) for column in sorted(marks))
            opened = _without_narrow_spans(tag[:-2].rstrip() + b">", marks)
            return [(*match.span(), opened + new + b"</" + self.survey.prefix + b"row>")]
        end = shadow.find(self._row_end, match.end())
        if end < 0:
            raise CannotSpliceError("工作表的内容不完整")
        cells = _CellSplicer(self, number, look)
        for cell in self._cell_tag.finditer(shadow, match.end(), end):
            cells.take(cell)
        cells.finish(end)
        opened = _without_narrow_spans(tag, marks)
        return [(*match.span(), opened), *cells.edits] if opened != tag else cells.edits

    def restyled(self, tag: bytes, severity: str) -> bytes:
        """Return the tag of a cell with the marked twin of its format."""
        style = self.styles.marked(whole_number(attributes(tag).get(b"s")) or 0, severity)
        return with_attribute(tag, b"s", str(style).encode())

    def new_cells(self, row: int, columns: Iterable[int], look: dict[bytes, bytes]) -> bytes:
        """Return cells that the row does not have yet."""
        marks = self.marks.rows[row]
        return b"".join(self._new_cell(row, column, marks[column], look) for column in columns)


class _CellSplicer:
    """Goes through the cells of one row."""

    def __init__(self, rows: RowSplicer, row: int, look: dict[bytes, bytes]) -> None:
        self._rows, self._row, self._look = rows, row, look
        self._waiting = sorted(rows.marks.rows[row], reverse=True)
        self._last = 0
        self.edits: list[Edit] = []

    def take(self, cell: re.Match[bytes]) -> None:
        """Go past a cell, marking it and what is missing before it."""
        column = self._column_of(cell)
        if self._waiting and column >= self._waiting[-1]:
            missing: list[int] = []
            while self._waiting and self._waiting[-1] < column:
                missing.append(self._waiting.pop())
            self._set_in(cell.start(), missing)
            if self._waiting and self._waiting[-1] == column:
                mark = self._rows.marks.rows[self._row][self._waiting.pop()]
                self.edits.append((*cell.span(), self._rows.restyled(cell[0], mark.severity)))

    def finish(self, end: int) -> None:
        self._set_in(end, reversed(self._waiting))

    def _set_in(self, position: int, columns: Iterable[int]) -> None:
        if new := self._rows.new_cells(self._row, columns, self._look):
            self.edits.append((position, position, new))

    def _column_of(self, cell: re.Match[bytes]) -> int:
        """Return the column of a cell; one without an address stands behind its neighbour."""
        letters = cell[1] or _letters_in(cell[0])
        column = _column_number(letters) if letters else self._last + 1
        if column <= self._last:
            raise CannotSpliceError("工作表的单元格次序混乱")
        self._last = column
        return column


@cache
def _column_number(letters: bytes) -> int:
    return column_number(letters.decode().upper())


def _letters_in(tag: bytes) -> bytes | None:
    address = _ADDRESS.fullmatch(attributes(tag).get(b"r", b""))
    return address[1] if address else None


@cache
def _cell_tag(prefix: bytes) -> re.Pattern[bytes]:
    """Return the pattern of a cell's tag, which catches the letters of an address that stands first, as it mostly does."""
    first = rb'(?: r="([A-Z]{1,3})[0-9]{1,7}")?'
    return re.compile(rb"<" + re.escape(prefix) + rb"c(?=[\s/>])" + first + ANY_ATTRIBUTES + rb">")


def _style_of(columns: Iterable[Column], column: int) -> int:
    return next((one.style for one in columns if one.first <= column <= one.last), 0)


def _without_narrow_spans(tag: bytes, marked: Iterable[int]) -> bytes:
    """Return the row's tag without its hint of used columns where marked cells lie outside of it."""
    spans = [int(part) for part in re.findall(rb"\d{1,7}", attributes(tag).get(b"spans", b""))]
    if spans and not all(min(spans) <= column <= max(spans) for column in marked):
        return without_attribute(tag, b"spans")
    return tag
