"""A workbook with nothing in it but rows: what is handed to calamine has no part that was not judged before."""

import io
import os
import zipfile
from collections.abc import Iterable
from typing import IO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET = "xl/worksheets/sheet1.xml"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
ORIGIN = "shucai-origin"  # calamine begins at the first cell with a value: this one makes that A1
SHEET_START = (
    f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>{ORIGIN}</v></c></row>'.encode()
)
SHEET_END = b"</sheetData></worksheet>"


class Repacked:
    """A small .xlsx under construction. Parts are stored, not deflated: they are inflated once, by us.

    It lies in memory and never on a disk. Where the system has nameless files in memory calamine reads it in place;
    elsewhere it is handed over as bytes, at twice the memory.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] = (
            os.fdopen(os.memfd_create("workbook"), "w+b") if hasattr(os, "memfd_create") else io.BytesIO()
        )
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_STORED)

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add a part from its pieces."""
        with self._zip.open(name, "w") as part:
            for piece in pieces:
                part.write(piece)

    def finish(self, *, date_1904: bool) -> str | bytes:
        """Add the parts that name the others, and return the file or its place, which is gone with this object."""
        self._zip.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"/>')
        self._zip.writestr("_rels/.rels", _relations(("officeDocument", "xl/workbook.xml")))
        parts = (("worksheet", SHEET), ("styles", STYLES), ("sharedStrings", STRINGS))
        self._zip.writestr("xl/_rels/workbook.xml.rels", _relations(*parts))
        self._zip.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="{int(date_1904)}"/>'
            f'<sheets><sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        self._zip.close()
        if isinstance(self._file, io.BytesIO):
            return self._file.getvalue()
        self._file.flush()
        return f"/proc/self/fd/{self._file.fileno()}"


def _relations(*relations: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="/{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'
