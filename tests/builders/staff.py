"""A made-up form of staff with a field for every kind of item check, a form of the school, and the lists they use."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from shucai.domain.catalogue import Check, Code, CodeList, Field, ForeignKey, Form, Severity
from shucai.domain.checks import Table
from shucai.domain.predicates import Parameters
from tests.builders.labelled import labelled_table
from tests.builders.tables import REJECTS

PARAMETERS = Parameters(date(2023, 9, 15), date(2024, 8, 31), 2024)
CODE_LISTS = {
    "gender": CodeList("gender", "性别", (Code("1", "男"), Code("2", "女")), "示例", "public"),
    "papers": CodeList("papers", "证件类型", (Code("1", "居民身份证"), Code("A", "护照")), "示例", "public"),
    "majors": CodeList(
        "majors",
        "专业目录",
        (
            Code("710201", "软件技术"),
            Code("710202", "旧专业", valid_to="2021-12"),
            Code("710203", "不知哪年停的专业", valid_to="?"),
            Code("710204", "旧名", valid_to="2020"),
            Code("710204", "新名"),
        ),
        "示例",
        "public",
        open_pattern=r"\d{6}",
    ),
    "empty": CodeList("empty", "空表", (), "示例", "public"),
}


def _field(name: str, title: str, type_: str, kind: str, **more: object) -> Field:
    return Field(name=name, title=title, type=type_, kind=kind, **more)  # type: ignore[arg-type]


FIELDS = (
    _field("staff_no", "工号", "string", "identifier", required=True, max_length=8),
    _field("name", "姓名", "string", "name", required=True, min_length=2, max_length=6),
    _field("note", "说明", "string", "long_text", min_length=3),
    _field("nickname", "简称", "string", "text", required=True, max_length=4),
    _field("post", "岗位", "string", "text"),
    _field("id_type", "证件类型", "string", "code", code_list="papers"),
    _field("id_number", "证件号", "string", "id_number", unique=True),
    _field("gender", "性别", "string", "code", required=True, code_list="gender"),
    _field("major", "专业", "string", "code", code_list="majors"),
    _field("genders_taught", "所教", "string", "code", code_list="gender", multi=True),
    _field("majors_taught", "所教专业", "string", "code", code_list="majors", multi=True),
    _field("hours", "课时", "number", "number", required=True, minimum=0, maximum=24, unit="学时"),
    _field("pay", "月薪", "number", "money", minimum=0.5, unit="万元"),
    _field("age", "年龄", "integer", "count", maximum=65),
    _field("born", "出生年份", "year", "year", required=True, minimum=1949),
    _field("room", "房间", "string", "text", pattern="[A-Z]-[0-9]{3}|门厅", guidance="如 A-101", max_length=5),
    _field("door", "门牌", "string", "text", pattern="[0-9]+"),
    _field("school_year", "学年", "string", "academic_year", pattern="[0-9]{4}"),
    _field("won_on", "获奖日期", "date", "date", event_date=True),
    _field("won_in", "获奖年月", "yearmonth", "yearmonth", event_date=True),
    _field("active", "在岗", "boolean", "boolean", required=True),
    _field(
        "left_on", "离岗日期", "date", "date", required_when="active = '否'", blank_unless_required=True
    ),
    _field("leave", "离岗原因", "string", "code", code_list="gender", required_when="active = '否'"),
    _field("lessons", "课数", "integer", "count", required=True, derived=True),
)  # fmt: skip


def check(name: str, require: str, **more: object) -> Check:
    """Return a check of the form of staff, an error shown at the hours where nothing else is said."""
    more = {"severity": Severity.ERROR, "message": "请核对", "fields": ("hours",), **more}
    return Check(id=f"talent.8.1.{name}", require=require, **more)  # type: ignore[arg-type]


CHECKS = (
    check("few", "hours <= most", limits={"most": 5}, message="「课时」{hours} 多于 {most}，{unknown}"),
    check("grown", "age >= 18", when="active = '是'", fields=("age", "active"), severity=Severity.EXPLAIN),
    check("near", "hours = age", tolerance=4),
    check("sole", "count_of(active = '是') <= 1", per=("gender",), fields=("active",)),
    check("filled", "count_of(post IS NULL) < 3", per=()),
)


def staff_form(**more: object) -> Form:
    """Return the form of staff, many rows, with what is said otherwise."""
    parts: dict[str, object] = {
        "platform": "talent", "code": "8.1", "title": "示例教职工表", "edition": 2024, "group": ("示例",),
        "kind": "ordinary", "cardinality": "many", "period": "academic_year", "departments": (),
        "fields": FIELDS, "primary_key": ("staff_no",), "unique_keys": (("nickname", "post"),), "checks": CHECKS,
    }  # fmt: skip
    return Form(**{**parts, **more})  # type: ignore[arg-type]


def one_field_form(name: str, **more: object) -> Form:
    """Return a form of one of the fields, with what is said of it otherwise, and no checks but those of the field."""
    found = next(field for field in FIELDS if field.name == name)
    parts = {slot: getattr(found, slot) for slot in found.__slots__}
    return staff_form(fields=(Field(**{**parts, **more}),), primary_key=(), unique_keys=(), checks=())


def staff_table(rows: Sequence[Mapping[str, object]], form: Form | None = None, **more: object) -> Table:
    """Return rows in the words people fill as a table; what a row does not name is blank."""
    table = labelled_table(form or staff_form(), rows, CODE_LISTS)
    parts = {name: getattr(table, name) for name in table.__dataclass_fields__}
    return Table(**{**parts, **more})  # type: ignore[arg-type]


def unreadable(*places: int, message: str = "读不出来") -> pl.DataFrame:
    """Return what a table says of cells of a column that could not be read: those in these rows, from 0."""
    return pl.DataFrame([(place, "?", "X", message) for place in places], schema=REJECTS, orient="row")


def reference(*targets: tuple[str, tuple[str, ...]], fields: tuple[str, ...], **more: object) -> ForeignKey:
    """Return what demands that values stand in one of the targets: form code and fields."""
    return ForeignKey(fields, targets, **more)  # type: ignore[arg-type]
