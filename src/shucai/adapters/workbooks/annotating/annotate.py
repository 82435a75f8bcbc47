"""The one entry: mark in place where the file allows it, else write the sheet anew and say so."""

from pathlib import Path
from typing import Literal

import polars as pl

from shucai.adapters.workbooks.annotating.refusals import CannotSpliceError
from shucai.adapters.workbooks.annotating.rewriting import write_plain
from shucai.adapters.workbooks.annotating.splicing import splice
from shucai.adapters.workbooks.annotating.wording import written_anew

WorkbookFormat = Literal["xlsx", "xls", "csv"]


def annotate_workbook(
    source: Path,
    target: Path,
    findings: pl.DataFrame,
    *,
    workbook_format: WorkbookFormat,
    sheet_name: str,
    cells: pl.DataFrame,
) -> None:
    """Write the user's workbook back with the wrong cells coloured and commented, and all findings on a last sheet.

    An .xlsx keeps every part but the sheet, styles, comments, their drawing, relations, content types, and the list of
    sheets, which gets one more. .xls, .csv and an .xlsx that does not allow it are written anew from ``cells``, and the
    last sheet says so. Marks of an earlier run are replaced. Nothing is left at ``target`` when this fails.

    findings: FINDINGS_SCHEMA. sheet_name: the sheet the findings speak of. cells: String columns, row 0 is sheet row 1.
    """
    draft = target.with_name(f".{target.name}.part")
    try:
        reason = _spliced(source, draft, findings, sheet_name) if workbook_format == "xlsx" else ""
        if reason is not None:
            _write_anew(draft, findings, cells, sheet_name, (workbook_format, reason))
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _spliced(source: Path, draft: Path, findings: pl.DataFrame, sheet_name: str) -> str | None:
    """Mark the workbook in place; say why where that is not possible."""
    try:
        splice(source, draft, findings, sheet_name=sheet_name)
    except CannotSpliceError as refusal:
        return str(refusal)
    return None


def _write_anew(
    draft: Path, findings: pl.DataFrame, cells: pl.DataFrame, sheet_name: str, why: tuple[WorkbookFormat, str]
) -> None:
    plain = draft.with_name(f"{draft.name}.plain")
    try:
        name, cut = write_plain(plain, cells, sheet_name)
        renamed = findings.with_columns(pl.col("sheet").replace(sheet_name, name))
        splice(plain, draft, renamed, sheet_name=name, notes=written_anew(*why, cut_cells=cut))
    finally:
        plain.unlink(missing_ok=True)
