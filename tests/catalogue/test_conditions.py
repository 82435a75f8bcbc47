"""Conditions in the words of those who fill."""

import re
from dataclasses import replace

import pytest

from shucai.domain.catalogue import Department, Field, Form
from shucai.domain.catalogue.conditions import (
    NoWords,
    vocabulary_of,
    words_of,
    words_of_condition,
    words_of_demand,
)
from shucai.domain.catalogue.conditions.numbers import CALLS
from shucai.domain.catalogue.conditions.phrases import PHRASES, UNSAID, words_of_pattern
from shucai.domain.predicates.functions import FUNCTIONS, OF_COLLECTION, OF_COLUMN
from shucai.domain.predicates.groups import OF_GROUP
from shucai.toolkit.catalogue import catalogue

FORM = Form(
    platform="talent",
    code="9.9.9",
    title="示例表",
    edition=2024,
    group=("示例",),
    kind="ordinary",
    cardinality="many",
    period="academic_year",
    departments=(Department("教学管理处"),),
    fields=(
        Field("has_cert", "有无证书", "string", "code"),
        Field("kind", "类别", "string", "code"),
        Field("people", "人数", "integer", "count"),
        Field("years", "学制", "string", "code"),
        Field("born", "出生日期", "date", "date"),
    ),
    primary_key=("has_cert",),
)
WORDS = replace(vocabulary_of(FORM), limits={"last": 3, "share": 3})


@pytest.mark.parametrize(
    ("predicate", "words"),
    [
        ("has_cert = '有'", "「有无证书」为“有”"),
        ("has_cert <> '有'", "「有无证书」不为“有”"),
        ("people > 0", "「人数」大于 0"),
        ("quantity(years) >= 4", "「学制」不小于 4"),
        ("kind IN ('甲', '乙')", "「类别」为“甲”、“乙”之一"),
        ("kind NOT IN ('甲')", "「类别」不为“甲”"),
        ("kind IS NULL", "「类别」没有填写"),
        ("kind IS NOT NULL", "「类别」已填写"),
        ("has_cert = '有' AND people > 0", "「有无证书」为“有”，并且「人数」大于 0"),
        ("(has_cert = '有') OR (people > 0)", "「有无证书」为“有”，或者「人数」大于 0"),
        (
            "(has_cert = '有' OR kind IS NULL) AND people > 0",
            "（「有无证书」为“有”，或者「类别」没有填写），并且「人数」大于 0",
        ),
        ("contains(label_of(kind), '层次')", "「类别」含“层次”"),
        ("prefix(kind, 3) = '999'", "「类别」的前 3 位为“999”"),
        ("years_between(kind, period_end()) < 14", "「类别」到采集时段末日的年数小于 14"),
        ("NOT (has_cert = '有')", "不是（「有无证书」为“有”）"),
        ("kind NOT IN ('甲', '乙')", "「类别」不属于“甲”、“乙”"),
        ("kind IS NOT NULL AND kind = '甲'", "「类别」为“甲”"),
        ("people BETWEEN 1 AND 5", "「人数」在 1 到 5 之间"),
        ("born BETWEEN period_start() AND period_end()", "「出生日期」在采集时段内"),
        ("NOT (born BETWEEN period_start() AND period_end())", "「出生日期」不在采集时段内"),
        ("born <= period_end()", "「出生日期」不晚于采集时段末日"),
        (
            "(has_cert = '有') = (people > 0)",
            "（「有无证书」为“有”）与（「人数」大于 0）要么都成立，要么都不成立",
        ),
        ("abs(people - last) <= last * share / 100", "「人数」与 3 相差不超过 3 的 3%"),
        ("people <= last * (1 + share / 100)", "「人数」不大于 3 的 103%"),
        ("people / 2 = round(people / 2, 0)", "「人数」为双数"),
        ("people - (last + 1) * 2", "「人数」－（3 ＋ 1）× 2"),
        ("count_of(kind = '甲' AND people > 0) = 1", "（「类别」为“甲”，并且「人数」大于 0）的行数为 1"),
        ("sum_of(coalesce(people, 0)) > 1", "「人数」（空着算 0）的合计大于 1"),
        ("CASE WHEN kind = '甲' THEN people ELSE 0 END", "「类别」为“甲”时为「人数」，其余为 0"),
        ("CASE WHEN kind IS NOT NULL THEN kind ELSE has_cert END", "「类别」，没有的取「有无证书」"),
        ("concat(concat(kind, '-'), text_of(people))", "「类别」、“-”、「人数」依次相连"),
        ("matches(kind, '^(正高级|教授)')", "「类别」以“正高级”、“教授”之一开头"),
        ("NOT matches(kind, '甲|乙')", "「类别」不含“甲”、“乙”之一"),
        ("folded(kind) = folded(has_cert)", "「类别」与「有无证书」相同（不计大小写、空格和标点）"),
        ("quantity(years) >= quantity(kind)", "「学制」不低于「类别」"),
    ],
)
def test_a_condition_reads_as_a_sentence(predicate: str, words: str) -> None:
    assert words_of(predicate, WORDS) == words


def test_what_must_hold_is_said_with_its_conditions_first() -> None:
    said = words_of_demand("kind NOT IN ('甲', '乙') OR people > 0", WORDS)
    assert said == "「类别」为“甲”、“乙”之一时，「人数」大于 0"
    said = words_of_demand("CASE WHEN kind = '甲' THEN people > 0 ELSE TRUE END", WORDS)
    assert said == "「类别」为“甲”时，「人数」大于 0；其余情况，不限"


@pytest.mark.parametrize("name", sorted({*FUNCTIONS, *OF_COLUMN, *OF_COLLECTION, *OF_GROUP}))
def test_every_function_has_words(name: str) -> None:
    assert name in {*PHRASES, *CALLS, "matches"}


def test_every_regular_expression_of_the_catalogue_has_words() -> None:
    patterns = {
        pattern
        for form in catalogue().forms
        for check in form.checks
        for pattern in re.findall(r"matches\([^,]+, '([^']+)'\)", f"{check.require} {check.when}")
    }
    assert len(patterns) > 15
    assert [one for one in patterns if words_of_pattern(one) == UNSAID] == []


def test_what_has_no_words_is_said_and_not_left_out() -> None:
    with pytest.raises(NoWords, match="born_of"):
        words_of_condition("born_of(kind) IS NULL", FORM)
    with pytest.raises(NoWords, match="nowhere"):
        words_of_condition("nowhere IS NULL", FORM)


def test_every_condition_of_the_catalogue_has_words() -> None:
    forms = catalogue().forms
    conditions = [
        (field.required_when, form, None) for form in forms for field in form.fields if field.required_when
    ]
    conditions += [(check.when, form, check) for form in forms for check in form.checks if check.when]
    assert len(conditions) > 300
    for condition, form, check in conditions:
        bare = re.sub("“[^”]*”|「[^」]*」", "", words_of_condition(condition, form, check))
        assert not re.search("[A-Za-z]{2,}", bare), condition
