"""A small form with the columns of a schema, for derivations that fill it."""

from shucai.domain.catalogue import Field, Form


def form_of(code, schema, *, key):
    fields = tuple(
        Field(name=name, title=name, type=column.type, kind="text") for name, column in schema.items()
    )
    return Form(
        platform="talent",
        code=code,
        title="示例",
        edition=2024,
        group=("示例",),
        kind="ordinary",
        cardinality="many",
        period="academic_year",
        departments=(),
        fields=fields,
        primary_key=key,
    )
