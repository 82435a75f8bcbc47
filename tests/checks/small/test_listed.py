"""The register: every check of a form with how far it looks, how it weighs and what it demands in words."""

from dataclasses import replace

import pytest

from shucai.domain.catalogue import Field, Figure, Form, Severity, Source
from shucai.domain.checks import Level, Rule, row_checks_of, rules_of
from tests.builders.staff import CODE_LISTS, PARAMETERS, check, reference, staff_form

TITLES = {"8.1": "示例教职工表", "8.2": "示例岗位表"}


def listed(form: Form) -> dict[str, Rule]:
    """Return the rules of a form by id, that of the form left out."""
    rules = rules_of(form, row_checks_of(form, CODE_LISTS, PARAMETERS), CODE_LISTS, TITLES)
    return {rule.id.removeprefix(f"{form.id}."): rule for rule in rules}


def demanded(field: Field) -> str:
    """Return what is demanded of a field so that it can be read."""
    form = staff_form(fields=(field,), cardinality="one", primary_key=(), unique_keys=(), checks=())
    return next(iter(listed(form).values())).message


@pytest.mark.parametrize(
    ("name", "changed", "words"),
    [
        ("gender", {}, "「性别」应填代码表“性别”里的名称或代码，请改正"),
        ("genders_taught", {}, "「所教」应填代码表“性别”里的名称或代码，可填几个，用分号隔开，请改正"),
        ("age", {}, "「年龄」应填整数，不写范围、约数和说明文字，请改正"),
        ("hours", {}, "「课时」应填数字（单位：学时），不写范围、约数和说明文字，请改正"),
        ("active", {}, "「在岗」应填“是”或“否”，请改正"),
        ("won_on", {}, "「获奖日期」应填存在的日期，写成 2024-09-01 的形式，请改正"),
        ("school_year", {}, "「学年」应填学年，写成 2023-2024 的形式，请改正"),
        ("post", {}, "「岗位」里不能有错误值（如 #N/A）和自造字，请改正"),
        (
            "post",
            {"kind": "reference"},
            "「岗位」应填完整的号码；科学计数法（如 3.2E+11）已经丢了末几位，请改正",
        ),
        (
            "post",
            {"kind": "reference", "title": "导师姓名"},
            "「导师姓名」应按证件填写，打不出的字不能用 □、？代替，请改正",
        ),
        ("post", {"title": "姓名等"}, "「姓名等」里不能有错误值（如 #N/A）和自造字，请改正"),
    ],
)
def test_reading_demands_what_the_type_is(name: str, changed: dict[str, object], words: str) -> None:
    assert demanded(replace(staff_form().by_name[name], **changed)) == words


def test_an_identifier_is_listed_twice_to_be_read_and_to_hold() -> None:
    number = replace(staff_form().by_name["id_number"], unique=False)
    rules = listed(staff_form(fields=(number,), cardinality="one", primary_key=(), unique_keys=(), checks=()))
    assert list(rules) == ["id_number.type", "id_number.identifier", "one_row"]
    assert rules["id_number.identifier"].message == (
        "「证件号」应是有效的身份证件号码：18 位，地区、出生日期真实，末位校验码相符，请对照原件改正"
    )


ELSEWHERE = Figure("x", Source("talent", "8.2"))
LAST_YEAR = Figure("y", Source("talent", "8.1", last_year=True))
NATIONAL = Figure("z", Source("national", "1"))


@pytest.mark.parametrize(
    ("one", "level"),
    [
        (check("a", "hours > 0"), Level.ROW),
        (check("a", "count_of(TRUE) > 0", per=()), Level.ROWS),
        (check("a", "count_of(TRUE) > 0", once=True), Level.ROWS),
        (check("a", "x > 0", figures=(ELSEWHERE,)), Level.FORMS),
        (check("a", "x > y", figures=(ELSEWHERE, LAST_YEAR)), Level.YEARS),
        (check("a", "y > z", figures=(LAST_YEAR, NATIONAL)), Level.PLATFORMS),
    ],
)
def test_a_predicate_looks_as_far_as_what_it_needs(one, level: Level) -> None:
    rule = listed(staff_form(checks=(one,)))["a"]
    assert (rule.level, rule.check, rule.message) == (level, one, one.message)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("hours.required", Level.ITEM),
        ("hours.range", Level.ITEM),
        ("hours.type", Level.ITEM),
        ("id_number.identifier", Level.ITEM),
        ("left_on.required_when", Level.ROW),
        ("left_on.blank_unless_required", Level.ROW),
        ("primary_key", Level.ROWS),
        ("nickname+post.unique", Level.ROWS),
        ("rows.G13", Level.YEARS),
    ],
)
def test_a_check_of_a_field_or_key_looks_that_far(name: str, level: Level) -> None:
    rule = listed(staff_form())[name]
    assert rule.level is level
    assert (rule.check is None) == (name != "rows.G13")


def test_checks_weigh_as_their_findings_do() -> None:
    rules = listed(staff_form())
    assert rules["hours.required"].severity is Severity.ERROR
    assert rules["grown"].severity is Severity.EXPLAIN
    assert rules["major.known_code"].severity is Severity.CONFIRM


def test_keys_and_single_rows_say_what_they_demand() -> None:
    assert listed(staff_form())["nickname+post.unique"].message == (
        "「简称」＋「岗位」不能与其他行重复，同一对象只填一行，请删除多余的行或改正"
    )
    one = listed(staff_form(cardinality="one"))["one_row"]
    assert (one.level, one.fields, one.message) == (
        Level.ROWS,
        ("staff_no",),
        "本表每校只填一行，请只保留一行",
    )
    assert "one_row" not in listed(staff_form())


@pytest.mark.parametrize(
    ("targets", "level", "places"),
    [
        ([("8.2", ("post",))], Level.FORMS, "8.2 示例岗位表"),
        ([("8.1", ("staff_no",))], Level.ROWS, "8.1 示例教职工表"),
        ([("8.1", ("staff_no",)), ("8.2", ("post",))], Level.FORMS, "8.1 示例教职工表 或 8.2 示例岗位表"),
    ],
)
def test_a_reference_looks_at_its_own_rows_or_at_another_form(targets, level: Level, places: str) -> None:
    rule = listed(staff_form(foreign_keys=(reference(*targets, fields=("post",)),)))["post.reference"]
    assert rule.level is level
    assert rule.message == f"「岗位」要在 {places} 里找得到，请先在那里填报，或改正这里"


def test_levels_have_words() -> None:
    assert [level.label for level in Level] == ["单项", "行内", "行间", "表间", "跨年", "跨平台"]
