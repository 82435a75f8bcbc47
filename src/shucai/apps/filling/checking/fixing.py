"""Corrections that are certain: a text that can mean one value of its list only, and what an identity number tells."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue import Form
from shucai.domain.rows import UID, WorkingRows
from shucai.domain.rows.repairs import repairs_of
from shucai.domain.rows.told import Told, told_by_numbers
from shucai.toolkit.catalogue import catalogue

OF_LISTS = ".code_list"


@dataclass(frozen=True)
class Fix:
    """A cell to correct. after: the text it shall have."""

    uid: str
    field: str
    after: str


def fixes_of(rows: WorkingRows, findings: pl.DataFrame) -> dict[str, list[Fix]]:
    """Return rule -> certain corrections of its findings. findings: columns of FOUND."""
    found: dict[str, list[Fix]] = {}
    for rule, fix in [*_of_lists(rows.form, findings), *_of_numbers(rows, findings)]:
        found.setdefault(rule, []).append(fix)
    return found


def words_of_fix(rule: str, form: Form, count: int) -> str:
    """Return what the corrections of a rule do, as people read it."""
    told = _told(rule, form)
    if told is None:
        return f"{count} 处只可能是代码表里的一个值，可以一起改成它"
    title = form.by_name[told[0].field].title
    return f"{count} 处可以按身份证件号码{'填上' if told[1] else '改正'}「{title}」"


def _told(rule: str, form: Form) -> tuple[Told, bool] | None:
    """Return what an identity number tells of the cells of a rule, and whether they are blank."""
    stated = told_by_numbers(form).get(rule)
    if stated is not None:
        return stated, False
    blank = (
        one for one in told_by_numbers(form).values() if rule.startswith(f"{form.id}.{one.field}.required")
    )
    found = next(blank, None)
    return (found, True) if found else None


def _of_lists(form: Form, findings: pl.DataFrame) -> Iterator[tuple[str, Fix]]:
    wrong = findings.filter(pl.col("rule").str.ends_with(OF_LISTS)).with_row_index("index")
    single = [field.name for field in form.fields if not field.multi]
    by_field = wrong.filter(pl.col("field").is_in(single)).partition_by("field", as_dict=True)
    refused = {str(name): rows.select("index", "value") for (name,), rows in by_field.items()}
    uids, rules = wrong["uid"], wrong["rule"]
    for field, index, _before, after in repairs_of(form, refused, catalogue().code_lists).iter_rows():
        yield rules[index], Fix(uids[index], field, after)


def _of_numbers(rows: WorkingRows, findings: pl.DataFrame) -> Iterator[tuple[str, Fix]]:
    for rule in findings["rule"].unique(maintain_order=True):
        told = _told(str(rule), rows.form)
        if told is None:
            continue
        wrong = findings.filter(pl.col("rule") == rule).select(pl.col("uid").alias(UID))
        answer = told[0].answer.alias("after")
        certain = rows.frame.join(wrong, on=UID, how="semi").select(UID, answer).drop_nulls()
        for uid, text in certain.iter_rows():
            yield str(rule), Fix(uid, told[0].field, text)
