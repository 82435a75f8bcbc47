"""Conditions in the words of those who fill."""

import re

import pytest

from shucai.adapters.catalogue_files import load_catalogue
from shucai.domain.catalogue import Department, Field, Form
from shucai.domain.catalogue.conditions import NoWords, words_of_condition

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
    ),
    primary_key=("has_cert",),
)


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
    ],
)
def test_a_condition_reads_as_a_sentence(predicate: str, words: str) -> None:
    assert words_of_condition(predicate, FORM) == words


def test_what_has_no_words_is_said_and_not_left_out() -> None:
    with pytest.raises(NoWords, match="birth_of"):
        words_of_condition("birth_of(kind) IS NULL", FORM)


def test_every_condition_of_the_catalogue_has_words() -> None:
    forms = load_catalogue().forms
    conditions = [
        (field.required_when, form, None) for form in forms for field in form.fields if field.required_when
    ]
    conditions += [(check.when, form, check) for form in forms for check in form.checks if check.when]
    assert len(conditions) > 300
    for condition, form, check in conditions:
        bare = re.sub("“[^”]*”|「[^」]*」", "", words_of_condition(condition, form, check))
        assert not re.search("[A-Za-z]{2,}", bare), condition
