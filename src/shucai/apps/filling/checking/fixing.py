"""Corrections that are certain: a text that can mean one value of its list only, and what an identity number tells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from shucai.domain.catalogue import Form
from shucai.domain.identifiers.expressions import birth_of, gender_of, id_number_valid
from shucai.domain.rows import UID, WorkingRows
from shucai.domain.rows.repairs import repairs_of
from shucai.toolkit.catalogue import catalogue

GENDER = re.compile(r"label_of\((\w+)\) = gender_of\((\w+)\)")
BIRTH = re.compile(r"(\w+) = birth_of\((\w+)\)")
OF_LISTS = ".code_list"


@dataclass(frozen=True)
class Fix:
    """A cell to correct. after: the text it shall have."""

    uid: str
    field: str
    after: str


@dataclass(frozen=True)
class Told:
    """The field a rule holds to what an identity number tells. what: gender or birth."""

    field: str
    number: str
    what: str


def fixes_of(rows: WorkingRows, findings: pl.DataFrame) -> dict[str, list[Fix]]:
    """Return rule -> certain corrections of its findings. findings: columns of FOUND."""
    found: dict[str, list[Fix]] = {}
    for rule, fix in [*_of_lists(rows.form, findings), *_of_numbers(rows, findings)]:
        found.setdefault(rule, []).append(fix)
    return found


def words_of_fix(rule: str, form: Form, count: int) -> str:
    """Return what the corrections of a rule do, as people read it."""
    told = told_by_numbers(form).get(rule)
    if told is None:
        return f"{count} 处只可能是代码表里的一个值，可以一起改成它"
    return f"{count} 处可以按身份证件号码改正「{form.by_name[told.field].title}」"


@lru_cache(maxsize=512)
def told_by_numbers(form: Form) -> Mapping[str, Told]:
    """Return the rules of a form that hold a field to an identity number."""
    found: dict[str, Told] = {}
    for check in form.checks:
        for pattern, what in ((GENDER, "gender"), (BIRTH, "birth")):
            match = pattern.fullmatch(check.require.strip())
            if match:
                found[check.id] = Told(match[1], match[2], what)
    return found


def _of_lists(form: Form, findings: pl.DataFrame) -> Iterator[tuple[str, Fix]]:
    wrong = findings.filter(pl.col("rule").str.ends_with(OF_LISTS)).with_row_index("index")
    single = [field.name for field in form.fields if not field.multi]
    by_field = wrong.filter(pl.col("field").is_in(single)).partition_by("field", as_dict=True)
    refused = {str(name): rows.select("index", "value") for (name,), rows in by_field.items()}
    uids, rules = wrong["uid"], wrong["rule"]
    for field, index, _before, after in repairs_of(form, refused, catalogue().code_lists).iter_rows():
        yield rules[index], Fix(uids[index], field, after)


def _of_numbers(rows: WorkingRows, findings: pl.DataFrame) -> Iterator[tuple[str, Fix]]:
    for rule, told in told_by_numbers(rows.form).items():
        wrong = findings.filter(pl.col("rule") == rule).select(pl.col("uid").alias(UID))
        if wrong.is_empty():
            continue
        number = pl.col(told.number)
        certain = rows.frame.join(wrong, on=UID, how="semi").filter(id_number_valid(number))
        answer = gender_of(number) if told.what == "gender" else birth_of(number).cast(pl.String)
        for uid, text in certain.select(UID, answer.alias("after")).drop_nulls().iter_rows():
            yield rule, Fix(uid, told.field, text)
