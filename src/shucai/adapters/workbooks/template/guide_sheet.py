"""The second sheet: the form and each of its columns explained to those who fill it."""

# pyright: reportUnknownMemberType=false
# XlsxWriter leaves parts of its interface untyped.

from collections.abc import Iterator, Sequence

from xlsxwriter.worksheet import Worksheet

from shucai.adapters.workbooks.template.columns import Column, key_columns, period_of
from shucai.adapters.workbooks.template.styles import Styles, standing
from shucai.adapters.workbooks.template.widths import LINE_HEIGHT, lines
from shucai.adapters.workbooks.template.wording import marks, need, remedies, rules, type_of, values
from shucai.domain.catalogue import PERIOD_WORDS, CodeLists, Edition, Form
from shucai.domain.checks.messages import of_any_row

HEADS = (
    ("列", 6),
    ("列名", 24),
    ("是否必填", 24),
    ("类型", 22),
    ("单位", 8),
    ("可填的值", 36),
    ("说明", 44),
    ("例", 22),
    ("标记", 18),
)
LAST = len(HEADS) - 1
NAMED_VALUES = 40  # that the guide names one by one

HOW_TO_FILL = (
    "数据填在第一个工作表，从第 2 行起，一行一条；不要改列名、列的次序和工作表的次序，不要合并单元格。",
    "列名带红色 * 的必填；琥珀色的按条件必填；其余选填。没有内容可填时，文字填“无”，数字填 0。",
    "从别处复制时，用“选择性粘贴”里的“值”，以免盖掉本表的格式和下拉列表；整行可以增删、排序、筛选。",
    "填完保存后交给系统检查，有问题的格子会逐一指出，改正后再检查即可。",
)


def write_guide(  # noqa: PLR0913, PLR0917 - what the sheet explains
    sheet: Worksheet,
    styles: Styles,
    form: Form,
    columns: Sequence[Column],
    code_lists: CodeLists,
    platform_title: str,
    edition: Edition | None,
) -> None:
    """Write who fills the form, for which time, what a row is, how to fill, each column, and what is checked."""
    for index, (_, width) in enumerate(HEADS):
        sheet.set_column(index, index, width)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 34)
    sheet.write_string(0, 0, f"{form.code} {form.title}", styles.title)
    sheet.write_string(1, 0, " · ".join((platform_title, *form.group)), styles.subtitle)
    row = _facts(sheet, styles, 3, [*_about(form, columns, edition), *_filling(form)])
    row = _columns(sheet, styles, row + 1, columns, code_lists)
    _checks(sheet, styles, row + 1, form)
    _print(sheet)


def _about(form: Form, columns: Sequence[Column], edition: Edition | None) -> Iterator[tuple[str, str]]:
    if form.read_only:
        yield "注意", f"本表由系统{form.derived_from or '自动汇总'}，不用填；这里只供查看。"
    units = [_department(number, form) for number in range(len(form.departments))]
    yield "由谁填", "\n".join(units)
    period = period_of(form, edition)
    if period:
        yield "统计时段", f"{period[0]} 至 {period[1]}（{PERIOD_WORDS[form.period]}）"
    yield "每行", _row_words(form, columns)
    first = [_form_words(code, edition) for code in form.prerequisites]
    if first:
        yield "先要填好", "、".join(first)
    if form.guidance:
        yield "本表说明", form.guidance


def _department(number: int, form: Form) -> str:
    department = form.departments[number]
    titles = "、".join(f"「{form.by_name[name].title}」" for name in department.fields)
    what = "，".join(filter(None, (department.scope, titles)))
    lead = "（牵头：汇总并对全表负责）" if number == 0 and len(form.departments) > 1 else ""
    place = f"{number + 1}. " if len(form.departments) > 1 else ""
    return f"{place}{department.unit}{lead}" + (f"：填 {what}" if what else "")


def _row_words(form: Form, columns: Sequence[Column]) -> str:
    if form.cardinality == "one":
        return "全校只填一行。"
    keys = "、".join(f"「{column.field.title}」" for column in key_columns(list(columns)))
    together = "合起来" if len(form.primary_key) > 1 else ""
    return f"可以填多行；{keys}{together}不能重复。" if keys else "可以填多行。"


def _form_words(code: str, edition: Edition | None) -> str:
    form = edition.forms.get(code) if edition else None
    return f"{code} {form.title}" if form else code


def _filling(form: Form) -> Iterator[tuple[str, str]]:
    if not form.read_only:
        yield "怎么填", "\n".join(f"{number}. {line}" for number, line in enumerate(HOW_TO_FILL, start=1))


def _facts(sheet: Worksheet, styles: Styles, row: int, facts: Sequence[tuple[str, str]]) -> int:
    """Write a name and a text a row, the text across the table, and return the row below."""
    across = sum(width for _, width in HEADS[2:])
    for name, text in facts:
        sheet.merge_range(row, 0, row, 1, name, styles.label)
        sheet.merge_range(row, 2, row, LAST, text, styles.fact)
        sheet.set_row(row, lines(text, across) * LINE_HEIGHT + 6)
        row += 1
    return row


def _columns(
    sheet: Worksheet, styles: Styles, row: int, columns: Sequence[Column], code_lists: CodeLists
) -> int:
    """Write the table of columns and return the row below; its head repeats on every printed page."""
    _section(sheet, styles, row, f"各列说明（共 {len(columns)} 列）")
    for index, (head, _) in enumerate(HEADS):
        sheet.write_string(row + 1, index, head, styles.head)
    sheet.set_row(row + 1, 22)
    sheet.repeat_rows(row + 1)
    for number, column in enumerate(columns, start=row + 2):
        cells = _cells(column, code_lists)
        looks = {"required": styles.must, "conditional": styles.may_be}
        for index, text in enumerate(cells):
            look = looks.get(standing(column), styles.fact) if index == 2 else styles.fact  # noqa: PLR2004 - 是否必填
            sheet.write_string(number, index, text, look)
        sheet.set_row(number, _height(cells))
    return row + 2 + len(columns)


def _cells(column: Column, code_lists: CodeLists) -> tuple[str, ...]:
    field = column.field
    return (
        column.letters,
        field.title,
        need(column),
        type_of(column, code_lists),
        field.unit or "",
        values(column, NAMED_VALUES),
        "\n".join([*rules(column), *remedies(column)]),
        column.example or "",
        marks(column),
    )


def _height(cells: Sequence[str]) -> float:
    tallest = max(lines(text, width) for text, (_, width) in zip(cells, HEADS, strict=True))
    return min(tallest * LINE_HEIGHT + 5, 409)  # the highest row Excel has


def _checks(sheet: Worksheet, styles: Styles, row: int, form: Form) -> None:
    if not form.checks:
        return
    _section(sheet, styles, row, "填完后还会核对")
    _facts(sheet, styles, row + 1, [(check.severity.label, of_any_row(check)) for check in form.checks])


def _section(sheet: Worksheet, styles: Styles, row: int, name: str) -> None:
    sheet.set_row(row, 26)
    for index in range(len(HEADS)):
        sheet.write_blank(row, index, None, styles.section)
    sheet.write_string(row, 0, name, styles.section)


def _print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer('&R&"微软雅黑"&9第 &P 页，共 &N 页')
