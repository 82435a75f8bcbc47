"""A form for the tests of templates, with the fields each of them is about."""

from typing import Any

from shucai.domain.catalogue import Department, Field, Form


def field(name: str, title: str, type_: Any = "string", kind: str = "text", **more: Any) -> Field:
    return Field(name=name, title=title, type=type_, kind=kind, **more)


def form_of(*fields: Field, **more: Any) -> Form:
    stated: dict[str, Any] = {
        "platform": "talent",
        "code": "9.9.9",
        "title": "示例表",
        "edition": 2024,
        "group": ("示例",),
        "kind": "ordinary",
        "cardinality": "many",
        "period": "academic_year",
        "departments": (Department("教学管理处"),),
        "primary_key": (fields[0].name,),
    }
    return Form(**{**stated, **more, "fields": fields})
