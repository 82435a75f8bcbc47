"""Examples for every check, and invented values that are right for a field; nobody real stands in them."""

from shucai.domain.examples.example import Example, Row, Verdict
from shucai.domain.examples.generated import generated_examples
from shucai.domain.examples.given import Named, form_named
from shucai.domain.examples.proof import example_slips
from shucai.domain.examples.setting import Setting
from shucai.domain.examples.values import (
    id_number,
    isbn,
    person_name,
    right_text,
    uscc,
    with_check_digit,
)

__all__ = [
    "Example",
    "Named",
    "Row",
    "Setting",
    "Verdict",
    "example_slips",
    "form_named",
    "generated_examples",
    "id_number",
    "isbn",
    "person_name",
    "right_text",
    "uscc",
    "with_check_digit",
]
