"""What a part still lacks before it can be submitted for review: 「还差什么」, each with what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from shucai.apps.filling.checking.part import PartFindings, cases_in
from shucai.apps.filling.models import Contribution
from shucai.domain.catalogue import Severity
from shucai.domain.rows import PART, Scope, WorkingRows


@dataclass(frozen=True)
class Lack:
    """Something that stands against submitting. kind: error, explain, confirm or rows. first: the first place of it."""

    kind: str
    words: str
    count: int
    first: str = ""


WORDS = {
    Severity.ERROR: "处强制问题要改正",
    Severity.EXPLAIN: "处要写明原因",
    Severity.CONFIRM: "处要核实后勾选",
}


def lacks_of(part: Contribution, seen: PartFindings, rows: WorkingRows, *, tells: bool = True) -> list[Lack]:
    """Return what stands against submitting a part, the weightiest first. tells: also what the first finding says."""
    found = list(_of_findings(seen))
    return [
        *(found if tells else (replace(one, first="") for one in found)),
        *_of_rows(part, seen.scope, rows),
    ]


def own_rows(rows: WorkingRows, scope: Scope) -> pl.DataFrame:
    """Return the rows a part stands for, as they would be accepted: all where it leads or supplies columns."""
    counted = rows.counted
    if scope.leads or scope.is_of_fields:
        return counted
    return counted.filter(pl.col(PART) == scope.part)


def _of_findings(seen: PartFindings) -> Iterator[Lack]:
    mine = seen.frame.filter(pl.col("mine") & pl.col("open"))
    for severity, words in WORDS.items():
        found = mine.filter(pl.col("severity") == severity.value)
        if found.height:
            number, rule, message = found.select("number", "rule", "message").row(0)
            place = "整张表" if rule in seen.found.whole_rules else f"第 {number} 行"
            cases, later = cases_in(found), cases_in(found.filter(pl.col("now") != severity.value))
            rows = f"，涉及 {found.height} 行" if found.height > cases else ""
            more = f"（其中 {later} 处在填报期间是提示）" if later else ""
            yield Lack(severity.value, f"{cases} {words}{rows}{more}", cases, f"{place}：{message}")


def _of_rows(part: Contribution, scope: Scope, rows: WorkingRows) -> Iterator[Lack]:
    if own_rows(rows, scope).height:
        return
    if not any(one.unsigned_at is None for one in part.declarations.all()):
        yield Lack("rows", "还没有数据；确实没有的，请声明本表无数据", 1)
