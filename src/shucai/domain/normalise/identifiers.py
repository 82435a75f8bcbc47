"""Identifiers made plain before they are judged (section 6, N1 to N3, N6, E4)."""

import re
from collections.abc import Callable, Mapping

from shucai.domain.catalogue import Field
from shucai.domain.identifiers import resident_check
from shucai.domain.normalise.characters import IDENTIFIER, composed, plain
from shucai.domain.normalise.outcomes import Outcome, Refused, asked, silent

STRICT = frozenset({"id_number", "uscc", "teacher_cert", "isbn", "phone"})
EXPONENT = re.compile(r"[0-9](\.[0-9]+)?[Ee]\+?[0-9]{2}")
EXPONENT_SHOWN = re.compile(r"[0-9](\.[0-9]+)?[Ee]\+[0-9]{2}")
WHOLE = re.compile(r"([0-9]+)\.0+")
PLACEHOLDER = re.compile(r"1|([0-9])\1{5,}|123456789012345678")
TRUNCATED = re.compile("[0-9]{15}000")
LANDLINE = re.compile(r"(0(?:10|2[0-9])|0[3-9][0-9]{2})([2-9][0-9]{6,7})(-[0-9]{1,6})?")
AS_TEXT = "请把该列设为文本格式，从原始资料重新粘贴"


def plain_identifier(kind: str, text: str) -> str:
    """Return an identifier of a kind in its one spelling, whether it holds or not."""
    return formed(kind, plain(text, IDENTIFIER)[0])


def formed(kind: str, text: str) -> str:
    """Return a text of plain characters in the spelling of a kind; composed anew, as marks may follow where spaces stood."""
    return composed(FORMS.get(kind, _spaceless)(text))


def read_identifier(field: Field, text: str) -> Outcome:
    """Return an identifier in its one spelling, or why its digits are lost."""
    value = formed(field.kind, text)
    whole = WHOLE.fullmatch(value)
    value = formed(field.kind, whole[1]) if whole else value
    strict = field.kind in STRICT
    if (EXPONENT if strict else EXPONENT_SHOWN).fullmatch(value):
        return Refused("N2", f"“{text}”是科学计数法，Excel 已丢失「{field.title}」的末几位，{AS_TEXT}")
    if value == "0" and field.required:
        return Refused("E4", f"「{field.title}」不能填 0，请补填真实的号码")
    if strict and PLACEHOLDER.fullmatch(value):
        return asked(None, "E4")
    if field.kind == "id_number" and TRUNCATED.fullmatch(value) and resident_check(value[:17]) != "0":
        return Refused("N3", f"「{field.title}」末三位是 000 且校验码不对，Excel 已丢失末三位，{AS_TEXT}")
    if value == text:
        return silent(value)
    return silent(value or None, "N6" if whole else "S6")


def _spaceless(text: str) -> str:
    return text.replace(" ", "")


def _solid(text: str) -> str:
    return re.sub("[ -]", "", text).upper()


def _with_hyphens(text: str) -> str:
    return text.replace(" ", "").upper()


def _isbn(text: str) -> str:
    return re.sub("^ISBN(?:-?1[03])?[:-]?", "", _with_hyphens(text))


def _mobile(text: str) -> str:
    return re.sub(r"^(?:\+86|0086|86(?=1[3-9][0-9]{9}$))", "", re.sub("[ -]", "", text))


def _phone(text: str) -> str:
    """Return a mobile number solid, a landline with a hyphen behind its area code and before its extension."""
    solid = _mobile(text)
    if re.fullmatch("1[3-9][0-9]{9}", solid):
        return solid
    compact = re.sub("转|#|EXT\\.?", "-", re.sub(r"^(?:\+86|0086)-?", "", text.replace(" ", "")).upper())
    parts = LANDLINE.fullmatch(re.sub(r"^\((0[0-9]{2,3})\)-?", r"\1", compact))
    return f"{parts[1]}-{parts[2]}{parts[3] or ''}" if parts else compact


FORMS: Mapping[str, Callable[[str], str]] = {
    "id_number": _solid,
    "uscc": _solid,
    "teacher_cert": _solid,
    "student_code": _solid,
    "school_code": _solid,
    "isbn": _isbn,
    "issn": _with_hyphens,
    "org_code": _with_hyphens,
    "patent": _with_hyphens,
    "cn_serial": _with_hyphens,
    "mobile": _mobile,
    "phone": _phone,
    "landline": _phone,
    "email": _spaceless,
    "url": _spaceless,
}
