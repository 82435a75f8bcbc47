"""Proving examples: the checks, forms, fields and labels they name exist, and values are of the type of their field."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from shucai.domain.catalogue import Catalogue, CodeList, CodeLists, Field, Form, Place
from shucai.domain.catalogue.form import FieldType
from shucai.domain.examples.example import Example, Row
from shucai.domain.examples.given import Unknown, form_named


def example_slips(
    examples: Mapping[str, Sequence[Example]], form: Form, catalogue: Catalogue
) -> Iterator[tuple[Place, str]]:
    """Yield every place of examples that does not hold, and what is wrong there.

    A place names the check, the number of the example, and from there the keys down to the value.
    """
    known = [check.id for check in form.checks]
    for rule, of_rule in examples.items():
        if rule not in known:
            near = "、".join(get_close_matches(rule, known, n=3))
            yield (rule,), f"{form.code} 没有这条校验" + (f"，是不是：{near}" if near else "")
        for number, example in enumerate(of_rule, start=1):
            yield from _slips(example, form, catalogue, (rule, f"#{number}"))


def _slips(example: Example, form: Form, catalogue: Catalogue, place: Place) -> Iterator[tuple[Place, str]]:
    if not example.rows:
        yield (*place, example.verdict.value), "至少写一行"
    for key, rows in ((example.verdict.value, example.rows), ("rows", example.after)):
        yield from _row_slips(rows, form, catalogue.code_lists, (*place, key))
    for name, rows in example.given.items():
        try:
            other = form_named(name, form, catalogue).form
        except Unknown as unknown:
            yield (*place, "given", name), str(unknown)
        else:
            yield from _row_slips(rows, other, catalogue.code_lists, (*place, "given", name))


def _row_slips(
    rows: Sequence[Row], form: Form, code_lists: CodeLists, place: Place
) -> Iterator[tuple[Place, str]]:
    for number, row in enumerate(rows, start=1):
        for name, value in row.items():
            field = form.by_name.get(name)
            wrong = f"{form.code} 没有字段 {name}" if field is None else _value_slip(field, value, code_lists)
            if wrong:
                yield (*place, f"#{number}", name), wrong


def _value_slip(field: Field, value: object, code_lists: CodeLists) -> str | None:
    """Return what is wrong with a value, None where it can be one of the field or is blank."""
    if value is None:
        return None
    if field.type != "string":
        return OF_TYPE[field.type](field, value)
    if not isinstance(value, str):
        return f"文字要写在引号里：'{value}'"
    return None if field.code_list is None else _label_slip(field, value, code_lists[field.code_list])


def _truth_slip(_field: Field, value: object) -> str | None:
    return None if isinstance(value, bool) else "是否类字段写 true 或 false"


def _number_slip(field: Field, value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "应为数字"
    return "应为整数" if field.type != "number" and value != int(value) else None


def _date_slip(field: Field, value: object) -> str | None:
    form = "2024-09-01" if field.type == "date" else "2024-09"
    text = str(value)
    try:
        date.fromisoformat(text if field.type == "date" else f"{text}-01")
    except ValueError:
        return f"应写成 {form} 的形式"
    return None if len(text) == len(form) else f"应写成 {form} 的形式"


def _label_slip(field: Field, value: str, code_list: CodeList) -> str | None:
    for part in value.split(";") if field.multi else [value]:
        if part not in code_list.by_label and part not in code_list.by_code:
            near = "、".join(get_close_matches(part, code_list.by_label, n=3)) or "、".join(
                list(code_list.by_label)[:8]
            )
            return f"{code_list.title}没有“{part}”，可用：{near}"
    return None


OF_TYPE: Mapping[FieldType, Callable[[Field, object], str | None]] = {
    "boolean": _truth_slip,
    "integer": _number_slip,
    "number": _number_slip,
    "year": _number_slip,
    "date": _date_slip,
    "yearmonth": _date_slip,
}
