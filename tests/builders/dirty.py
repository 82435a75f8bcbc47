"""Workbooks of new students as they come in: dirty in one way each."""

import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

from shucai import toolkit
from tests.builders.workbooks import filled

FORM = toolkit.find_form("1.5.4")
OTHER_FORM = toolkit.find_form("1.1.7")
COLUMNS = {field.name: number for number, field in enumerate(FORM.fields, 1)}
LAST = len(COLUMNS)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Book:
    """A filled template, the heading in row 1, open for whatever people do to it."""

    def __init__(self, folder: Path, rows: Sequence[Mapping[str, object]]) -> None:
        self.folder = folder
        self.path = filled(FORM, folder, *rows)
        self.book = openpyxl.load_workbook(self.path)
        self.sheet = self.book.worksheets[0]
        self.head = 1

    def type(self, row: int, name: str, value: object, number_format: str = "") -> None:
        """Type into a cell. row: of the data, from 1."""
        cell = self.sheet.cell(self.head + row, COLUMNS[name])
        cell.value = value
        if number_format:
            cell.number_format = number_format

    def without_identity(self) -> None:
        """Take away what the template says of itself, as a sheet copied into a new workbook."""
        for name in self.book.sheetnames[1:]:
            del self.book[name]

    def saved(self) -> Path:
        """Save it and return where."""
        self.book.save(self.path)
        return self.path


def cover_first(book: Book) -> None:
    cover = book.book.create_sheet("封面", 0)
    cover["A1"], cover["A2"] = "新生数据", "招生就业处"


def other_form_first(book: Book) -> None:
    book.without_identity()
    other = book.book.create_sheet("获奖", 0)
    for column, field in enumerate(OTHER_FORM.fields, 1):
        other.cell(1, column).value = field.title
    other["A2"] = "示例荣誉"


def only_other_forms(book: Book) -> None:
    other_form_first(book)
    del book.book[book.sheet.title]
    book.book.create_sheet("说明", 0)["A1"] = "请按班级填写"


def data_on_two_more(book: Book) -> None:
    book.without_identity()
    book.book.copy_worksheet(book.sheet).title = "第二份"
    book.book.create_sheet("封面", 0)["A1"] = "新生数据"


def data_behind(book: Book) -> None:
    book.book.create_sheet("二班")["A1"] = "2024010199"


def title_above(book: Book) -> None:
    book.without_identity()
    book.sheet.insert_rows(1)
    book.head = 2
    book.sheet["A1"] = FORM.title
    book.sheet.merge_cells("A1:H1")


def head_of_two_lines(book: Book) -> None:
    """Groups above some columns, others merged downwards."""
    title_above(book)
    book.sheet.unmerge_cells("A1:H1")
    book.sheet["A1"] = "基本情况"
    book.sheet.merge_cells("A1:D1")
    for column in range(5, LAST + 1):
        book.sheet.cell(1, column).value = book.sheet.cell(2, column).value
        book.sheet.cell(2, column).value = None
        letter = get_column_letter(column)
        book.sheet.merge_cells(f"{letter}1:{letter}2")


def head_merged_downwards(book: Book) -> None:
    """All columns over two lines."""
    book.without_identity()
    book.sheet.insert_rows(2)
    for column in range(1, LAST + 1):
        letter = get_column_letter(column)
        book.sheet.merge_cells(f"{letter}1:{letter}2")
    book.head = 2


def merged_values(book: Book) -> None:
    letter = get_column_letter(COLUMNS["class_name"])
    book.sheet.merge_cells(f"{letter}2:{letter}4")


def merged_keys(book: Book) -> None:
    book.sheet.merge_cells("A2:A3")


def hidden_parts(book: Book) -> None:
    book.sheet.row_dimensions[3].hidden = True
    book.sheet.column_dimensions["C"].hidden = True
    draft = book.book.create_sheet("底稿")
    draft["A1"], draft.sheet_state = "旧数据", "hidden"


def formula_with_value(book: Book) -> Path:
    book.type(1, "class_name", '="24机电"&"9班"')
    path = book.saved()
    with zipfile.ZipFile(path) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    name = "xl/worksheets/sheet1.xml"
    told = re.sub(
        r'(<c r="Q2"[^>]*?)(?: t="\w+")?><f>([^<]*)</f><v ?/?>(?:</v>)?',
        r'\1 t="str"><f>\2</f><v>24机电9班</v>',
        content[name].decode(),
    )
    assert "24机电9班" in told
    with zipfile.ZipFile(path, "w") as parts:
        for part, raw in {**content, name: told.encode()}.items():
            parts.writestr(part, raw)
    return path


def lines_below(book: Book) -> None:
    below = book.head + 5
    book.sheet.cell(below, 1).value = "合计"
    book.sheet.cell(below, COLUMNS["admission_score"]).value = 2000
    book.sheet.cell(below + 1, 1).value = "填表人：示例"


def head_again(book: Book) -> None:
    """The sheets of two classes pasted under each other."""
    book.sheet.insert_rows(4)
    for column, field in enumerate(FORM.fields, 1):
        book.sheet.cell(4, column).value = field.title


def remarks_beside(book: Book) -> None:
    """Remarks in a column that nobody gave a title."""
    book.sheet.cell(3, LAST + 2).value = "见附件"


def empty_rows(book: Book) -> None:
    book.sheet.insert_rows(3, 3)


def extra_column(book: Book) -> None:
    book.sheet.cell(1, LAST + 1).value = "班主任"
    book.sheet.cell(2, LAST + 1).value = "示例老师"


def swapped_columns(book: Book) -> None:
    for row in range(1, 6):
        first, second = book.sheet.cell(row, 1), book.sheet.cell(row, 2)
        first.value, second.value = second.value, first.value


def missing_column(book: Book) -> None:
    book.sheet.delete_cols(COLUMNS["gender"])


def renamed_column(book: Book) -> None:
    book.sheet.cell(1, COLUMNS["graduated_school"]).value = "毕业的学校"


def other_template(book: Book) -> Path:
    return filled(OTHER_FORM, book.folder, {"award_name": "示例荣誉"}, name="获奖.xlsx")


def locked_sheet(book: Book) -> None:
    book.sheet.protection.enable()
    book.sheet.protection.password = "示例"


def _named(book: Book, name: str, content: bytes) -> Path:
    path = book.folder / name
    path.write_bytes(content)
    return path


def encrypted(book: Book) -> Path:
    package = "EncryptedPackage".encode("utf-16-le")
    return _named(book, "加密.xlsx", COMPOUND + bytes(600) + package + bytes(600))


def with_macros(book: Book) -> Path:
    return Path(shutil.copy(book.saved(), book.folder / "带宏.xlsm"))


def csv_of_excel(book: Book, encoding: str = "gb18030") -> Path:
    rows = book.sheet.iter_rows(max_row=5, max_col=LAST, values_only=True)
    lines = [",".join(str(cell or "").split("\n")[0] for cell in row) for row in rows]
    return _named(book, "新生.csv", "\r\n".join(lines).encode(encoding))


def csv_unicode(book: Book) -> Path:
    return csv_of_excel(book, "utf-16")


def empty_file(book: Book) -> Path:
    return _named(book, "空.xlsx", b"")


def empty_workbook(book: Book) -> Path:
    path = book.folder / "空白.xlsx"
    openpyxl.Workbook().save(path)
    return path


def empty_template(book: Book) -> Path:
    return filled(FORM, book.folder, name="没填.xlsx")


def cut_off(book: Book) -> Path:
    content = book.saved().read_bytes()
    return _named(book, "不全.xlsx", content[: len(content) // 2])


def web_page(book: Book) -> Path:
    return _named(book, "导出.xls", "<html><table><tr><td>学号</td></tr></table></html>".encode())


def old_xls_broken(book: Book) -> Path:
    return _named(book, "旧.xls", COMPOUND + bytes(600))


def same_row_twice(book: Book) -> None:
    for column in range(1, LAST + 1):
        book.sheet.cell(6, column).value = book.sheet.cell(2, column).value


def without_key(book: Book) -> None:
    book.type(1, "student_no", None)


# What people type into a cell, what of it stands in staging, and what is said of it. A row each; None: no value is read.
CELLS: Mapping[str, tuple[str, tuple[object, str], str | None, tuple[str, ...]]] = {
    "a date as Excel keeps it": ("birth_date", (date(2009, 2, 18), "yyyy/m/d"), "2009-02-18", ()),
    "a date as a bare serial": ("birth_date", (39862, "0"), "2009-02-18", ()),
    "a date of eight digits": ("birth_date", ("20090218", ""), "2009-02-18", ()),
    "a date in Chinese": ("birth_date", ("2009年2月18日", ""), "2009-02-18", ()),
    "a date with dots": ("birth_date", ("2009.2.18", ""), "2009-02-18", ()),
    "a date in full width": ("birth_date", ("２００９／２／１８", ""), "2009-02-18", ()),
    "a date without a century": ("birth_date", ("09/02/18", ""), "2009-02-18", ("ASK",)),
    "a date in another order": ("birth_date", ("18-2-2009", ""), "18-2-2009", ("“18-2-2009”", "2024-09-01")),
    "a month as a date": ("admission_ym", (date(2024, 9, 1), "yyyy-mm"), "2024-09", ()),
    "a month with a dot": ("admission_ym", ("2024.9", ""), "2024-09", ()),
    "a month of six digits": ("admission_ym", (202409, "0"), "2024-09", ()),
    "a number as text": ("admission_score", ("'587", ""), "587", ()),
    "a number with its unit": ("admission_score", ("587 分", ""), "587", ()),
    "a number in full width": ("admission_score", ("５８７．５", ""), "587.5", ()),
    "a number in words": ("admission_score", ("五百多", ""), "五百多", ("“五百多”", "录取总分")),
    "an ID as a number": ("id_no", (322700200902180313, "0"), "322700200902180000", ("15 位", "文本格式")),
    "an ID in exponents": ("id_no", ("3.227E+17", ""), "3.227E+17", ("科学计数法", "文本格式")),
    "an ID that ends in zeros": ("id_no", ("322700200902180000", ""), "322700200902180000", ("000", "文本格式")),
    "an ID in full width": ("id_no", ("３２２７００２００９０２１８０３１３", ""), "322700200902180313", ()),
    "an ID with spaces": ("id_no", (" 322700 20090218 0313 ", ""), "322700200902180313", ()),
    "a name with spaces": ("name", (" 邬 例文　", ""), "邬例文", ()),
    "a code by its label": ("gender", ("男", ""), "1", ()),
    "a code nearly by its label": ("gender", ("男生", ""), "男生", ("“男生”", "相近的有：男")),
    "a tick": ("is_registered", ("√", ""), "是", ()),
    "a formula without a value": ("class_name", ('="24机电"&"1班"', ""), None, ("没有算过的公式", "保存一次")),
    "an error cell": ("class_name", ("#REF!", ""), "#REF!", ("“#REF!”", "班级名称")),
    "a dash where a text has to stand": ("class_name", ("—", ""), None, ("“—”算作没有填写", "「班级名称」不能为空")),
    "N/A where a date has to stand": ("birth_date", ("N/A", ""), None, ("“N/A”算作没有填写",)),
    "a dash for nothing": ("graduated_school", ("—", ""), None, ()),
}  # fmt: skip
