"""Workbooks of a campaign: the division to change and bring back, and the task tables to hand out (附件1 to 附件4)."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from shucai.adapters.workbooks.cell_text import literal
from shucai.apps.campaigns.lines import FormLine
from shucai.apps.campaigns.models import Campaign, Stage
from shucai.domain.planning.division import TITLES
from shucai.web.campaigns.staff import StepShown

DIVISION_WIDTHS = (14, 34, 7, 26, 34, 46)
TASK_TITLES = ("序号", "类别", "表号", "表名", "牵头部门", "参与部门", "填报人", "审核人", "截止日期", "备注")
TASK_WIDTHS = (6, 22, 14, 34, 24, 34, 20, 16, 12, 40)
STAGE_TITLES = ("阶段", "开始", "结束", "工作内容", "部门", "备注")
STAGE_WIDTHS = (22, 12, 12, 60, 30, 40)
STEP_TITLES = ("次序", "内容", "部门", "表")
STEP_WIDTHS = (6, 34, 40, 60)
MOST_ROWS = 2000  # of the drop-down of departments

Rows = Iterable[Sequence[str]]


def division_book(lines: Sequence[FormLine], units: Sequence[str]) -> bytes:
    """Return the division as a workbook to change and bring back: a row for every department's part."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = _sheet(book, "任务分工", TITLES, DIVISION_WIDTHS, _division_rows(lines))
        known = book.add_worksheet("部门")
        known.write_column(0, 0, [literal(unit) for unit in units])
        known.set_column(0, 0, 30)
        choice = {
            "validate": "list",
            "source": f"=部门!$A$1:$A${max(len(units), 1)}",
            "error_type": "warning",
        }
        sheet.data_validation(1, TITLES.index("部门"), MOST_ROWS, TITLES.index("部门"), choice)
        sheet.write_comment(0, TITLES.index("次序"), "1 是牵头部门；一张表有几个部门就写几行")
        sheet.write_comment(0, TITLES.index("负责的栏目"), "空着表示全部栏目；多个栏目用、隔开")
    return out.getvalue()


def _division_rows(lines: Sequence[FormLine]) -> Rows:
    for line in lines:
        titles = {field.name: field.title for field in line.definition.fields}
        parts = [part.assignment for part in line.parts]
        if not parts:
            yield (line.form.code, line.definition.title, "1", "", "", "")
        for one in parts:
            fields = "、".join(titles[name] for name in one.fields)
            yield (
                line.form.code, line.definition.title, str(one.order + 1), one.unit.title, one.scope, fields,
            )  # fmt: skip


def task_book(
    campaign: Campaign, lines: Sequence[FormLine], stages: Sequence[Stage], steps: Sequence[StepShown]
) -> bytes:
    """Return the task tables of a campaign: the division (附件1, 附件2), and the stages and steps (附件3, 附件4)."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": campaign.title})
        _sheet(book, "任务分工表", TASK_TITLES, TASK_WIDTHS, _task_rows(lines))
        _sheet(book, "阶段安排表", STAGE_TITLES, STAGE_WIDTHS, map(_stage_row, stages))
        if steps:
            _sheet(book, "填报次序表", STEP_TITLES, STEP_WIDTHS, map(_step_row, steps))
    return out.getvalue()


def _task_rows(lines: Sequence[FormLine]) -> Rows:
    for number, line in enumerate(lines, 1):
        lead, others = line.parts[:1], line.parts[1:]
        scopes = [
            f"{p.assignment.unit.title}：{p.assignment.scope}" for p in line.parts if p.assignment.scope
        ]
        yield (
            str(number),
            line.definition.group[-1],
            line.form.code,
            line.definition.title,
            "".join(part.assignment.unit.title for part in lead),
            "、".join(part.assignment.unit.title for part in others),
            "、".join(dict.fromkeys(person.name for part in line.parts for person in part.fill.people)),
            "、".join(dict.fromkeys(person.name for part in line.parts for person in part.review.people)),
            str(lead[0].due.on) if lead and line.is_typed else "",
            "；".join(([] if line.is_typed else ["自动汇总，不用填"]) + scopes),
        )


def _stage_row(stage: Stage) -> Sequence[str]:
    return (stage.name, str(stage.starts_on), str(stage.ends_on), stage.work, stage.departments, stage.remark)


def _step_row(step: StepShown) -> Sequence[str]:
    forms = "、".join(f"{line.form.code} {line.definition.title}" for line in step.forms)
    return (str(step.number), step.name, step.units, forms)


def _sheet(
    book: xlsxwriter.Workbook, name: str, titles: Sequence[str], widths: Sequence[int], rows: Rows
) -> Worksheet:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bg_color": "#eef1f4", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(place, place, width, wrapped)
        sheet.write_string(0, place, title, bold)
    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row):
            sheet.write_string(number, place, literal(text))
    sheet.freeze_panes(1, 0)
    return sheet
