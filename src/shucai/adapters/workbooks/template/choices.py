"""The values a coded column offers, as people read them."""

from collections.abc import Mapping
from dataclasses import dataclass

from shucai.domain.catalogue import CodeList, CodeLists, Field

OFTEN = 10  # where more than one label in ten is ambiguous, every value is shown with its code, so the list has one shape
INLINE_LENGTH = 255  # of a list written into the validation itself (Excel)


@dataclass(frozen=True)
class Choices:
    """shown: code -> what people read, withdrawn codes too. offered: (code, shown) of the values in force.

    closed: nothing but the offered values can be right, other spellings and codes apart.
    """

    name: str
    title: str
    shown: Mapping[str, str]
    offered: tuple[tuple[str, str], ...]
    closed: bool

    @property
    def values(self) -> list[str]:
        """Return the offered values."""
        return [shown for _, shown in self.offered]

    @property
    def fits_inline(self) -> bool:
        """Return whether the values can be written into a validation; commas separate them there."""
        values = self.values
        length = sum(_utf16_length(value) + 1 for value in values) - 1
        return length <= INLINE_LENGTH and not any("," in value or '"' in value for value in values)


YES_NO = Choices(
    "yes_no", "是否", {"true": "是", "false": "否"}, (("true", "是"), ("false", "否")), closed=True
)


def choices_of(field: Field, code_lists: CodeLists) -> Choices | None:
    """Return what a column offers, or None where it has no list."""
    if field.type == "boolean":
        return YES_NO
    return None if field.code_list is None else _choices(field, code_lists[field.code_list])


def _choices(field: Field, code_list: CodeList) -> Choices:
    """Return what a coded column offers: the values in force whose codes are as long as the field allows."""
    ambiguous = {label for label, codes in code_list.by_label.items() if len(codes) > 1}
    in_force = [c for c in code_list.codes if c.valid_to is None and _fits(field, c.code)]
    unclear = sum(code.label in ambiguous for code in in_force)
    always = unclear * OFTEN > len(in_force)
    shown = {
        value: f"{value} {code.label}" if always or code.label in ambiguous else code.label
        for value, code in code_list.by_code.items()
    }
    offered = dict.fromkeys((code.code, shown[code.code]) for code in in_force)
    closed = code_list.open_pattern is None and not always
    lengths = (
        "" if field.min_length is field.max_length is None else f"_{field.min_length}_{field.max_length}"
    )
    return Choices(code_list.name + lengths, code_list.title, shown, tuple(offered), closed)


def _fits(field: Field, code: str) -> bool:
    longest = len(code) if field.max_length is None else field.max_length
    return (field.min_length or 0) <= len(code) <= longest


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
