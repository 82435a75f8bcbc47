"""What findings say: of a cell, of a row with its numbers in the sentence, with the weight of the check."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from shucai.domain.catalogue import Form, Severity
from shucai.domain.checks import Result, check_table, row_checks_of
from shucai.domain.checks.messages import filled, is_labelled, labelled, names_in, texts_of
from shucai.domain.predicates import Column
from tests.builders.staff import CODE_LISTS, PARAMETERS, check, one_field_form, staff_form, staff_table


def result_of(form: Form, name: str, *rows: Mapping[str, object]) -> Result:
    """Return the result of one check over rows; its id is given without that of the form."""
    checks = row_checks_of(form, CODE_LISTS, PARAMETERS)
    results = check_table(staff_table(rows, form), CODE_LISTS, checks, today=date(2024, 9, 1))
    return next(result for result in results if result.rule == f"{form.id}.{name}")


def said(name: str, *rows: Mapping[str, object]) -> list[str]:
    return result_of(staff_form(), name, *rows).failures["message"].to_list()


@pytest.mark.parametrize(
    ("rule", "row", "message"),
    [
        ("hours.required", {}, "「课时」不能为空，请补填；没有发生的填 0"),
        ("born.required", {}, "「出生年份」不能为空，请补填"),
        ("gender.required", {}, "「性别」不能为空，请补填"),
        ("nickname.required", {}, "「简称」不能为空，请补填；确实没有的填“无”"),
        ("leave.required_when", {"active": False}, "「在岗」为“否”时，「离岗原因」必须填写，请补填"),
        (
            "left_on.blank_unless_required",
            {"active": True, "left_on": "2024-01-01"},
            "只有「在岗」为“否”时才填「离岗日期」，请清空，或更正前面的栏目",
        ),
        ("name.length", {"name": "一"}, "「姓名」应填至少 2 个字，最多 6 个字，现有 1 个字，请核对"),
        ("staff_no.length", {"staff_no": "123456789"}, "「工号」应填最多 8 位，现有 9 位，请核对"),
        ("hours.range", {"hours": 25.0}, "「课时」应不小于 0 学时、不大于 24 学时，请核对数值和单位"),
        ("pay.range", {"pay": 0.25}, "「月薪」应不小于 0.5 万元，请核对数值和单位"),
        ("age.range", {"age": 66}, "「年龄」应不大于 65，请核对数值和单位"),
        ("room.pattern", {"room": "a-101"}, "「房间」的格式不对（如 A-101），请对照填写说明改正"),
        ("door.pattern", {"door": "A1"}, "「门牌」的格式不对，请对照填写说明改正"),
        (
            "won_on.event_date",
            {"won_on": "2023-09-14"},
            "「获奖日期」应在采集时段 2023-09-15 至 2024-08-31 之内，请核对日期；不属于本时段的行请删除",
        ),
        (
            "major.known_code",
            {"major": "999999"},
            "「专业」的代码不在现有的专业目录里；目录不全，请对照最新目录核实",
        ),
        (
            "major.current_code",
            {"major": "710202"},
            "「专业」的代码已停用（2021-12），如已更名或合并请改用现行代码",
        ),
        ("major.current_code", {"major": "710203"}, "「专业」的代码已停用，如已更名或合并请改用现行代码"),
        ("few", {"hours": 6.5}, "「课时」6.5 多于 5，{unknown}"),
    ],
)
def test_a_finding_says_what_is_wrong_and_what_to_do(rule: str, row: dict[str, object], message: str) -> None:
    assert said(rule, row) == [message]


@pytest.mark.parametrize(
    ("rule", "passing", "failing"),
    [
        ("name.length", ["二字", "一共六个字呢"], ["一", "一共有七个字呢"]),
        ("note.length", ["三个字"], ["两字"]),
        ("hours.range", [0.0, 24.0], [-0.01, 24.01]),
        ("pay.range", [0.5], [0.49]),
        ("age.range", [65], [66]),
        ("born.range", [1949], [1948]),
        ("won_on.event_date", ["2023-09-15", "2024-08-31"], ["2023-09-14", "2024-09-01"]),
        ("won_in.event_date", ["2023-09", "2024-08"], ["2023-08", "2024-09"]),
        ("room.pattern", ["A-101", "门厅"], ["A-1011", "xA-101", "门厅外"]),
    ],
)
def test_a_limit_itself_may_stand_there(rule: str, passing: list[object], failing: list[object]) -> None:
    name = rule.partition(".")[0]
    result = result_of(staff_form(), rule, *({name: value} for value in (*passing, *failing)))
    assert result.failures["index"].to_list() == list(range(len(passing), len(passing) + len(failing)))


def remedy(form: Form, name: str, kind: str = "required", **row: object) -> str:
    """Return what a blank is answered with."""
    (message,) = result_of(form, f"{name}.{kind}", row).failures["message"]
    return message.rpartition("，")[2]


@pytest.mark.parametrize(
    ("kind", "words"), [("derived", "请重新汇总本表"), ("exception_list", "请重新生成本表")]
)
def test_nobody_is_told_to_type_into_a_form_that_is_computed(kind: str, words: str) -> None:
    assert remedy(staff_form(kind=kind), "hours") == words


@pytest.mark.parametrize(
    ("require", "more", "words"),
    [
        ("age > 0", {}, "请补填"),
        ("age >= 1", {}, "请补填"),
        ("age > 0", {"when": "active = '否'"}, "请补填"),
        ("age > 0", {"when": "active = '是'"}, "请补填；没有发生的填 0"),
        ("age > 0", {"severity": Severity.CONFIRM}, "请补填；没有发生的填 0"),
        ("hours > 0", {}, "请补填；没有发生的填 0"),
        ("age >= 0", {}, "请补填；没有发生的填 0"),
    ],
)
def test_a_zero_is_offered_only_where_no_error_refuses_it(
    require: str, more: dict[str, object], words: str
) -> None:
    fields = tuple(
        replace(f, required_when="active = '否'") if f.name == "age" else f for f in staff_form().fields
    )
    form = staff_form(fields=fields, checks=(check("more", require, **more),))
    assert remedy(form, "age", "required_when", active=False) == words


def test_a_zero_is_not_offered_below_the_least_that_may_stand_there() -> None:
    pay = replace(staff_form().by_name["pay"], required=True)
    assert remedy(staff_form(fields=(pay,), primary_key=(), unique_keys=(), checks=()), "pay") == "请补填"


def test_a_text_that_may_be_none_says_so() -> None:
    room = replace(staff_form().by_name["gender"], none_allowed=True)
    form = staff_form(fields=(room,), primary_key=(), unique_keys=(), checks=())
    assert remedy(form, "gender") == "请补填；确实没有的填“无”"


def test_a_condition_that_ends_in_a_number_stands_apart_from_the_word_after() -> None:
    note = replace(staff_form().by_name["note"], required_when="age > 5", blank_unless_required=True)
    age = staff_form().by_name["age"]
    form = staff_form(fields=(note, age), primary_key=(), unique_keys=(), checks=())
    required = result_of(form, "note.required_when", {"age": 6}).failures["message"][0]
    assert required.startswith("「年龄」大于 5 时，「说明」必须填写")
    blank = result_of(form, "note.blank_unless_required", {"age": 5, "note": "说明文字"}).failures["message"][
        0
    ]
    assert blank.startswith("只有「年龄」大于 5 时才填「说明」")


def test_a_length_that_is_one_number_stands_apart_from_the_word_before() -> None:
    form = one_field_form("staff_no", min_length=6, max_length=6)
    result = result_of(form, "staff_no.length", {"staff_no": "12"}, {"staff_no": "1234567"})
    assert result.failures["message"].to_list() == [
        "「工号」应填 6 位，现有 2 位，请核对",
        "「工号」应填 6 位，现有 7 位，请核对",
    ]


@pytest.mark.parametrize(
    ("rule", "row", "severity"),
    [
        ("hours.required", {}, "error"),
        ("major.known_code", {"major": "999999"}, "confirm"),
        ("major.current_code", {"major": "710202"}, "note"),
        ("grown", {"active": True, "age": 17}, "explain"),
    ],
)
def test_a_finding_weighs_as_its_check(rule: str, row: dict[str, object], severity: str) -> None:
    assert result_of(staff_form(), rule, row).failures["severity"].to_list() == [severity]


def test_every_row_that_fails_is_told_in_its_own_numbers() -> None:
    result = result_of(staff_form(), "few", {"hours": 9.0}, {"hours": 1.0}, {}, {"hours": 7.0})
    assert result.failures["index"].to_list() == [0, 3]
    assert [message[4:9] for message in result.failures["message"]] == ["9.0 多", "7.0 多"]
    assert (result.passed, result.failed, result.open) == (1, 2, 1)


def test_a_message_is_filled_with_what_is_known_and_keeps_the_rest() -> None:
    assert names_in("{b} {a} {b}") == ("b", "a")
    assert filled("{a} 与 {b}", {"a": ["1", "2"]}, 2) == ["1 与 {b}", "2 与 {b}"]
    assert filled("没有名称", {"a": ["1", "2"]}, 2) == ["没有名称", "没有名称"]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([1.0, 2.345, 1e6, None], ["1", "2.35", "1000000", "空"]),
        ([True, False, None], ["是", "否", "空"]),
        ([date(2024, 9, 1)], ["2024-09-01"]),
        (["1", "9"], ["1", "9"]),
    ],
)
def test_values_are_said_as_people_read_them(values: list[object], texts: list[str]) -> None:
    assert texts_of(pl.Series(values)) == texts


def test_codes_are_said_by_their_labels() -> None:
    column = Column("g", "string", code_labels={"1": "男"})
    assert texts_of(pl.Series(["1", "9", None]), column) == ["男", "9", "空"]


def test_a_month_is_said_without_its_day() -> None:
    assert texts_of(pl.Series([date(2024, 9, 1), None]), Column("m", "yearmonth")) == ["2024-09", "空"]


def test_a_code_is_said_by_its_one_label_and_else_as_typed() -> None:
    gender, truth = Column("g", "string", code_labels={"1": "男"}), Column("t", "boolean")
    assert [is_labelled(column) for column in (gender, truth, Column("n", "number"))] == [True, True, False]
    assert labelled(["男性", "其他", "空"], pl.Series(["1", "9", None]), gender) == ["男", "其他", "空"]
    assert labelled(["有", "0", "空"], pl.Series([True, False, None]), truth) == ["是", "否", "空"]
