"""Forms and fields of both platforms, compared row by row with the reference lists."""

import pytest

from shucai.domain.catalogue import Field, Form
from shucai.toolkit.catalogue import catalogue
from tests.catalogue.reference_rows import DEVIATIONS, PLATFORMS, Row, fields_of, rows_of, targets

CATALOGUE = catalogue()
FORMS = {(form.platform, form.code): form for form in CATALOGUE.forms if form.edition == 2024}
ROWS = [(platform, row) for platform in PLATFORMS for row in rows_of(f"{platform}_forms")]
EXCEPTION_LISTS = {"N-JX-ZY-02", "N-JX-YX-05", "N-SX-AP-03", "N-SX-GC-02", "N-SX-GC-04", "N-SX-JG-02"}
KINDS = {"基础数据": "basic", "自动汇总": "derived", "": "ordinary"}
ONE_ROW = {"N-ZH-XX-01", "N-ZH-JF-01", "N-ZH-JF-02", "N-ZH-YQ-01", "N-ZH-XH-01", "N-ZH-XH-02"}
CALENDAR_YEAR = {"N-ZH-JF-01", "N-ZH-JF-02", "2.11.1", "2.11.2", "2.11.3", "2.11.4"}
TYPES = {
    "string": {("string", kind) for kind in ("text", "name", "identifier", "academic_year", "teacher_cert")},
    "text": {("string", "long_text")},
    "code": {("string", "code")},
    "reference": {("string", "reference")},
    "idcard": {("string", "id_number")},
    "integer": {("integer", "count")},
    "number": {("number", "number")},
    "money": {("number", "money")},
    "percent": {("number", "percent")},
    "boolean": {("boolean", "boolean")},
    **{name: {("string", name)} for name in ("email", "isbn", "phone", "url", "uscc")},
    **{name: {(name, name)} for name in ("date", "yearmonth", "year")},
}


def test_every_form_of_both_lists_is_there_and_no_other() -> None:
    assert set(FORMS) == {(platform, row["form_code"]) for platform, row in ROWS}
    assert len(FORMS) == 90 + 119


@pytest.mark.parametrize(
    ("platform", "row"), ROWS, ids=lambda value: value if isinstance(value, str) else value["form_code"]
)
def test_a_form_is_as_listed(platform: str, row: Row) -> None:
    form = FORMS[platform, row["form_code"]]
    assert (form.position, form.title) == (int(row["seq"]), row["form_name"])
    assert [department.unit for department in form.departments] == row["departments"].split(";")
    assert _scopes(form) == _listed_scopes(row)
    assert (form.period == "calendar_year") == (form.code in CALENDAR_YEAR)
    if platform == "talent":
        assert list(form.group) == list(dict.fromkeys((row["category"], row["group"])))
        assert (row["reporting_period"] == "自然年") == (form.code in CALENDAR_YEAR)
    else:
        assert list(form.group) == [row[f"level{level}"] for level in (1, 2, 3) if row[f"level{level}"]]
        assert form.kind == ("exception_list" if form.code in EXCEPTION_LISTS else KINDS[row["kind"]])
        assert (form.cardinality == "one") == (form.code in ONE_ROW)
        assert (form.within_days == 7) == (row["kind"] == "基础数据")
        assert form.importable != (form.kind in {"derived", "exception_list"})


@pytest.mark.parametrize(("platform", "code"), FORMS, ids=str)
def test_the_fields_of_a_form_are_as_listed(platform: str, code: str) -> None:
    form, rows = FORMS[platform, code], fields_of(platform, code)
    assert [f.name for f in form.fields] == [row["field_key"] for row in rows]
    assert [int(row["seq"]) for row in rows] == list(range(1, len(rows) + 1))
    found = {
        (platform, code, field.name, what)
        for field, row in zip(form.fields, rows, strict=True)
        for what in _differences(form, field, row)
    }
    assert found == {key for key in DEVIATIONS if key[:2] == (platform, code)}


def test_all_fields_were_compared() -> None:
    assert sum(len(form.fields) for form in FORMS.values()) == 1746 + 1855


def _differences(form: Form, field: Field, row: Row) -> list[str]:
    """Return what differs between a definition and its row: title, type, need, unit, code list, reference, standing."""
    same = {
        "title": field.title == row["field_name"],
        "type": (field.type, field.kind) in TYPES[row["type"]],
        "need": _need(field) == row["required"],
        "unit": (field.unit or "") == row["unit"],
        "code_list": _code_list(form, field, row),
        "reference": _targets(form, field) == targets(form.platform, row["reference"]),
        "standing": field.standing == row["source_level"],
    }
    return [what for what, holds in same.items() if not holds]


def _need(field: Field) -> str:
    if field.required:
        return "Y"
    return "conditional" if field.required_when else "N"


def _code_list(form: Form, field: Field, row: Row) -> bool:
    """Return whether the list is the one named; yes and no of both platforms are a type of their own."""
    if field.code_list is None:
        return row["code_list"] in ({"", "yes_no", "是否"} if field.type == "boolean" else {""})
    return f"{form.platform}:{row['code_list']}" in CATALOGUE.code_lists[field.code_list].known_as


def _targets(form: Form, field: Field) -> tuple[tuple[str, tuple[str, ...]], ...]:
    keys = [key for key in form.foreign_keys if key.fields == (field.name,)]
    return tuple(target for key in keys for target in key.targets)


def _scopes(form: Form) -> dict[str, str]:
    return {department.unit: department.scope for department in form.departments if department.scope}


def _listed_scopes(row: Row) -> dict[str, str]:
    pairs = (pair.partition(":") for pair in row["department_scopes"].split(";") if pair)
    return {unit: scope for unit, _, scope in pairs}
