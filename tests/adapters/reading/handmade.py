"""Workbooks written part by part, so that a test can say what a program wrote to the letter."""

import zipfile
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORKSHEET = f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}">'


def sheet_xml(rows: str, *, before: str = "", after: str = "") -> str:
    """Return a worksheet part around the XML of its rows."""
    return f"{WORKSHEET}{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


def write_xlsx(
    path: Path,
    sheet: str | bytes,
    *,
    styles: str = "",
    strings: str = "",
    properties: str = "",
    others: dict[str, bytes] | None = None,
) -> Path:
    """Write a workbook of one sheet. styles: inside <styleSheet>. strings: inside <sst>. properties: before <sheets>."""
    relations = (("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "s.xml"))
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    root = f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    book = f'{properties}<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
        parts.writestr(
            "_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{root}</Relationships>'
        )
        parts.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}</workbook>')
        parts.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>',
        )
        parts.writestr("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>')
        parts.writestr("xl/s.xml", f'<sst xmlns="{MAIN}">{strings}</sst>')
        parts.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in (others or {}).items():
            parts.writestr(name, content)
    return path


def styles_of(*formats: int | str) -> str:
    """Return styles for number formats, built-in ones by id and others by their code, in order: style 0, 1, …"""
    codes = [code for code in formats if isinstance(code, str)]
    custom = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(codes))
    ids = (code if isinstance(code, int) else 164 + codes.index(code) for code in formats)
    used = "".join(f'<xf numFmtId="{number}"/>' for number in ids)
    return f"<numFmts>{custom}</numFmts><cellXfs>{used}</cellXfs>"
