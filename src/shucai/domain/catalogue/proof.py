"""Proving a catalogue: whatever a definition names must exist, and every predicate must compile."""

import re
from collections.abc import Iterator

from shucai.domain.catalogue.edition import Catalogue, Edition
from shucai.domain.catalogue.form import Field, Form
from shucai.domain.catalogue.schema import ANY_PARAMETERS, names_twice, schema_of
from shucai.domain.predicates import BadPredicate, Schema, compile_predicate, parse

Fault = tuple[Form, str]


def prove(catalogue: Catalogue) -> list[Fault]:
    """Return everything in the catalogue that does not hold, as the form and a sentence naming the place in it."""
    return [fault for edition in catalogue.editions for fault in _edition_faults(edition, catalogue)]


def _edition_faults(edition: Edition, catalogue: Catalogue) -> Iterator[Fault]:
    for form in edition.forms.values():
        yield from ((form, what) for what in _form_faults(form, edition, catalogue))
    check_ids = [(check.id, form) for form in edition.forms.values() for check in form.checks]
    twice = set(names_twice(check_id for check_id, _ in check_ids))
    yield from ((form, f"检查 {check_id}：编号重复") for check_id, form in check_ids if check_id in twice)
    first = next(iter(edition.forms.values()))
    for step in (*edition.stages, *edition.steps):
        yield from ((first, f"edition.yaml {step.name}：没有表单 {c}") for c in step.forms if c not in edition.forms)


def _form_faults(form: Form, edition: Edition, catalogue: Catalogue) -> Iterator[str]:
    yield from (f"字段 {name}：重复" for name in names_twice(f.name for f in form.fields))
    yield from (f"字段 {title}：列名重复" for title in names_twice(f.title for f in form.fields))
    if not form.departments:
        yield "departments：至少一个部门"
    yield from _unknown_fields(form)
    yield from _foreign_key_faults(form, edition)
    lists_missing = [f for f in form.fields if f.code_list is not None and f.code_list not in catalogue.code_lists]
    yield from (f"字段 {f.name}：没有代码表 {f.code_list}" for f in lists_missing)
    if lists_missing:
        return
    for field in form.fields:
        yield from _field_faults(field)
    yield from _predicate_faults(form, schema_of(form, catalogue.code_lists))


def _unknown_fields(form: Form) -> Iterator[str]:
    places = [
        ("primaryKey", form.primary_key),
        *(("uniqueKeys", key) for key in form.unique_keys),
        *(("foreignKeys", key.fields) for key in form.foreign_keys),
        *((f"部门 {d.unit}", d.fields) for d in form.departments),
        *((f"检查 {check.id}", check.fields) for check in form.checks),
    ]
    for place, names in places:
        yield from (f"{place}：没有字段 {name}" for name in names if name not in form.by_name)
    if form.cardinality == "many" and not form.primary_key:
        yield "primaryKey：明细表必须有主键"
    yield from (f"检查 {check.id}：没有 fields" for check in form.checks if not check.fields)


def _foreign_key_faults(form: Form, edition: Edition) -> Iterator[str]:
    for key in form.foreign_keys:
        for code, names in key.targets:
            target = edition.forms.get(code)
            if target is None:
                yield f"foreignKeys {'、'.join(key.fields)}：没有表单 {code}"
                continue
            yield from (f"foreignKeys：{code} 没有字段 {name}" for name in names if name not in target.by_name)


def _field_faults(field: Field) -> Iterator[str]:
    place = f"字段 {field.name}"
    if (field.kind == "code") != (field.code_list is not None):
        yield f"{place}：种类 code 与 code_list 必须同时出现"
    if field.multi and field.type != "string":
        yield f"{place}：只有文字字段可以多选"
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        yield f"{place}：minimum 大于 maximum"
    if field.required and field.required_when:
        yield f"{place}：required 与 required_when 只能有一个"
    try:
        re.compile(field.pattern or "")
    except re.error as error:
        yield f"{place}：pattern 不是有效的正则表达式（{error}）"


def _predicate_faults(form: Form, schema: Schema) -> Iterator[str]:
    texts = [(f"字段 {f.name} required_when", f.required_when) for f in form.fields]
    for check in form.checks:
        texts += [(f"检查 {check.id} require", check.require), (f"检查 {check.id} when", check.when)]
    for place, text in texts:
        if text is None:
            continue
        try:
            compile_predicate(parse(text), schema, ANY_PARAMETERS)
        except BadPredicate as error:
            yield f"{place}：{error}"
