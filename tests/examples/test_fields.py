"""Examples of fields that the catalogue does not have: conditions that cannot be, lists without codes, other lengths."""

from dataclasses import replace
from datetime import date

import pytest

from shucai.domain.catalogue import Code, CodeList, Field
from shucai.domain.examples import Example, Setting, Verdict
from shucai.domain.examples.fields import OF_FIELD
from shucai.domain.examples.values import right_text
from shucai.domain.predicates import Parameters
from tests.builders.kinds import FORM

GENDER = CodeList(
    "gender", "性别", (Code("1", "男"), Code("2", "女"), Code("999", "未说明")), "示例", "public"
)
LISTS = {"gender": GENDER, "empty": CodeList("empty", "空表", (), "示例", "public")}
PERIOD = Parameters(date(2023, 9, 1), date(2024, 8, 31), 2024)


def field(**more: object) -> Field:
    return replace(FORM.by_name["text"], **{"required": False, **more})  # type: ignore[arg-type]


def examples(kind: str, one: Field) -> list[Example]:
    """Return the examples of a check of a field that stands in the form of all kinds."""
    form = replace(FORM, fields=(*(f for f in FORM.fields if f.name != one.name), one))
    return list(OF_FIELD[kind](one, Setting(form, {form.code: form}, LISTS, PERIOD)))


def verdicts(kind: str, one: Field) -> list[str]:
    return [example.verdict.value for example in examples(kind, one)]


def test_a_condition_that_is_never_true_has_no_row_that_must_be_filled() -> None:
    never = field(required_when="code = '男' AND code = '女'", blank_unless_required=True)
    assert verdicts("required_when", never) == ["pass", "open"]
    assert verdicts("blank_unless_required", never) == ["pass", "fail", "open"]


def test_a_condition_that_is_always_true_has_no_row_that_may_be_blank() -> None:
    always = field(required_when="TRUE OR code = '男'", blank_unless_required=True)
    assert verdicts("required_when", always) == ["pass", "fail"]
    assert verdicts("blank_unless_required", always) == ["pass"]


def test_a_condition_over_two_columns_names_only_those_that_decide_it() -> None:
    both = field(required_when="code = '女' AND count > 3")
    passing, failing, *_ = examples("required_when", both)
    assert failing.rows == ({"code": "女", "count": "4"},)
    assert {**failing.rows[0], "text": passing.rows[0]["text"]} == passing.rows[0]


@pytest.mark.parametrize(
    ("limits", "lengths"),
    [
        ({"max_length": 5}, [6]),
        ({"min_length": 4, "max_length": None}, [3]),
        ({"min_length": 2, "max_length": 4}, [5, 1]),
    ],
)
def test_a_wrong_length_is_one_character_off(limits: dict[str, int | None], lengths: list[int]) -> None:
    wrong = [e.rows[0]["text"] for e in examples("length", field(**limits)) if e.verdict is Verdict.FAIL]
    assert [len(str(text)) for text in wrong] == lengths


def test_a_code_of_another_length_is_taken_from_the_list() -> None:
    coded = replace(FORM.by_name["code"], max_length=1)
    wrong = [e.rows[0]["code"] for e in examples("length", coded) if e.verdict is Verdict.FAIL]
    assert wrong == ["999"]


def test_a_list_without_codes_takes_any_number() -> None:
    assert right_text(field(code_list="empty"), LISTS, 7) == "000007"
