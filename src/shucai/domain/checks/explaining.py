"""What counts as an explanation of a finding: a cause by category, and words that say something (VAL-1)."""

import re
from collections.abc import Mapping

from shucai.domain.checks.register import Level

LEAST_LETTERS = 6
LEAST_DIFFERENT = 4
OTHER = "其他"
AGAINST_LAST_YEAR = (
    "政策变化",
    "统计口径变化",
    "学生变动",
    "人员变动",
    "机构调整",
    "一次性事项",
    "上年有误",
    OTHER,
)
AGAINST_OTHERS = ("统计口径不同", "统计时间不同", "对方表未更新", "对方表有误", "特殊情况", OTHER)
IN_THE_FORM = ("政策规定", "特殊情况", "历史原因", "一次性事项", "资料所限", OTHER)
CATEGORIES: Mapping[Level, tuple[str, ...]] = {
    Level.ITEM: IN_THE_FORM,
    Level.ROW: IN_THE_FORM,
    Level.ROWS: IN_THE_FORM,
    Level.FORMS: AGAINST_OTHERS,
    Level.PLATFORMS: AGAINST_OTHERS,
    Level.YEARS: AGAINST_LAST_YEAR,
}
ALL_CATEGORIES = tuple(dict.fromkeys([*AGAINST_LAST_YEAR, *AGAINST_OTHERS, *IN_THE_FORM]))

# what is said where nothing is said, the longer ones first
EMPTY = """
没有任何问题 如实填写 情况属实 核实无误 核对无误 确认无误 数据无误 没有问题 符合实际
实际如此 实际情况 真实有效 真实情况 真实准确 准确无误 属于正常 正常情况 test
none null 不清楚 不知道 没问题 无问题 无异常 已核实 已核对 已确认 已检查
已解释 无说明 核实过 检查过 yes 确实 属实 无误 正确 准确 真实 正常 核实 核对
确认 检查 情况 数据 数字 填写 填报 说明 解释 原因 同上 暂无 没有 以上 本表 本行
本校 学校 老师 我们 经过 再次 多次 反复 全部 所有 如实 实际 没错 测试 的确 就是
这样 如此 可以 ok no na 略 无 是 对 的 了 经 已 均 都 与 和 我 并 请
为 在 也 此 该 其
"""


def letters_of(text: str) -> str:
    """Return the letters and figures of a text, without punctuation and blanks."""
    return re.sub(r"[\W_]+", "", text).lower()


def says_something(text: str) -> bool:
    """Return whether a text tells more than that all is well: empty phrases, repetitions and a few letters do not."""
    said = letters_of(text)
    if re.fullmatch(r"(.+?)\1+", said):
        return False
    for phrase in EMPTY.split():
        said = said.replace(phrase, "")
    enough = len(letters_of(text)) >= LEAST_LETTERS
    return enough and len(set(said)) >= LEAST_DIFFERENT
