"""A workbook in memory with nothing in it but rows: what is handed to calamine has no part that was not judged before."""

import io
import zipfile
from collections.abc import Iterable
from types import TracebackType

from shucai.adapters.workbooks.reading.styles import MAIN

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
ORIGIN = "shucai-origin"  # calamine begins at the first cell with a value: this one makes that A1
SHEET_START = (
    f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>{ORIGIN}</v></c></row>'.encode()
)
SHEET_END = b"</sheetData></worksheet>"


class Repacked:
    """A small .xlsx under construction. Parts are stored, not deflated: they are inflated once, by us."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._zip = zipfile.ZipFile(self._buffer, "w", zipfile.ZIP_STORED)

    def __enter__(self) -> "Repacked":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add a part from its pieces."""
        with self._zip.open(name, "w") as part:
            for piece in pieces:
                part.write(piece)

    def finish(self, *, date_1904: bool) -> bytes:
        """Add the parts that name the sheet, the styles and the strings, and return the whole file."""
        self._zip.writestr("[Content_Types].xml", TYPES)
        self._zip.writestr("_rels/.rels", _relations({"1": ("officeDocument", "xl/workbook.xml")}))
        self._zip.writestr("xl/_rels/workbook.xml.rels", _relations({
            "1": ("worksheet", "worksheets/sheet1.xml"),
            "2": ("styles", "styles.xml"),
            "3": ("sharedStrings", "sharedStrings.xml"),
        }))  # fmt: skip
        self._zip.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="{int(date_1904)}"/>'
            f'<sheets><sheet name="1" sheetId="1" r:id="1"/></sheets></workbook>',
        )
        self._zip.close()
        return self._buffer.getvalue()


def _relations(relations: dict[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in relations.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'
