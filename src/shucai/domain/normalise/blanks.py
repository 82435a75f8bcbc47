"""Cells that state no value: blank, 「无」 and its spellings (ruling 1, which supersedes E1 of the normalisation rules)."""

from shucai.domain.catalogue import Field
from shucai.domain.normalise.outcomes import Outcome, Read, Refused, silent

MISSING = frozenset(
    {
        "", "-", "--", "—", "——", "–", "－", "―", "─", "/", "／", "//", "\\", "N/A", "n/a", "NA", "NULL", "null", "Null",
        "None", "空", "未填", "待定", "不详", "未知", "*", "＊",
    }
)  # fmt: skip
NONE = "无"
NONE_WORDS = frozenset({NONE, "没有", "暂无"})
ZERO = frozenset({"0", "00", "零"})
WORDS = sorted(MISSING | NONE_WORDS)


def blank_outcome(field: Field, text: str) -> Outcome | None:
    """Return what a cell without a value means in a field, or None where it states a value."""
    if text in MISSING:
        return silent(None, "E3" if field.is_numeric else "E2")
    if text not in NONE_WORDS:
        return None
    if field.is_numeric or field.type == "year":
        return _none_of_number(field, text)
    return none_outcome(field, text)


def none_outcome(field: Field, text: str) -> Outcome:
    """Return what 「无」 means in a field that is no number: declared none, unless a value must be given."""
    if field.required and not field.none_allowed and field.kind not in {"text", "long_text"}:
        return Refused(
            "E1", f"「{field.title}」必须填写，不能填“{text}”，请补填真实的值；确实没有的，请向牵头部门说明"
        )
    return Read(None, () if text == NONE else ("E2",), declared_none=True)


def _none_of_number(field: Field, text: str) -> Outcome:
    """Return 0 where a number is required, else declared none; a year cannot be 0."""
    if field.type == "year":
        return none_outcome(field, text)
    conditional = field.required_when is not None and not field.blank_unless_required
    if field.required or conditional:
        return silent("0", "E3")
    return Read(None, () if text == NONE else ("E2",), declared_none=True)
