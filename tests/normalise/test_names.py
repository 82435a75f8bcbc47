"""Rules P1 to P7 for names of people."""

import pytest

from tests.normalise.columns import cell, field_of, message

NAME = field_of("name", title="姓名")


@pytest.mark.parametrize("dot", list("•‧∙⋅・･．.·"))
def test_a_dot_between_the_parts_of_a_name_is_the_middle_dot(dot):
    value, rule, level = cell(NAME, f"买买提{dot}艾力")
    assert value == "买买提·艾力"
    assert (rule, level) == ((None, None) if dot == "·" else ("P1", "SILENT"))


@pytest.mark.parametrize(
    ("typed", "value", "rule", "level"),
    [
        ("张三", "张三", None, None),
        ("张  三", "张三", "T3+P2", "SILENT"),
        ("　王 芳 ", "王芳", "T3+P2", "SILENT"),
        ("欧阳 娜 娜", "欧阳娜娜", "P2", "SILENT"),
        ("阿不都 热合曼", "阿不都 热合曼", None, None),
        ("SMITH,  JOHN", "SMITH, JOHN", "T3", "SILENT"),
        ("Smith/John", "Smith/John", None, None),
        ("O'Brien-Lee Anne", "O'Brien-Lee Anne", None, None),
        ("王伟（大）", "王伟", "P4", "ASK"),
        ("王伟2", "王伟", "P4", "ASK"),
        ("王伟A", "王伟", "P4", "ASK"),
        ("张丽女士", "张丽", "P5", "ASK"),
        ("李明老师", "李明", "P5", "ASK"),
        ("李老师", "李老师", "P5", "ASK"),
        ("王+伟", "王+伟", "P6", "ASK"),
        ("王", "王", "P6", "ASK"),
        ("䶮𬭊", "䶮𬭊", None, None),
    ],
)
def test_a_name_is_written_as_on_the_identity_card(typed, value, rule, level):
    assert cell(NAME, typed) == (value, rule, level)


@pytest.mark.parametrize("typed", ["张?", "张？", "张□", "张〓", "张*三", "张⿰王朋", "张yan"])
def test_a_substitute_for_a_rare_character_is_refused_with_the_hint(typed):
    assert cell(NAME, typed) == (None, "P7", "REJECT")
    assert "按身份证填写「姓名」" in message(NAME, typed)


def test_a_reference_to_a_person_is_read_as_a_name():
    assert cell(field_of("reference", title="教师姓名"), "张  三") == ("张三", "T3+P2", "SILENT")
