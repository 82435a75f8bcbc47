"""The hidden sheet of the lists that are too long to stand in a validation: code and name side by side."""

# pyright: reportUnknownMemberType=false
# XlsxWriter leaves parts of its interface untyped.

from collections.abc import Iterable, Mapping

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from shucai.adapters.workbooks.template.choices import Choices
from shucai.adapters.workbooks.template.columns import Column
from shucai.adapters.workbooks.template.names import LISTS_SHEET
from shucai.adapters.workbooks.template.styles import Styles
from shucai.adapters.workbooks.template.widths import WIDEST, units
from shucai.domain.tables import column_letters


def write_lists(
    workbook: xlsxwriter.Workbook, styles: Styles, columns: Iterable[Column]
) -> Mapping[str, str]:
    """Write the long lists, and those of columns that take several values, and return list -> name of its values.

    The sheet is made only where there is something in it; it is hidden, and whoever wants to look may unhide it.
    """
    lists = {
        c.choices.name: c.choices
        for c in columns
        if c.choices and (c.field.multi or not c.choices.fits_inline)
    }
    if not lists:
        return {}
    sheet = workbook.add_worksheet(LISTS_SHEET)
    sheet.hide()
    sheet.freeze_panes(1, 0)
    sheet.protect("", {"autofilter": True, "format_columns": True, "sort": True})
    names: dict[str, str] = {}
    for number, choices in enumerate(lists.values()):
        left = number * 3
        _write_list(sheet, styles, choices, left)
        letters = column_letters(left + 2)
        names[choices.name] = f"list_{choices.name}"
        workbook.define_name(
            names[choices.name], f"='{LISTS_SHEET}'!${letters}$2:${letters}${len(choices.offered) + 1}"
        )
    return names


def _write_list(sheet: Worksheet, styles: Styles, choices: Choices, left: int) -> None:
    sheet.write_string(0, left, "代码", styles.head)
    sheet.write_string(0, left + 1, choices.title, styles.head)
    widest = max(map(units, (*choices.values, choices.title)))
    sheet.set_column(left, left, 12)
    sheet.set_column(left + 1, left + 1, min(widest + 2, WIDEST * 2))
    for row, (code, shown) in enumerate(choices.offered, start=1):
        sheet.write_string(row, left, code, styles.text)
        sheet.write_string(row, left + 1, shown, styles.text)
