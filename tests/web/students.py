"""Workbooks of 0.1.5 在校生基础信息表, filled with generated students; all of them made up."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl

from shucai import toolkit
from shucai.domain.examples import with_check_digit

FORM = "0.1.5"
Row = dict[str, object]


def id_number(born: date, sequence: int) -> str:
    """Return a number with a right check digit."""
    return with_check_digit(f"320102{born:%Y%m%d}{sequence % 1000:03d}")


def student(number: int) -> Row:
    """Return one student without a fault, by field name."""
    chance = random.Random(number)
    born = date(2007, 1, 1) + timedelta(days=chance.randrange(500))
    man = chance.random() < 0.5
    sequence = chance.randrange(100, 499) * 2 + (1 if man else 0)
    return {
        "student_no": f"2410{number:04d}",
        "name": chance.choice("赵钱孙李周吴郑王冯陈")
        + chance.choice(["明远", "若曦", "子涵", "嘉怡", "浩然", "思齐"]),
        "id_type": "居民身份证",
        "id_no": id_number(born, sequence),
        "gender": "男性" if man else "女性",
        "birth_date": f"{born}",
        "ethnicity": "汉族",
        "major_code": "460301",
        "major_name": "机电一体化技术",
        "program_level": "高职专科",
        "schooling_years": "五年",
        "training_mode": "普通班",
        "student_source_type": "初中毕业生（五年一贯制一年级）",
        "grade": "2023",
        "class_name": f"机电 23{number % 4 + 1}",
        "admission_ym": "2023-09",
        "enrol_status": "在读",
        "five_year_stage": "前三年",
        "remark": None,
    }


def workbook(
    target: Path, rows: list[Row], change: Callable[[openpyxl.Workbook], None] | None = None
) -> Path:
    """Write rows into the template of the form, below its heading, and save it as ``target``."""
    form = toolkit.find_form(FORM)
    toolkit.write_template(form, target)
    book = openpyxl.load_workbook(target)
    sheet = book.worksheets[0]
    for line, row in enumerate(rows, start=2):
        for column, field in enumerate(form.fields, start=1):
            sheet.cell(line, column, row[field.name])
    if change is not None:
        change(book)
    book.save(target)
    return target


def spoil(rows: list[Row]) -> list[Row]:
    """Put faults of many kinds into rows, the same at every call: about one row in eight."""
    faults: list[tuple[str, object]] = [
        ("id_no", "320102200803086311"),
        ("gender", "男生"),
        ("ethnicity", None),
        ("birth_date", "2024-02-30"),
        ("major_code", None),
        ("student_source_type", "初中毕业"),
        ("name", " 王　芳 "),
        ("five_year_stage", None),
        ("admission_ym", "2023年9月"),
        ("enrol_status", "在校"),
    ]
    for place, row in enumerate(rows):
        if place % 8 == 3:
            name, value = faults[(place // 8) % len(faults)]
            row[name] = value
    if len(rows) > 20:
        rows[20]["student_no"] = rows[2]["student_no"]
    return rows


def move_columns(book: openpyxl.Workbook) -> None:
    """Exchange 性别 and 出生日期 and add a column of the school's own."""
    sheet = book.worksheets[0]
    for line in range(1, sheet.max_row + 1):
        left, right = sheet.cell(line, 5), sheet.cell(line, 6)
        left.value, right.value = right.value, left.value
    sheet.cell(1, 20).value = "班主任"


def rename_column(book: openpyxl.Workbook) -> None:
    """Rename 身份证件号 and lose the heading of 民族."""
    sheet = book.worksheets[0]
    sheet.cell(1, 4).value = "证件"
    sheet.cell(1, 7).value = None


def unknown(target: Path) -> Path:
    """Write a workbook that is no form: no hidden identity, headings of nothing."""
    book = openpyxl.Workbook()
    book.active.append(["甲", "乙", "丙"])
    book.active.append(["1", "2", "3"])
    book.save(target)
    return target
