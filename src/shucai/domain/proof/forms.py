"""Proving the forms of a catalogue: whatever a definition names must exist, every predicate compiles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shucai.domain.catalogue import Catalogue, Check, Edition, Field, ForeignKey, Form, Place
from shucai.domain.catalogue.conditions import NoWords, words_of_condition
from shucai.domain.catalogue.schema import ANY_PARAMETERS, forms_of, names_twice, schema_of
from shucai.domain.checks.across import concerned, required
from shucai.domain.checks.messages import names_in
from shucai.domain.figures import Forms, compile_figures
from shucai.domain.predicates import BadPredicate, Schema, compile_predicate, parse

Slip = tuple[Place, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in an edition that does not hold. form: None where it stands in the head of the edition."""

    edition: Edition
    form: Form | None
    place: Place
    what: str


def prove(catalogue: Catalogue) -> list[Fault]:
    """Return everything in the catalogue that does not hold."""
    return [fault for edition in catalogue.editions for fault in _edition_faults(edition, catalogue)]


def _edition_faults(edition: Edition, catalogue: Catalogue) -> Iterator[Fault]:
    ids = names_twice(check.id for form in edition.forms.values() for check in form.checks)
    forms = forms_of(catalogue, edition.year)
    for form in edition.forms.values():
        slips = [
            *_form_slips(form, edition, catalogue, forms),
            *((("checks", check.id), "编号重复") for check in form.checks if check.id in ids),
        ]
        yield from (Fault(edition, form, place, what) for place, what in slips)
    for kind, steps in (("stages", edition.stages), ("steps", edition.steps)):
        for step in steps:
            missing = (code for code in step.forms if code not in edition.forms)
            yield from (Fault(edition, None, (kind, step.name, "forms"), f"没有表单 {c}") for c in missing)


def _form_slips(form: Form, edition: Edition, catalogue: Catalogue, forms: Forms) -> Iterator[Slip]:
    yield from ((("fields", name), "字段重复") for name in names_twice(f.name for f in form.fields))
    for title in names_twice(f.title for f in form.fields):
        last = next(f for f in reversed(form.fields) if f.title == title)
        yield ("fields", last.name), f"列名「{title}」重复"
    if not form.departments:
        yield ("departments",), "至少一个部门"
    if form.cardinality == "many" and not form.primary_key:
        yield ("primaryKey",), "可以填多行的表必须有主键"
    yield from _unknown_fields(form)
    yield from _foreign_key_slips(form, edition)
    lists_missing = [f for f in form.fields if f.code_list and f.code_list not in catalogue.code_lists]
    yield from ((("fields", f.name, "code_list"), f"没有代码表 {f.code_list}") for f in lists_missing)
    for field in form.fields:
        yield from ((("fields", field.name), what) for what in _field_faults(field))
    if not lists_missing:
        slips = list(_predicate_slips(form, schema_of(form, catalogue.code_lists), forms))
        yield from slips or _wordless(form)


def _unknown_fields(form: Form) -> Iterator[Slip]:
    places: list[tuple[Place, Iterable[str]]] = [
        (("primaryKey",), form.primary_key),
        *((("uniqueKeys",), key) for key in form.unique_keys),
        *((_place_of(key), key.fields) for key in form.foreign_keys),
        *((("departments", d.unit, "supplies"), d.fields) for d in form.departments),
        *((("checks", check.id, "fields"), check.fields) for check in form.checks),
        *((("checks", check.id, "per"), check.per or ()) for check in form.checks),
    ]
    for place, names in places:
        yield from ((place, f"没有字段 {name}") for name in names if name not in form.by_name)
    yield from ((("checks", check.id), "fields 不能为空") for check in form.checks if not check.fields)


def _place_of(key: ForeignKey) -> Place:
    return ("foreignKeys", "+".join(key.fields))


def _foreign_key_slips(form: Form, edition: Edition) -> Iterator[Slip]:
    for key in form.foreign_keys:
        for code, names in key.targets:
            target = edition.forms.get(code)
            if target is None:
                yield _place_of(key), f"没有表单 {code}"
                continue
            unknown = (name for name in names if name not in target.by_name)
            yield from ((_place_of(key), f"{code} 没有字段 {name}") for name in unknown)


def _field_faults(field: Field) -> Iterator[str]:
    if (field.kind == "code") != (field.code_list is not None):
        yield "种类 code 与 code_list 必须同时出现"
    if field.multi and field.type != "string":
        yield "只有文字字段可以多选"
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        yield "minimum 大于 maximum"
    if field.required and field.required_when:
        yield "required 与 required_when 只能有一个"
    try:
        re.compile(field.pattern or "")
    except re.error as error:
        yield f"pattern 不是有效的正则表达式（{error}）"


def _predicate_slips(form: Form, schema: Schema, forms: Forms) -> Iterator[Slip]:
    for field in form.fields:
        if field.required_when is not None:
            try:
                compile_predicate(parse(field.required_when), schema, ANY_PARAMETERS)
            except BadPredicate as error:
                yield ("fields", field.name, "required_when"), str(error)
    for check in form.checks:
        yield from _check_slips(check, schema, forms)


def _check_slips(check: Check, schema: Schema, forms: Forms) -> Iterator[Slip]:
    place = ("checks", check.id)
    try:
        known, _ = compile_figures(check.figures, schema, forms, ANY_PARAMETERS, check.limits)
    except BadPredicate as error:
        yield (*place, "figures"), str(error)
        return
    try:
        required(check, known, ANY_PARAMETERS)
    except BadPredicate as error:
        yield (*place, "require"), str(error)
    try:
        if check.when is not None:
            concerned(check, check.when, known, ANY_PARAMETERS)
    except BadPredicate as error:
        yield (*place, "when"), str(error)
    unknown = [name for name in names_in(check.message) if name not in known and name not in check.limits]
    yield from (((*place, "message"), f"没有 {name}，不能写进提示") for name in unknown)


def _wordless(form: Form) -> Iterator[Slip]:
    """Return the conditions that neither a template nor a page could say."""
    for field in form.fields:
        try:
            if field.required_when is not None:
                words_of_condition(field.required_when, form)
        except NoWords as error:
            yield ("fields", field.name, "required_when"), str(error)
    for check in form.checks:
        try:
            if check.when is not None:
                words_of_condition(check.when, form, check)
        except NoWords as error:
            yield ("checks", check.id, "when"), str(error)
