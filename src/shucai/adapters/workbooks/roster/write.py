"""The workbook of a roster, blank or with the people there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shucai.adapters.workbooks.cell_text import literal
from shucai.domain.access import Position, Role
from shucai.domain.roster import COLUMNS

SHEET, NOTES, LISTS = "名册", "填写说明", "选项"
PREPARED_ROWS = 500  # rows below the people that carry drop-downs
NOTE_WIDTH = 90


@dataclass(frozen=True, slots=True)
class Choices:
    """What the drop-downs offer. units: titles of departments at work. roles: those the reader may grant."""

    units: Sequence[str]
    roles: Sequence[Role]


def write_roster(target: Path, choices: Choices, rows: Sequence[Sequence[str]] = ()) -> None:
    """Write the workbook. rows: texts in the order of the columns; the first sheet is the one that is read back."""
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, notes = book.add_worksheet(SHEET), book.add_worksheet(NOTES)
        bold = book.add_format({"bold": True, "bg_color": "#dce9f7", "border": 1, "border_color": "#b9d2ee"})
        text = book.add_format({"num_format": "@"})
        _write_sheet(sheet, rows, bold, text)
        _offer(book.add_worksheet(LISTS), sheet, choices, last=len(rows) + PREPARED_ROWS)
        _write_notes(notes, bold, book.add_format({"text_wrap": True, "valign": "top"}))


def _write_sheet(sheet: Worksheet, rows: Sequence[Sequence[str]], bold: Format, text: Format) -> None:
    for number, column in enumerate(COLUMNS):
        sheet.set_column(number, number, column.width, text)
        sheet.write_string(0, number, column.title, bold)
        sheet.write_comment(0, number, column.note, {"x_scale": 1.6})
    for line, row in enumerate(rows, start=1):
        for number, value in enumerate(row):
            if value:
                sheet.write_string(line, number, literal(value), text)
    sheet.freeze_panes(1, 2)


def _offer(lists: Worksheet, sheet: Worksheet, choices: Choices, *, last: int) -> None:
    """Put the drop-downs on their columns; they warn, so that an old name of a department can still be written."""
    offered = {
        "unit": list(choices.units),
        "role": [role.label for role in choices.roles],
        "position": [position.label for position in Position],
        "may_import": ["是", "否"],
    }
    for number, (key, values) in enumerate(offered.items()):
        lists.write_column(0, number, values)
        place = next(n for n, column in enumerate(COLUMNS) if column.key == key)
        letter = chr(ord("A") + number)
        source = f"={LISTS}!${letter}$1:${letter}${max(len(values), 1)}"
        sheet.data_validation(
            1,
            place,
            last,
            place,
            {"validate": "list", "source": source, "error_type": "warning", **_words(key)},
        )
    lists.hide()


def _words(key: str) -> dict[str, str]:
    column = next(column for column in COLUMNS if column.key == key)
    return {
        "error_title": column.title,
        "error_message": "这个值不在下拉列表里，请核对。部门的旧名称可以照写。",
    }


def _write_notes(notes: Worksheet, bold: Format, wrapped: Format) -> None:
    notes.set_column(0, 0, 12)
    notes.set_column(1, 1, NOTE_WIDTH, wrapped)
    notes.write_row(0, 0, ["栏目", "怎么填"], bold)
    for number, column in enumerate(COLUMNS, start=1):
        notes.write_string(number, 0, column.title)
        notes.write_string(number, 1, column.note, wrapped)
    further = (
        "一行是一个人的一个角色；只写在“名册”这一张工作表里。",
        "名册里没有写到的人和角色都保持不变；同一份名册导入两次，第二次什么也不改。",
        "新建的账号在导入后给出初始密码，只显示一次，请当时打印。",
    )
    for number, line in enumerate(further, start=len(COLUMNS) + 2):
        notes.write_string(number, 1, line, wrapped)
