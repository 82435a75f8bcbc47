"""Empty phrases explain nothing, however they are dressed up; what names a cause does."""

import pytest

from shucai.domain.checks import ALL_CATEGORIES, CATEGORIES, Level, says_something


@pytest.mark.parametrize(
    "text",
    [
        "核实无误",
        "情况属实",
        "无",
        "正确",
        "已核对",
        "已核实，情况属实。",
        "数据无误！！！",
        "  核 实 无 误  ",
        "。。。。。。",
        "——",
        "无无无无无无无",
        "是的是的是的",
        "数据经核实准确无误",
        "本校情况确实如此，已多次核对",
        "ok",
        "OK, no",
        "略",
        "同上",
        "111111111",
        "增加",
        "人数多",
        "政策政策政策",
        "",
        "如实填写，真实有效",
    ],
)
def test_empty_phrases_are_refused(text):
    assert not says_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "2024 年与示例中专合并，增加专任教师 12 人",
        "学生人数增加",
        "苏教职〔2024〕8 号文件取消此项统计",
        "上年把兼职教师也算了进去，今年更正",
        "教师退休 3 人",
    ],
)
def test_a_cause_is_accepted(text):
    assert says_something(text)


def test_every_kind_of_check_has_causes_to_choose_from():
    assert set(CATEGORIES) == set(Level)
    assert {one for causes in CATEGORIES.values() for one in causes} == set(ALL_CATEGORIES)
