"""The whole workbook: data, guide, lists, identity."""

# pyright: reportUnknownMemberType=false
# XlsxWriter leaves parts of its interface untyped.

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from shucai.adapters.workbooks.template.columns import Column, Excerpt, columns_of
from shucai.adapters.workbooks.template.data_sheet import write_data
from shucai.adapters.workbooks.template.guide_sheet import write_guide
from shucai.adapters.workbooks.template.identity import Handed, identity_of, sheet_name
from shucai.adapters.workbooks.template.lists_sheet import write_lists
from shucai.adapters.workbooks.template.names import GUIDE_SHEET, IDENTITY_SHEET, MOST_ROWS
from shucai.adapters.workbooks.template.refusals import CannotWrite
from shucai.adapters.workbooks.template.styles import DEFAULT, PRIMARY, Styles
from shucai.domain.catalogue import CodeLists, Edition, Form

MANY_ROWS = 5_000  # from here on, rows go to disk as they are written


def write_template(
    form: Form,
    code_lists: CodeLists,
    target: Path,
    *,
    platform_title: str,
    rows: pl.DataFrame | Handed | None = None,
    edition: Edition | None = None,
) -> None:
    """Write the workbook in which a form is filled. The same form and rows give the same bytes.

    rows: columns named as fields, codes as codes, several values of a cell separated by ``;``, percentages in points,
    months as their first day; text where a value could not be read; Handed: with the moment of which they are.
    edition: adds the reporting period and the titles of the forms this one refers to. Raises CannotWrite where the rows
    do not fit, OSError where the file cannot be written; no half-written file stays.
    """
    columns = columns_of(form, code_lists, edition)
    _write_whole(_Content(form, code_lists, columns, platform_title, *_told(rows), edition), target)


def write_excerpt(
    form: Form,
    code_lists: CodeLists,
    target: Path,
    excerpt: Excerpt,
    *,
    rows: pl.DataFrame | Handed | None,
    edition: Edition,
) -> None:
    """Write the same with some of the columns only, and those greyed and locked that are left as they are."""
    columns = excerpt.of(columns_of(form, code_lists, edition))
    _write_whole(_Content(form, code_lists, columns, edition.title, *_told(rows), edition), target)


@dataclass(frozen=True)
class _Content:
    form: Form
    code_lists: CodeLists
    columns: Sequence[Column]
    platform_title: str
    rows: pl.DataFrame | None
    as_of: datetime | None
    edition: Edition | None


def _told(rows: pl.DataFrame | Handed | None) -> tuple[pl.DataFrame | None, datetime | None]:
    return (rows.rows, rows.at) if isinstance(rows, Handed) else (rows, None)


def _write_whole(content: _Content, target: Path) -> None:
    if content.rows is not None:
        _refuse_what_does_not_fit(content.form, content.rows)
    try:
        _write(content, target)
    except FileCreateError as error:  # wraps the system's own error
        raise OSError(*error.args[0].args) from error
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _refuse_what_does_not_fit(form: Form, rows: pl.DataFrame) -> None:
    if rows.height > MOST_ROWS:
        raise CannotWrite(
            f"{form.code} {form.title} 有 {rows.height:,} 行，一个工作簿最多 {MOST_ROWS:,} 行，请分成几个文件或用 CSV"
        )
    strange = [name for name in rows.columns if name not in form.by_name]
    if strange:
        raise CannotWrite(f"{form.code} {form.title} 没有这些列：{'、'.join(strange)}")


def _write(content: _Content, target: Path) -> None:
    form, columns, code_lists, rows = content.form, content.columns, content.code_lists, content.rows
    many = rows is not None and rows.height >= MANY_ROWS
    options = {"constant_memory": many, "in_memory": not many, "default_format_properties": DEFAULT}
    with xlsxwriter.Workbook(str(target), options) as workbook:
        styles = Styles(workbook)
        data = workbook.add_worksheet(sheet_name(form))
        guide = workbook.add_worksheet(GUIDE_SHEET)
        list_names = write_lists(workbook, styles, columns)
        data.set_tab_color(PRIMARY)
        write_data(data, styles, columns, code_lists, list_names, rows)
        write_guide(guide, styles, form, columns, code_lists, content.platform_title, content.edition)
        _write_identity(workbook, content)
        workbook.set_properties(_properties(form, content.platform_title, content.edition))
        data.activate()


def _write_identity(workbook: xlsxwriter.Workbook, content: _Content) -> None:
    sheet = workbook.add_worksheet(IDENTITY_SHEET)
    sheet.very_hidden()
    year = content.edition.year if content.edition else None
    for row, (key, value) in enumerate(identity_of(content.form, year, content.as_of).items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)


def _properties(form: Form, platform_title: str, edition: Edition | None) -> dict[str, object]:
    """Return the document's properties; its date is that of the edition, so that nothing depends on the clock."""
    return {
        "title": f"{form.code} {form.title}",
        "subject": platform_title,
        "author": "数采",
        "comments": f"{edition.year if edition else form.edition} 年度填报模板",
        "created": datetime(form.edition, 1, 1, tzinfo=UTC),
    }
