"""What people call a row by, beside its key: somebody's name, or what a thing is called."""

from shucai.domain.catalogue import Field, Form

ENDINGS = ("姓名", "名称")


def is_name(field: Field) -> bool:
    """Return whether people call a row by what stands in a field."""
    return field.kind == "name" or field.title.endswith(ENDINGS)


def name_of(form: Form) -> str | None:
    """Return the field that people call the rows of a form by, the first of several; None where there is none."""
    return next((field.name for field in form.fields if is_name(field)), None)
