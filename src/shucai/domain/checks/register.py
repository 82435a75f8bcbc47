"""The register: every check of a form by its id, before any row is looked at, with how far it looks and what it says.

What stands here is what results answer, no more and no less; a test holds the two together for every form.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shucai.domain.catalogue import Check, CodeLists, Field, Form, Severity
from shucai.domain.checks.across import across_definitions
from shucai.domain.checks.reading import CHECKED_KINDS, identifier_rule, reading_rule
from shucai.domain.checks.references import reference_rules
from shucai.domain.checks.row_check import RowCheck
from shucai.domain.checks.sets import one_row_rule, unique_sets

IDENTIFIER_WORDS: Mapping[str, str] = {
    "id_number": "应是有效的身份证件号码：18 位，地区、出生日期真实，末位校验码相符",
    "uscc": "应是有效的统一社会信用代码：18 位，不用字母 I、O、S、V、Z，校验码相符",
    "isbn": "应是有效的 ISBN：13 位，以 978 或 979 开头，校验码相符",
    "teacher_cert": "应是有效的教师资格证号：17 位数字，年份、省份、资格种类、性别各位都可能出现",
    "phone": "应是一个电话号码：11 位手机号，或区号加固定电话",
    "email": "应是电子邮箱地址，如 name@example.com",
    "url": "应是 http:// 或 https:// 开头的网址",
}


READING_WORDS: Mapping[str, str] = {
    "boolean": "应填“是”或“否”",
    "date": "应填存在的日期，写成 2024-09-01 的形式",
    "yearmonth": "应填年月，写成 2024-09 的形式",
    "year": "应填 4 位年份，如 2024",
    "academic_year": "应填学年，写成 2023-2024 的形式",
    "name": "应按证件填写，打不出的字不能用 □、？代替",
    **dict.fromkeys(
        ("reference", "identifier", "id_number", "uscc", "isbn", "teacher_cert", "phone"),
        "应填完整的号码；科学计数法（如 3.2E+11）已经丢了末几位",
    ),
}


class Level(StrEnum):
    """How far a check looks: one cell, one row, rows of the form, other forms, another year, the other platform."""

    ITEM = "item"
    ROW = "row"
    ROWS = "rows"
    FORMS = "forms"
    YEARS = "years"
    PLATFORMS = "platforms"

    @property
    def label(self) -> str:
        """Return the word people read."""
        return {
            "item": "单项", "row": "行内", "rows": "行间", "forms": "表间", "years": "跨年", "platforms": "跨平台",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A check as the register lists it.

    message: what a finding says, or what is demanded where findings say it differently for every value.
    check: the definition in the catalogue, None for what follows from the definition of fields and keys.
    """

    id: str
    level: Level
    severity: Severity
    fields: tuple[str, ...]
    message: str
    check: Check | None = None


def rules_of(
    form: Form, row_checks: Sequence[RowCheck], code_lists: CodeLists, titles: Mapping[str, str]
) -> tuple[Rule, ...]:
    """Return every check of a form in the order of results.

    row_checks: of the form, from row_checks_of. titles: form code -> title, of the forms of its platform.
    """
    return (
        *_reading_rules(form, code_lists),
        *_row_rules(form, row_checks),
        *(_of_check(check) for check in across_definitions(form)),
        *_set_rules(form),
        *_reference_rules(form, titles),
    )


def _reading_rules(form: Form, code_lists: CodeLists) -> Iterator[Rule]:
    for field in form.fields:
        message = f"「{field.title}」{_wanted(field, code_lists)}，请改正"
        yield Rule(reading_rule(form, field), Level.ITEM, Severity.ERROR, (field.name,), message)
        if field.kind in CHECKED_KINDS:
            message = f"「{field.title}」{IDENTIFIER_WORDS[field.kind]}，请对照原件改正"
            yield Rule(identifier_rule(form, field), Level.ITEM, Severity.ERROR, (field.name,), message)


def _wanted(field: Field, code_lists: CodeLists) -> str:
    if field.code_list is not None:
        several = "，可填几个，用分号隔开" if field.multi else ""
        return f"应填代码表“{code_lists[field.code_list].title}”里的名称或代码{several}"
    if field.is_numeric:
        number = "整数" if field.type == "integer" else "数字"
        return f"应填{number}{f'（单位：{field.unit}）' if field.unit else ''}，不写范围、约数和说明文字"
    kind = "name" if field.kind == "reference" and "姓名" in field.title else field.kind
    return READING_WORDS.get(field.type) or READING_WORDS.get(kind, "里不能有错误值（如 #N/A）和自造字")


def _row_rules(form: Form, row_checks: Sequence[RowCheck]) -> Iterator[Rule]:
    defined = {check.id: check for check in form.checks}
    for one in row_checks:
        check = defined.get(one.id)
        level = _item_level(one.id) if check is None else _level_of(check)
        yield Rule(one.id, level, one.severity, one.fields, one.message, check)


def _item_level(rule: str) -> Level:
    """Return how far an item check looks: what is required when looks at the condition in the same row."""
    return Level.ROW if rule.endswith((".required_when", ".blank_unless_required")) else Level.ITEM


def _of_check(check: Check) -> Rule:
    level = _level_of(check)
    return Rule(check.id, level, check.severity, check.fields, check.message, check)


def _level_of(check: Check) -> Level:
    """Return how far a check looks, the farthest of what it needs."""
    own = check.id.partition(".")[0]
    if any(source.platform != own for source in check.sources):
        return Level.PLATFORMS
    if any(source.last_year for source in check.sources):
        return Level.YEARS
    if check.sources:
        return Level.FORMS
    return Level.ROW if check.per is None and not check.once else Level.ROWS


def _set_rules(form: Form) -> Iterator[Rule]:
    if form.cardinality == "one":
        message = "本表每校只填一行，请只保留一行"
        yield Rule(one_row_rule(form), Level.ROWS, Severity.ERROR, (form.fields[0].name,), message)
    for rule, key in unique_sets(form):
        message = f"{_titles(form, key)}不能与其他行重复，同一对象只填一行，请删除多余的行或改正"
        yield Rule(rule, Level.ROWS, Severity.ERROR, key, message)


def _reference_rules(form: Form, titles: Mapping[str, str]) -> Iterator[Rule]:
    for rule, key in reference_rules(form):
        places = " 或 ".join(f"{code} {titles[code]}" for code, _ in key.targets)
        message = f"{_titles(form, key.fields)}要在 {places} 里找得到，请先在那里填报，或改正这里"
        own = all(code == form.code for code, _ in key.targets)
        level = Level.ROWS if own else Level.FORMS
        yield Rule(rule, level, Severity.ERROR, key.fields, message)


def _titles(form: Form, fields: Sequence[str]) -> str:
    return "＋".join(f"「{form.by_name[name].title}」" for name in fields)
