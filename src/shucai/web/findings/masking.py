"""Values in findings as those see them who neither fill nor review: personal ones are masked, in messages too (ruling 11)."""

from shucai.domain.catalogue import Form
from shucai.domain.rows.masks import masked_text

LEAST_TOLD = 2  # letters; a shorter value is not looked for in the message


def value_of(form: Form, name: str, value: str | None, *, masked: bool) -> str:
    """Return what stands in a cell."""
    return (masked_text(form, name, value) if masked else value) or ""


def message_of(form: Form, name: str, value: str | None, message: str, *, masked: bool) -> str:
    """Return what a finding says; without values where the form has personal ones that it may tell."""
    if not masked:
        return message
    hidden = value_of(form, name, value, masked=True)
    if value and hidden != value and len(value) >= LEAST_TOLD:
        return message.replace(value, hidden)
    return message
