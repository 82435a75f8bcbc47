"""A form with one field of every kind, right values for a row, and wrong ones with the check that must find them."""

from shucai.domain.catalogue import Department, Field, Form
from shucai.domain.catalogue.form import KINDS
from shucai.domain.examples import id_number, isbn, uscc


def _field(name: str, title: str, type_: str, **more: object) -> Field:
    more = {"kind": name, "required": True, **more}
    return Field(name=name, title=title, type=type_, **more)  # type: ignore[arg-type]


FIELDS = (
    _field("identifier", "编号", "string", max_length=12),
    _field("text", "名称", "string", max_length=20),
    _field("long_text", "简介", "string", min_length=5, max_length=200),
    _field("name", "姓名", "string"),
    _field("code", "性别", "string", code_list="gender"),
    _field("reference", "所属专业", "string"),
    _field("count", "人数", "integer", minimum=0, maximum=1000, unit="人"),
    _field("number", "学分", "number", minimum=0, maximum=10),
    _field("money", "经费", "number", minimum=0, unit="万元"),
    _field("percent", "比例", "number", minimum=0, maximum=100, unit="%"),
    _field("boolean", "是否在岗", "boolean"),
    _field("date", "获奖日期", "date", event_date=True),
    _field("yearmonth", "入职年月", "yearmonth"),
    _field("year", "建成年份", "year", minimum=1949, maximum=2024),
    _field("academic_year", "学年", "string"),
    _field("id_number", "身份证件号", "string", unique=True),
    _field("uscc", "统一社会信用代码", "string"),
    _field("isbn", "书号", "string"),
    _field("phone", "联系电话", "string"),
    _field("email", "电子邮箱", "string"),
    _field("url", "网址", "string"),
    _field("teacher_cert", "教师资格证号", "string"),
)
assert {field.kind for field in FIELDS} == KINDS

FORM = Form(
    platform="talent",
    code="9.9.9",
    title="各种字段示例表",
    edition=2024,
    group=("示例",),
    kind="ordinary",
    cardinality="many",
    period="academic_year",
    departments=(Department("教务处"),),
    fields=FIELDS,
    primary_key=("identifier",),
)

RIGHT: dict[str, object] = {
    "identifier": "0012",
    "text": "=示例社团",
    "long_text": "示例说明文字，至少五个字。",
    "name": "赵安宁",
    "code": "男",
    "reference": "0710201",
    "count": 12,
    "number": 2.5,
    "money": 1234.56,
    "percent": 95.5,
    "boolean": "是",
    "date": "2024-03-15",
    "yearmonth": "2019-07",
    "year": 2008,
    "academic_year": "2023-2024",
    "id_number": id_number(7),
    "uscc": uscc(7),
    "isbn": isbn(7),
    "phone": "13800000007",
    "email": "demo7@example.com",
    "url": "https://example.com/7",
    "teacher_cert": "20123200051000007",
}

WRONG: tuple[tuple[str, object, str], ...] = (
    *((field.name, None, "required") for field in FIELDS),
    ("identifier", "1234567890123", "length"),
    ("identifier", 1234567890123456789, "type"),
    ("text", "超" * 21, "length"),
    ("text", "#N/A", "type"),
    ("long_text", "太短", "length"),
    ("code", "男性别人", "code_list"),
    ("code", "7", "code_list"),
    ("count", "十几个", "type"),
    ("count", 1.5, "type"),
    ("count", -1, "range"),
    ("count", 1001, "range"),
    ("number", "优", "type"),
    ("number", 10.5, "range"),
    ("money", "若干", "type"),
    ("money", -0.01, "range"),
    ("percent", 100.5, "range"),
    ("percent", "过半", "type"),
    ("boolean", "可能", "type"),
    ("date", "2024-02-30", "type"),
    ("date", "去年", "type"),
    ("date", "2022-03-15", "event_date"),
    ("yearmonth", "2019-13", "type"),
    ("year", "八三", "type"),
    ("year", 1900, "range"),
    ("academic_year", "去年", "type"),
    ("academic_year", "2023-2025", "type"),
    ("id_number", id_number(7)[:-1] + ("0" if id_number(7)[-1] != "0" else "1"), "identifier"),
    ("id_number", "32010220060231001X", "identifier"),
    ("id_number", 320102200601010012, "type"),
    ("uscc", uscc(7)[:-1] + ("0" if uscc(7)[-1] != "0" else "1"), "identifier"),
    ("isbn", isbn(7)[:-1] + ("0" if isbn(7)[-1] != "0" else "1"), "identifier"),
    ("phone", "12345", "identifier"),
    ("email", "demo#example", "identifier"),
    ("url", "example", "identifier"),
    ("teacher_cert", "12345", "identifier"),
)
