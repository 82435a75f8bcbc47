"""One form in the words of its page: facts and fields."""

from dataclasses import dataclass

from shucai import toolkit
from shucai.domain.catalogue import (
    KIND_WORDS,
    PERIOD_WORDS,
    Field,
    Form,
    words_of_condition,
    words_of_limits,
    words_of_need,
    words_of_type,
)
from shucai.domain.tables import column_letters
from shucai.web.catalogue.queries import titles_of

PERSONAL_WORDS = {
    "name": "姓名", "contact": "联系方式", "id_number": "证件号", "address": "住址", "certificate": "证书号",
    "health": "健康", "account": "账号",
}  # fmt: skip
NEED_LOOK = {"必填": "must", "条件必填": "when", "选填": "may", "自动": "auto"}


@dataclass(frozen=True)
class FieldWords:
    """A field as a row of the table. code_list: (name, title, number of values) of its list.

    target_column: title of the column its values are taken from, where the title of the field does not say it.
    """

    letters: str
    field: Field
    type: str
    need: str
    need_look: str
    need_note: str
    limits: str
    code_list: tuple[str, str, int] | None
    target: tuple[str, str] | None
    target_column: str
    personal: str
    is_key: bool


def facts_of(form: Form) -> list[tuple[str, str]]:
    """Return the facts of a form as (name, words)."""
    edition = toolkit.catalogue().edition_of(form)
    start, end = edition.periods[form.period]
    key = "＋".join(titles_of(form.primary_key, form))
    facts = [
        ("统计时段", f"{PERIOD_WORDS[form.period]} {start} 至 {end}"),
        ("行数", "每校一行" if form.cardinality == "one" else "每个对象一行"),
        ("主键", f"{key}，不能重复" if key and form.cardinality == "many" else ""),
        ("填报阶段", form.stage or ""),
        ("填报次序", f"第 {form.step} 步" if form.step else f"第 {form.order} 批" if form.order else ""),
        ("时限", f"系统开放后 {form.within_days} 天内" if form.within_days else ""),
        ("导入", _import_words(form)),
        ("无数据时", _closing_words(form)),
        ("沿用上年", "提供上年的行作为起点" if form.inherits else ""),
        ("被引用后", _locked(form)),
        ("汇总来源", form.derived_from or ""),
    ]
    return [(name, words) for name, words in facts if words]


def _import_words(form: Form) -> str:
    if form.read_only:
        return ""
    return "可以导入" if form.importable else "平台不提供导入，在平台页面上录入"


def _closing_words(form: Form) -> str:
    if form.read_only:
        return ""
    return "可以关闭填报" if form.closable else "不能关闭填报"


def _locked(form: Form) -> str:
    locked = {"key": "主键不能改，行不能删", "row": "整行不能改、不能删"}
    return locked[form.locked_when_used] if form.locked_when_used else ""


def fields_of(form: Form) -> list[FieldWords]:
    """Return the fields in the order of the columns."""
    targets = {key.fields[0]: key.targets[0] for key in form.foreign_keys if key.targets}
    return [
        _field_words(number, field, form, targets.get(field.name))
        for number, field in enumerate(form.fields, start=1)
    ]


def _field_words(
    number: int, field: Field, form: Form, target: tuple[str, tuple[str, ...]] | None
) -> FieldWords:
    everything = toolkit.catalogue()
    need = words_of_need(field)
    code_list = everything.code_lists[field.code_list] if field.code_list else None
    other = everything.edition_of(form).forms.get(target[0]) if target else None
    return FieldWords(
        letters=column_letters(number),
        field=field,
        type=_type_words(field),
        need=need,
        need_look=NEED_LOOK[need],
        need_note=_need_note(field, form),
        limits=words_of_limits(field),
        code_list=(code_list.name, code_list.title, len(code_list.codes)) if code_list else None,
        target=(other.code, other.title) if other else None,
        target_column=_column_of(field, other.by_name[target[1][0]]) if target and other else "",
        personal=PERSONAL_WORDS.get(field.personal or "", field.personal or ""),
        is_key=field.name in form.primary_key,
    )


def _column_of(field: Field, theirs: Field) -> str:
    """Return the title of the column that the values of a field are taken from, unless its own title says it."""
    return "" if theirs.title in field.title else theirs.title


def _type_words(field: Field) -> str:
    """Return the type; the code list has a place of its own beside it."""
    if field.code_list is None:
        return words_of_type(field, toolkit.catalogue().code_lists)
    return KIND_WORDS[field.kind] + ("，可多选" if field.multi else "")


def _need_note(field: Field, form: Form) -> str:
    notes = []
    if field.required_when:
        notes.append(f"当{words_of_condition(field.required_when, form)}时")
    if field.blank_unless_required:
        notes.append("其他情况不填")
    if field.none_allowed:
        notes.append("没有可填“无”")
    return "；".join(notes)
