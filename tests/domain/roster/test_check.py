"""A roster compared with what the school knows: what it would do, and every wrong cell with its remedy."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from shucai.domain.access import Position, Role
from shucai.domain.roster import (
    COLUMNS,
    Known,
    KnownGrant,
    KnownPerson,
    KnownUnit,
    check_roster,
    name_key,
    read_sheet,
)

TODAY = date(2024, 8, 20)
TITLES = [column.title for column in COLUMNS]
UNITS = {1: "教学管理处", 2: "科技服务处（教师工作处）"}
KNOWN = Known(
    units={name_key(title): KnownUnit(number, title) for number, title in UNITS.items()}
    | {name_key("教师工作处"): KnownUnit(2, UNITS[2])},
    people={
        "T1": KnownPerson(11, "T1", "陈例", "T1", 1, is_open=True),
        "T8": KnownPerson(18, "T8", "停例", "T8", 1, is_open=False),
        "T9": KnownPerson(19, "T9", "管例", "T9", 1, is_open=True, protected=True),
    },
    logins={"t1": "T1", "t8": "T8", "t9": "T9", "elsewhere": ""},
    grants=(
        KnownGrant(
            1,
            11,
            Role.REPORTER,
            1,
            None,
            frozenset({"talent.1.4.1"}),
            True,
            date(2024, 1, 1),
            date(2024, 12, 31),
        ),
    ),
    forms={"1.4.1": "talent.1.4.1", "1.4.2": "talent.1.4.2", "N-AQ-AQ-01": "national.N-AQ-AQ-01"},
    grantable=frozenset(set(Role) - {Role.ADMINISTRATOR}),
    today=TODAY,
)


def line(**texts: str) -> list[str]:
    typed = {"staff_no": "T2", "name": "王例", "unit": "教学管理处", "role": "填报人"} | texts
    return [typed.get(column.key, "") for column in COLUMNS]


def sheet_of(*rows: list[str], titles: list[str] = TITLES):
    table = [titles, *rows]
    columns = {f"c{n}": [row[n - 1] or None for row in table] for n in range(1, len(titles) + 1)}
    return read_sheet(pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))


def checked(*rows: list[str], known: Known = KNOWN):
    return check_roster(sheet_of(*rows), known)


def told(result) -> dict[str, str]:
    return {fault.cell: fault.message for fault in result.faults}


def test_a_new_person_with_a_role_is_new():
    result = checked(line())
    assert (result.faults, result.counts["new"]) == ((), 1)
    assert (result.rows[0].person, result.rows[0].grant) == ("new", "new")


def test_what_is_there_already_is_the_same():
    result = checked(line(staff_no="T1", name="陈例"))
    assert result.counts == {"new": 0, "changed": 0, "same": 1, "refused": 0}


def test_a_blank_cell_leaves_what_is_there():
    (row,) = checked(line(staff_no="T1", name="陈例", forms="", ends_on="", may_import="")).rows
    assert row.changes == ()


@pytest.mark.parametrize(
    ("texts", "change"),
    [
        ({"name": "改例"}, "姓名 陈例 → 改例"),
        ({"login": "chenli"}, "登录名 T1 → chenli"),
        ({"forms": "1.4.1、1.4.2"}, "负责表单"),
        ({"forms": "全部"}, "负责表单"),
        ({"may_import": "否"}, "可以导入"),
        ({"starts_on": "2024-02-01"}, "起始日期"),
        ({"ends_on": "2025年1月31日"}, "结束日期"),
        ({"ends_on": "长期"}, "结束日期"),
    ],
)
def test_what_differs_is_a_change(texts, change):
    (row,) = checked(line(**({"staff_no": "T1", "name": "陈例"} | texts))).rows
    assert (row.standing, row.changes) == ("changed", (change,))


def test_the_first_line_of_a_person_says_where_they_belong():
    rows = checked(line(), line(unit="教师工作处")).rows
    assert [row.person for row in rows] == ["new", "same"]
    assert [row.entry.unit_id for row in rows] == [1, 2]


@pytest.mark.parametrize(
    ("texts", "cell", "words"),
    [
        ({"staff_no": ""}, "A2", "工号不能空着"),
        ({"staff_no": "T 2"}, "A2", "只能用字母、数字"),
        ({"name": ""}, "B2", "姓名不能空着"),
        ({"login": "ab"}, "C2", "登录名至少 3 个字符"),
        ({"login": "T1"}, "C2", "已被使用"),
        ({"login": "Elsewhere"}, "C2", "已被使用"),
        ({"unit": "教学管里处"}, "D2", "是不是：教学管理处"),
        ({"unit": ""}, "D2", "填报人要写明部门"),
        ({"role": "填报员"}, "E2", "没有角色“填报员”，可以填：填报人、部门负责人"),
        ({"role": "系统管理员"}, "E2", "您不能授予“系统管理员”"),
        ({"position": "组长"}, "F2", "填报人没有职务"),
        ({"role": "牵头部门", "position": "处长"}, "F2", "可以填：组长、副组长、成员"),
        ({"forms": "1.4.1、9.9.9"}, "G2", "没有表号 9.9.9"),
        ({"role": "主管领导", "forms": "1.4.1"}, "G2", "不分表单"),
        ({"may_import": "也许"}, "H2", "请填“是”或“否”"),
        ({"starts_on": "八月底"}, "I2", "不是日期"),
        ({"starts_on": "2024-02-30"}, "I2", "不是日期"),
        ({"ends_on": "2024-08-01"}, "J2", "早于起始日期"),
        ({"staff_no": "T8", "name": "停例"}, "A2", "账号已停用"),
        ({"staff_no": "T9", "name": "改例"}, "A2", "只能由系统管理员修改"),
    ],
)
def test_a_wrong_cell_is_named_with_its_remedy(texts, cell, words):
    result = checked(line(**texts))
    assert words in told(result)[cell]
    assert result.counts["refused"] == 1


def test_two_people_under_one_number_are_seen():
    assert "在第 2 行是“王例”" in told(checked(line(), line(name="李例", role="主管领导")))["B3"]


def test_one_person_with_two_logins_is_seen():
    result = checked(line(login="wang1"), line(login="wang2", role="主管领导"))
    assert "写成一样" in told(result)["C3"]


def test_a_login_is_one_persons_within_the_file():
    assert (
        "与工号 T2 的人相同" in told(checked(line(login="wang1"), line(staff_no="T3", login="WANG1")))["C3"]
    )


def test_the_same_role_twice_is_seen():
    assert "与第 2 行是同一人的同一角色" in told(checked(line(), line()))["E3"]


def test_filling_and_reviewing_are_two_people_within_the_file_and_beside_it():
    """ORG-3."""
    assert "须由两人承担" in told(checked(line(), line(role="部门负责人")))["E3"]
    beside = checked(line(staff_no="T1", name="陈例", role="部门负责人"))
    assert "须由两人承担" in told(beside)["E2"]


def test_filling_some_and_reviewing_other_forms_is_allowed():
    result = checked(line(forms="1.4.1"), line(role="部门负责人", forms="1.4.2"))
    assert result.faults == ()


def test_a_line_without_a_role_is_an_account_alone():
    (row,) = checked(line(role="", unit="")).rows
    assert (row.person, row.grant, row.standing) == ("new", "none", "new")


def test_a_position_is_a_body_s():
    (row,) = checked(line(role="领导小组", position="副组长", unit="")).rows
    assert row.entry.position is Position.DEPUTY


def test_columns_are_found_wherever_they_stand():
    titles = [*reversed(TITLES), "备注"]
    result = check_roster(sheet_of([*reversed(line()), "谢谢"], titles=titles), KNOWN)
    assert (result.faults, result.counts["new"]) == ((), 1)


@pytest.mark.parametrize(
    ("titles", "rows", "words"),
    [
        (["一", "二"], [["甲", "乙"]], "没有找到表头"),
        (["工号", "姓名", "部门"], [["T1", "甲", "乙"]], "缺少角色列"),
        (TITLES, [], "没有数据行，请从第 2 行起填写"),
    ],
)
def test_a_sheet_that_is_no_roster_says_what_it_lacks(titles, rows, words):
    result = check_roster(sheet_of(*rows, titles=titles), KNOWN)
    assert words in result.faults[0].message
    assert result.rows == ()


def test_the_fingerprint_tells_whether_something_changed_meanwhile():
    here = checked(line())
    elsewhere = replace(
        KNOWN, people={**KNOWN.people, "T2": KnownPerson(12, "T2", "王例", "T2", 1, is_open=True)}
    )
    assert here.fingerprint == checked(line()).fingerprint
    assert here.fingerprint != checked(line(), known=elsewhere).fingerprint
