"""Findings and workbooks for the tests, made by different programs or by hand, and ways to look at the results."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import xlsxwriter
from openpyxl.cell import Cell

from shucai.adapters.workbooks.annotating import annotate_workbook
from shucai.domain.checks import FINDINGS_SCHEMA

SHEET = "教师"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CHANGEABLE = (
    "xl/worksheets/sheet1.xml",
    "xl/styles.xml",
    "comments",
    "vmlDrawing",
    ".rels",
    "[Content_Types].xml",
)


def finding(
    cell: str | None, severity: str = "error", message: str = "手机号码应为 11 位数字", **more: Any
) -> dict[str, Any]:
    row = int("".join(filter(str.isdigit, cell))) if cell else None
    stated = {
        "row_key": "示例甲 / T001",
        "sheet": SHEET,
        "field": "phone",
        "title": "手机",
        "rule": "talent.F01.phone.format",
    }
    return {
        **stated,
        "cell": cell,
        "row": row,
        "value": "138",
        "severity": severity,
        "message": message,
        **more,
    }


def table(*findings: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(findings), schema=FINDINGS_SCHEMA)


def cells_of(rows: int = 4, columns: int = 3) -> pl.DataFrame:
    return pl.DataFrame({f"c{c}": [f"值{r}{c}" for r in range(1, rows + 1)] for c in range(1, columns + 1)})


def annotate(source: Path, target: Path, *findings: dict[str, Any], **more: Any) -> Path:
    stated = {"workbook_format": "xlsx", "sheet_name": SHEET, "cells": cells_of()}
    annotate_workbook(source, target, table(*findings), **{**stated, **more})
    return target


def by_openpyxl(path: Path, rows: int = 4, columns: int = 3) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].title = SHEET
    for row in cells_of(rows, columns).iter_rows():
        book.worksheets[0].append(row)
    book.save(path)
    return path


def by_xlsxwriter(path: Path) -> Path:
    """A workbook with much beside the cells: a picture of a chart, drop-downs, names, colours, a hidden sheet."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(SHEET)
        money = book.add_format(
            {"num_format": "#,##0.00", "bold": True, "border": 1, "bg_color": "#00FF00", "locked": False}
        )
        for row, texts in enumerate(cells_of().iter_rows()):
            sheet.write_row(row, 0, texts)
        sheet.write_number("D2", 1234.5, money)
        sheet.write_formula("D3", "=D2*2", money, 2469)
        sheet.data_validation("A2:A9", {"validate": "list", "source": ["甲", "乙"]})
        sheet.conditional_format("D2:D9", {"type": "cell", "criteria": ">", "value": 9, "format": money})
        sheet.merge_range("F2:F4", "合并", money)
        sheet.write_comment("B2", "请注意格式", {"author": "教务处"})
        sheet.add_table("H1:I3", {"columns": [{"header": "甲"}, {"header": "乙"}]})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"={SHEET}!$D$2:$D$3"})
        sheet.insert_chart("K2", chart)
        book.add_worksheet("名单").very_hidden()
        book.define_name("单价", f"={SHEET}!$D$2")
    return path


def by_hand(path: Path, sheet: str, *, styles: str | bytes | None = None, strict: bool = False) -> Path:
    """A package of the fewest parts around the XML of a sheet."""
    main, document = (STRICT, STRICT_DOCUMENT) if strict else (MAIN, DOCUMENT)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relation = f'<Relationship Id="{{}}" Type="{document}/{{}}" Target="{{}}"/>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        + (f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>' if styles else "")
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        + relation.format("rId1", "officeDocument", "xl/workbook.xml")
        + "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{document}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        + relation.format("rId1", "worksheet", "worksheets/sheet1.xml")
        + (relation.format("rId2", "styles", "styles.xml") if styles else "")
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
    }
    if styles:
        parts["xl/styles.xml"] = styles
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def worksheet(rows: str, *, prefix: str = "", namespace: str = MAIN, head: str = "", tail: str = "") -> str:
    """The XML of a sheet. rows, head, tail: with @ where the prefix belongs."""
    declared = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    text = f'<@worksheet {declared}="{namespace}">{head}<@sheetData>{rows}</@sheetData>{tail}</@worksheet>'
    return text.replace("@", prefix)


def parts_of(path: Path) -> Mapping[str, bytes]:
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def sheet_xml(path: Path) -> str:
    return parts_of(path)["xl/worksheets/sheet1.xml"].decode()


def first_sheet(path: Path) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


def comments(path: Path) -> Mapping[str, str]:
    return {
        cell.coordinate: cell.comment.text
        for row in first_sheet(path).iter_rows()
        for cell in row
        if cell.comment
    }


def colour(path: Path, cell: str) -> str | None:
    fill = first_sheet(path)[cell].fill
    return fill.fgColor.rgb[-6:] if fill.patternType == "solid" else None


def values(path: Path) -> list[tuple[str, object]]:
    return [
        (cell.coordinate, cell.value)
        for row in first_sheet(path).iter_rows()
        for cell in row
        if cell.value is not None
    ]


def look(cell: Cell) -> tuple[object, ...]:
    return (cell.number_format, *map(repr, (cell.font, cell.border, cell.alignment, cell.protection)))
