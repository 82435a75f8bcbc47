"""Every form reads as a Table Schema in other tools, and what its foreign keys name is there."""

import pytest
from frictionless import Schema

from shucai.domain.catalogue import Form
from shucai.toolkit.catalogue import catalogue

FORMS = catalogue().forms


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_form_is_a_table_schema(form: Form) -> None:
    schema = Schema.from_descriptor(dict(form.descriptor))
    assert [field.name for field in schema.fields] == [field.name for field in form.fields]
    assert [field.type for field in schema.fields] == [field.type for field in form.fields]
    assert tuple(schema.primary_key) == form.primary_key
    assert len(schema.foreign_keys) == len(form.foreign_keys)
    assert [f.name for f in schema.fields if f.required] == [f.name for f in form.fields if f.required]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_foreign_keys_name_fields_of_the_same_type(form: Form) -> None:
    sisters = {sister.code: sister for sister in FORMS if sister.platform == form.platform}
    for key in form.foreign_keys:
        own = [form.by_name[name] for name in key.fields]
        for code, names in key.targets:
            there = [sisters[code].by_name[name] for name in names]
            assert [field.type for field in there] == [field.type for field in own]
