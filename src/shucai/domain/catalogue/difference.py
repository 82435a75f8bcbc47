"""What changed between two editions, form by form, in words a filler understands."""

from collections.abc import Iterator
from dataclasses import dataclass

from shucai.domain.catalogue.codes import CodeLists
from shucai.domain.catalogue.edition import Edition
from shucai.domain.catalogue.form import Field, Form
from shucai.domain.catalogue.words import words_of_limits, words_of_need, words_of_type


@dataclass(frozen=True, slots=True)
class FormChange:
    """The changes of one form. departments: whom they concern, old and new."""

    code: str
    title: str
    departments: tuple[str, ...]
    lines: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Return the change for machines."""
        return {
            "code": self.code,
            "title": self.title,
            "departments": list(self.departments),
            "changes": list(self.lines),
        }


def difference(old: Edition, new: Edition, code_lists: CodeLists) -> list[FormChange]:
    """Return the forms that changed from one edition to the next, in the order of the newer, dropped ones last."""
    changed: list[FormChange] = []
    for code, form in new.forms.items():
        before = old.forms.get(code)
        lines = ("新增的表",) if before is None else tuple(_form_lines(before, form, code_lists))
        if lines:
            changed.append(FormChange(code, form.title, _concerned(before, form), lines))
    changed += [
        FormChange(code, form.title, _concerned(form, None), ("这张表取消了，不用再填",))
        for code, form in old.forms.items()
        if code not in new.forms
    ]
    return changed


def _concerned(old: Form | None, new: Form | None) -> tuple[str, ...]:
    departments = (d.unit for form in (new, old) if form is not None for d in form.departments)
    return tuple(dict.fromkeys(departments))


def _form_lines(old: Form, new: Form, code_lists: CodeLists) -> Iterator[str]:
    if old.title != new.title:
        yield f"表名由「{old.title}」改为「{new.title}」"
    if old.departments != new.departments:
        yield f"部门由 {_units(old)} 改为 {_units(new)}"
    if old.cardinality != new.cardinality:
        yield "改为每校一行" if new.cardinality == "one" else "改为可以填多行"
    yield from _field_lines(old, new, code_lists)
    if _titles(old, old.primary_key) != _titles(new, new.primary_key):
        yield f"区分各行的列由 {_titles(old, old.primary_key)} 改为 {_titles(new, new.primary_key)}"
    yield from _check_lines(old, new)


def _units(form: Form) -> str:
    shown = (d.unit + (f"（{d.scope}）" if d.scope else "") for d in form.departments)
    return "、".join(shown)


def _titles(form: Form, names: tuple[str, ...]) -> str:
    return "＋".join(f"「{form.by_name[name].title}」" for name in names)


def _field_lines(old: Form, new: Form, code_lists: CodeLists) -> Iterator[str]:
    for field in new.fields:
        before = old.by_name.get(field.name)
        if before is None:
            yield f"新增{words_of_need(field)}列「{field.title}」：{words_of_type(field, code_lists)}"
        else:
            yield from _one_field(before, field, code_lists)
    yield from (f"取消「{field.title}」" for field in old.fields if field.name not in new.by_name)
    kept = [f.name for f in old.fields if f.name in new.by_name]
    if kept != [f.name for f in new.fields if f.name in old.by_name]:
        yield "列的次序变了，请换用新模板"


def _one_field(old: Field, new: Field, code_lists: CodeLists) -> Iterator[str]:
    if old.title != new.title:
        yield f"「{old.title}」改名为「{new.title}」"
    pairs = [
        (words_of_type(old, code_lists), words_of_type(new, code_lists), "类型"),
        (words_of_need(old), words_of_need(new), ""),
        (words_of_limits(old), words_of_limits(new), "限制"),
    ]
    for before, after, what in pairs:
        if before != after:
            yield f"「{new.title}」{what}由 {before or '无'} 改为 {after or '无'}"
    if old.required_when != new.required_when and old.required_when and new.required_when:
        yield f"「{new.title}」必填的条件变了"
    if old.guidance != new.guidance and new.guidance:
        yield f"「{new.title}」的说明改为：{new.guidance}"


def _check_lines(old: Form, new: Form) -> Iterator[str]:
    before, after = ({check.id: check for check in form.checks} for form in (old, new))
    yield from (
        f"新增校验（{c.severity.label}）：{c.message}" for name, c in after.items() if name not in before
    )
    yield from (f"取消校验：{c.message}" for name, c in before.items() if name not in after)
    for name, check in after.items():
        was = before.get(name)
        if was is not None and (was.require, was.when, was.severity) != (
            check.require,
            check.when,
            check.severity,
        ):
            yield f"校验改为（{check.severity.label}）：{check.message}"
