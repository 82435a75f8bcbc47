"""Everything by which a sheet shows comments: the notes, their boxes, and replies in threads."""

from collections.abc import Mapping

from shucai.adapters.workbooks.annotating.archives import Parts
from shucai.adapters.workbooks.annotating.boxes import redraw
from shucai.adapters.workbooks.annotating.comments import CommentBook
from shucai.adapters.workbooks.annotating.contents import Contents
from shucai.adapters.workbooks.annotating.grids import Grid
from shucai.adapters.workbooks.annotating.marks import Place, place_of
from shucai.adapters.workbooks.annotating.packages import COMMENTS_TYPE, ContentTypes, Relations
from shucai.adapters.workbooks.annotating.surveys import Survey
from shucai.adapters.workbooks.annotating.threads import Threads
from shucai.domain.tables import cell_name

_THREADS = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
_PERSONS = "http://schemas.microsoft.com/office/2017/10/relationships/person"


class Notes:
    """The comments of one sheet. What an earlier run wrote is out as soon as this is made.

    tail: what stands behind the rows of the sheet.
    """

    def __init__(self, parts: Parts, contents: Contents, relations: Relations, sheet: Survey) -> None:
        self._parts, self._contents, self._relations = parts, contents, relations
        self._comments = relations.of_kind("comments") or ""
        self._drawing = (relations.of_id(sheet.drawing_id) if sheet.drawing_id else None) or ""
        self._book = CommentBook(self._content(self._comments), contents.namespace)
        self._emptied, self._resized = self._book.take_out_ours()
        self._threads_part, self._persons_part = (
            relations.of_type(_THREADS),
            contents.relations.of_type(_PERSONS),
        )
        threads, persons = self._content(self._threads_part), self._content(self._persons_part)
        self._threads = Threads(threads, persons) if threads and persons else None
        self._sheet, self.tail = sheet, sheet.tail

    def _content(self, part: str | None) -> bytes | None:
        return self._parts.read(part) if part and part in self._parts else None

    def set_in(self, texts: Mapping[Place, str], types: ContentTypes) -> None:
        """Comment cells, and tie new parts to the sheet where it had no comments."""
        by_cell = {cell_name(*place): text for place, text in texts.items()}
        for cell, text in by_cell.items():
            self._book.set_in(cell, text)
        self._resized |= by_cell.keys()
        if self._threads:
            self._threads.reply(by_cell)
        if not self._book.changed:
            return
        strict = self._contents.is_strict
        if not self._comments:
            self._comments = self._parts.free_name("xl/comments{}.xml")
            self._relations.add("comments", self._comments, strict=strict)
        types.declare_part(self._comments, COMMENTS_TYPE)
        if not self._drawing:
            self._drawing = self._parts.free_name("xl/drawings/vmlDrawing{}.vml")
            identity = self._relations.add("vmlDrawing", self._drawing, strict=strict)
            self.tail = self._sheet.tail_with_drawing(identity, self._contents.relation_namespace)
        types.declare_drawing(self._drawing)

    @property
    def parts(self) -> set[str]:
        """Return the names of all parts that may change."""
        names = (self._comments, self._drawing, self._threads_part, self._persons_part)
        return {name for name in names if name}

    def changed(self, grid: Grid) -> dict[str, bytes]:
        """Return the parts that have changed."""
        changed: dict[str, bytes] = {}
        if self._book.changed:
            changed[self._comments] = self._book.to_bytes()
            changed[self._drawing] = redraw(
                self._content(self._drawing),
                grid,
                removed={place for cell in self._emptied if (place := place_of(cell))},
                texts={place: self._book.text(cell) for cell in self._resized if (place := place_of(cell))},
            )
        if self._threads and self._threads.threads_changed:
            changed[self._threads_part or ""] = self._threads.threads_bytes()
        if self._threads and self._threads.persons_changed:
            changed[self._persons_part or ""] = self._threads.persons_bytes()
        return changed
