"""The division as a workbook, read back: every wrong cell by its address with what to do."""

from shucai import toolkit
from shucai.domain.planning.division import TITLES, ReadPart, read_division
from shucai.domain.roster import name_key

UNITS = {name_key("团委"): 1, name_key("科技服务处（教师工作处）"): 2, name_key("财务处"): 3}
FORMS = toolkit.catalogue().edition("talent", 2024).forms


def read(*rows):
    return read_division([TITLES, *rows], FORMS, UNITS)


def wrong(*rows):
    return [(one.cell, one.words) for one in read(*rows).wrong]


def test_a_row_is_a_departments_part_in_the_order_that_is_written():
    found = read(
        ("2.7.1", "", "2", "财务处", "校外的", ""),
        ("2.7.1", "", "1", "团委", "", ""),
        ("1.1.1", "", None, "科技服务处(教师工作处)", None, FORMS["1.1.1"].fields[0].title),
    )
    assert found.wrong == []
    assert found.parts["2.7.1"] == (ReadPart(1), ReadPart(3, "校外的"))
    assert found.parts["1.1.1"][0].unit == 2


def test_fields_are_written_by_their_titles():
    first, second = FORMS["1.1.1"].fields[:2]
    found = read(("1.1.1", "", "1", "团委", "", f"{first.title}，{second.title}"))
    assert found.parts["1.1.1"] == (ReadPart(1, fields=(first.name, second.name)),)


def test_titles_are_found_wherever_they_stand():
    rows = [("任务分工表", None), (None, None), ("部门", "表号"), ("团委", "2.7.1"), (None, "  ")]
    assert read_division(rows, FORMS, UNITS).parts == {"2.7.1": (ReadPart(1),)}


def test_without_the_titles_nothing_is_guessed():
    found = read_division([("表", "单位"), ("2.7.1", "团委")], FORMS, UNITS)
    assert [one.cell for one in found.wrong] == ["A1"]
    assert found.parts == {}


def test_wrong_cells_say_what_is_meant():
    assert wrong(("2.7.9", "", "", "团委", "", ""))[0][0] == "A2"
    assert "是不是 2.7.1" in wrong(("2.7.9", "", "", "团委", "", ""))[0][1]
    assert wrong(("2.7.1", "", "", "", "", "")) == [("D2", "部门不能空着")]
    assert "是不是团委" in wrong(("2.7.1", "", "", "团 委会", "", ""))[0][1]
    assert "请先在“组织部门”中新增" in wrong(("2.7.1", "", "", "天文台", "", ""))[0][1]
    assert wrong(("2.7.1", "", "一", "团委", "", ""))[0][0] == "C2"
    assert wrong(("2.7.1", "", "", "团委", "行" * 201, ""))[0][0] == "E2"
    assert "没有栏目“不存在的”" in wrong(("2.7.1", "", "", "团委", "", "不存在的"))[0][1]


def test_a_department_twice_or_two_at_one_place_are_told():
    twice = wrong(("2.7.1", "", "1", "团委", "", ""), ("2.7.1", "", "2", "团委", "", ""))
    assert twice == [("D3", "2.7.1 里这个部门出现了两次，请合成一行")]
    same = wrong(("2.7.1", "", "1", "团委", "", ""), ("2.7.1", "", "1", "财务处", "", ""))
    assert same[0][0] == "C3"
    assert "与第 2 行相同" in same[0][1]
