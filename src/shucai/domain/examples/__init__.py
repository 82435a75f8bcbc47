"""Examples for every check, and invented values that are right for a field; nobody real stands in them."""

from shucai.domain.examples.values import (
    id_number,
    isbn,
    person_name,
    right_text,
    uscc,
    with_check_digit,
)

__all__ = ["id_number", "isbn", "person_name", "right_text", "uscc", "with_check_digit"]
