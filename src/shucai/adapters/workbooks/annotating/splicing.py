"""Marks set into a workbook that stays as it is: which parts change, and the order in which they are written."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile
from zlib import error as BrokenStream  # noqa: N812 - zlib's own name for it says nothing

import polars as pl

from shucai.adapters.workbooks.annotating.archives import CHUNK, Copy, Parts
from shucai.adapters.workbooks.annotating.contents import Contents
from shucai.adapters.workbooks.annotating.grids import grid_of
from shucai.adapters.workbooks.annotating.lists import FindingList, looks_in
from shucai.adapters.workbooks.annotating.marks import marks_of
from shucai.adapters.workbooks.annotating.notes import Notes
from shucai.adapters.workbooks.annotating.packages import (
    SHEET_TYPE,
    STYLES_TYPE,
    ContentTypes,
    Relations,
    rels_name,
)
from shucai.adapters.workbooks.annotating.refusals import CannotSpliceError
from shucai.adapters.workbooks.annotating.rows import RowSplicer
from shucai.adapters.workbooks.annotating.styles import StyleBook
from shucai.adapters.workbooks.annotating.surveys import survey

_FAST = 1  # how Excel itself packs; packing the sheet is most of the time


def splice(
    source: Path, target: Path, findings: pl.DataFrame, *, sheet_name: str, notes: Sequence[str] = ()
) -> None:
    """Write a copy of the workbook with findings marked at their cells and listed on a sheet at the end.

    findings: FINDINGS_SCHEMA. sheet_name: the sheet they speak of; the first one is meant where none has that name.
    notes: lines for the list. Raises CannotSpliceError where the workbook is not as it must be for this.
    """
    with _opened(source) as archive, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_FAST) as package:
        parts = Parts(archive)
        _Splice(parts, findings, sheet_name, notes).write(Copy(parts, package))


@contextmanager
def _opened(source: Path) -> Generator[ZipFile]:
    try:
        with ZipFile(source) as archive:
            yield archive
    except (BadZipFile, BrokenStream, EOFError, NotImplementedError) as error:
        raise CannotSpliceError("文件不完整，或者不是普通的 .xlsx") from error


class _Splice:
    """One workbook and all that changes in it."""

    def __init__(self, parts: Parts, findings: pl.DataFrame, sheet_name: str, notes: Sequence[str]) -> None:
        self._parts = parts
        self._contents = Contents(parts)
        self._types = ContentTypes(parts)
        name, self._sheet = self._contents.sheet(sheet_name)
        findings = findings.with_columns(pl.col("sheet").replace(sheet_name, name))
        self._survey = survey(parts.blocks(self._sheet))
        self._marks = marks_of(findings, name)
        self._marks.move_to_anchors(self._survey.merges)
        self._styles_part = self._contents.styles or "xl/styles.xml"
        styles = parts.read(self._styles_part) if self._styles_part in parts else None
        self._styles = StyleBook(styles, self._contents.namespace)
        self._relations = Relations(parts, self._sheet)
        self._notes = Notes(parts, self._contents, self._relations, self._survey)
        self._notes.set_in(self._marks.comments(heading=(1, 1)), self._types)
        self._list = FindingList(findings, name, [*notes, *self._marks.notices])
        self._list_place = self._contents.list_place(apart_from=self._sheet)

    def write(self, copy: Copy) -> None:
        """Write the package: what depends on the rows comes behind all others."""
        early = self._early_parts()
        later = [self._sheet, self._styles_part, *sorted(self._notes.parts)]
        dropped = [rels_name(self._list_place.part)] if self._list_place.part else []
        copy.carry_all(early, apart_from=[*later, *dropped])
        rows = RowSplicer(self._survey, self._marks, self._styles)
        copy.write_all(self._sheet, self._sheet_blocks(rows), size=self._survey.length)
        changed = self._notes.changed(grid_of(self._survey, rows.heights))
        if self._styles.changed:
            changed[self._styles_part] = self._styles.to_bytes()
        for name in later[1:]:
            copy.write_or_carry(name, changed.get(name))

    def _early_parts(self) -> dict[str, bytes]:
        """Return the changed parts that are known before the rows are gone through."""
        early: dict[str, bytes] = {}
        book, strict = self._contents, self._contents.is_strict
        if self._styles_part not in self._parts:
            self._types.declare_part(self._styles_part, STYLES_TYPE)
            if book.styles is None:
                book.relations.add("styles", self._styles_part, strict=strict)
        part = self._list_place.part
        if part is None:
            part = self._parts.free_name("xl/worksheets/sheet{}.xml")
            identity = book.relations.add("worksheet", part, strict=strict)
            self._types.declare_part(part, SHEET_TYPE)
            early[book.part] = book.with_sheet(self._list_place.name, identity)
        early[part] = self._list.to_bytes(book.namespace, looks_in(self._styles))
        for changeable in (self._relations, book.relations, self._types):
            if changeable.changed:
                early[changeable.name] = changeable.to_bytes()
        return early

    def _sheet_blocks(self, rows: RowSplicer) -> Iterator[bytes]:
        sheet = self._survey
        opening, closing = sheet.rows_for(filled=bool(self._marks.rows))
        yield sheet.head_for(place for place, _ in self._marks.cells()) + opening
        with self._parts.open(self._sheet) as stream:
            yield from rows.splice(_stretch(stream, len(sheet.head) + len(sheet.opening), sheet.length))
        yield closing + self._notes.tail


def _stretch(stream: IO[bytes], start: int, length: int) -> Iterator[bytes]:
    """Yield the bytes of a stream from a place on."""
    while start:
        start -= len(stream.read(min(start, CHUNK)))
    while length and (block := stream.read(min(length, CHUNK))):
        length -= len(block)
        yield block
