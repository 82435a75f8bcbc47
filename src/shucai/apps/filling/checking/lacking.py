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
LATER = {
    Severity.ERROR: "提交时是强制，也要改正",
    Severity.EXPLAIN: "提交时要写明原因",
    Severity.CONFIRM: "提交时要核实后勾选",
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
    for severity in WORDS:
        found = mine.filter(pl.col("severity") == severity.value)
        if found.height:
            number, rule, message = found.select("number", "rule", "message").row(0)
            place = "整张表" if rule in seen.found.whole_rules else f"第 {number} 行"
            yield Lack(severity.value, _words(found, severity), cases_in(found), f"{place}：{message}")


def _words(found: pl.DataFrame, severity: Severity) -> str:
    """Return how many cases weigh that much today, as everywhere else, and apart from them those that will once submitted."""
    is_so_today = pl.col("now") == severity.value
    today, later = found.filter(is_so_today), found.filter(~is_so_today)
    cases, eased = cases_in(today), cases_in(later)
    rows = f"，涉及 {today.height} 行" if today.height > cases else ""
    told = [f"{cases} {WORDS[severity]}{rows}"] if cases else []
    if eased:
        also = "另有 " if cases else ""
        told.append(f"{also}{eased} 处与其他表不一致，填报时只是提示，{LATER[severity]}")
    return "；".join(told)


def _of_rows(part: Contribution, scope: Scope, rows: WorkingRows) -> Iterator[Lack]:
    if own_rows(rows, scope).height:
        return
    if any(one.unsigned_at is None for one in part.declarations.all()):
        return
    words = (
        f"还没有行；行由{scope.leading_unit}增删，等那里保存以后再填" if scope.is_of_fields else "还没有数据"
    )
    yield Lack("rows", f"{words}；确实没有的，请声明本表无数据", 1)
