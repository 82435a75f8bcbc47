"""Yes and no (E6); written 是 and 否 once read."""

from shucai.domain.catalogue import Field
from shucai.domain.normalise.outcomes import Outcome, Refused, silent

YES = frozenset({"是", "有", "√", "✓", "✔", "☑", "Y", "YES", "1", "TRUE", "对", "已"})
NO = frozenset({"否", "无", "×", "✗", "✘", "☒", "N", "NO", "0", "FALSE", "未", "没有"})
UNTICKED = frozenset({"☐", "□"})
STATED = {"是": True, "否": False}


def read_boolean(field: Field, text: str) -> Outcome:
    """Return 是 or 否 for a mark of either; an empty box alone answers nothing."""
    mark = text.upper().removesuffix(".0")
    if mark in YES:
        return silent("是", "E6") if text != "是" else silent("是")
    if mark in NO:
        return silent("否", "E6") if text != "否" else silent("否")
    if mark in UNTICKED:
        return silent(None, "E6")
    return Refused("E6", f"“{text}”不是是否，「{field.title}」请填“是”或“否”")
