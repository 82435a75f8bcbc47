"""Questions about the findings of one check: which rules, how many, which rows. Pure; the table is FINDINGS_SCHEMA."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue import Form, Severity
from shucai.domain.checks.messages import of_any_row
from shucai.web.checks.cases import CASE

SEVERITIES = tuple(severity.value for severity in Severity)  # the weightiest first
RULE_WORDS: Mapping[str, str] = {
    "required": "没有填写",
    "required_when": "按条件应填而没有填",
    "blank_unless_required": "按条件不应填写",
    "length": "字数不符",
    "range": "超出范围",
    "pattern": "格式不对",
    "event_date": "不在采集时段内",
    "known_code": "代码不在现有目录里",
    "current_code": "代码已停用",
    "code_list": "不在代码表里",
    "type": "写法读不出来",
    "identifier": "号码核对不通过",
    "unique": "有重复",
    "reference": "在被引用的表里找不到",
}


@dataclass(frozen=True)
class Wanted:
    """What a visitor wants to see; empty means anything."""

    severity: str = ""
    field: str = ""
    text: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Group:
    """The findings of one rule at one severity. message: where all say the same, else empty.

    cases: how many they are where rows that fail together are one.
    """

    rule: str
    severity: str
    name: str
    titles: str
    count: int
    message: str
    message_varies: bool
    cases: int


def matching(findings: pl.DataFrame, wanted: Wanted) -> pl.DataFrame:
    """Return the findings that fit."""
    tests = [
        pl.col(name) == value
        for name, value in (("severity", wanted.severity), ("field", wanted.field), ("rule", wanted.rule))
        if value
    ]
    if wanted.text:
        searched = pl.concat_str(
            [pl.col(name).fill_null("") for name in ("row_key", "cell", "title", "value", "message", "rule")],
            separator="\n",
        )
        tests.append(searched.str.to_lowercase().str.contains(wanted.text.lower(), literal=True))
    return findings.filter(tests) if tests else findings


def groups(findings: pl.DataFrame, form: Form) -> list[Group]:
    """Return the findings by rule, the weightiest first, then the most frequent."""
    if findings.is_empty():
        return []
    weight = pl.col("severity").replace_strict(SEVERITIES, list(range(len(SEVERITIES))), return_dtype=pl.Int8)
    grouped = (
        findings.group_by("rule", "severity")
        .agg(
            pl.len().alias("count"),
            pl.col("title").unique(maintain_order=True).alias("titles"),
            pl.col("message").n_unique().alias("messages"),
            pl.col("message").first(),
            pl.col("row").min().alias("first"),
            (pl.col(CASE).n_unique() if CASE in findings.columns else pl.len()).alias("cases"),
        )
        .sort(weight, -pl.col("count").cast(pl.Int64), "first", "rule")
    )
    return [_group(row, form) for row in grouped.iter_rows(named=True)]


def _group(row: dict[str, object], form: Form) -> Group:
    titles = "、".join(str(title) for title in _list(row["titles"]))
    same = str(row["message"]) if row["messages"] == 1 else ""
    name = name_of_rule(str(row["rule"]), titles, form)
    return Group(
        rule=str(row["rule"]),
        severity=str(row["severity"]),
        name=name or same or titles,
        titles=titles,
        count=int(str(row["count"])),
        message="" if name == same or not name else same,
        message_varies=not same,
        cases=int(str(row["cases"])),
    )


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def name_of_rule(rule: str, titles: str, form: Form) -> str:
    """Return what a rule is called, empty where its own message must serve.

    A check of the catalogue is called by what it says of any row; an item check by its
    field and what is wrong with it.
    """
    own = next((check for check in form.checks if check.id == rule), None)
    if own is not None:
        return of_any_row(own)
    kind = rule.rsplit(".", 1)[-1]
    if kind == "primary_key":
        titles, kind = "＋".join(form.by_name[name].title for name in form.primary_key), "unique"
    if kind == "reference" and (sources := _referred_to(rule, form)):
        return f"{titles}在 {sources} 里找不到"
    return f"{titles}{RULE_WORDS[kind]}" if kind in RULE_WORDS else ""


def _referred_to(rule: str, form: Form) -> str:
    """Return the codes of the forms that the fields of a rule refer to."""
    fields = tuple(rule.split(".")[-2].split("+"))
    keys = [key for key in form.foreign_keys if key.fields == fields]
    return "、".join(dict.fromkeys(code for key in keys for code, _ in key.targets))


def fields_with_counts(findings: pl.DataFrame) -> list[tuple[str, str, int]]:
    """Return (name, title, number of cases) of every field that has some, the most first."""
    each = pl.struct("rule", CASE).n_unique() if CASE in findings.columns else pl.len()
    grouped = findings.group_by("field", "title", maintain_order=True).agg(each.alias("len"))
    counted = grouped.sort("len", descending=True, maintain_order=True)
    return [(str(name), str(title), int(count)) for name, title, count in counted.iter_rows()]
