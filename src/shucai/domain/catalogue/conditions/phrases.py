"""What the functions of predicates are called, and what regular expressions ask for."""

import re
from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "quantity": "{}", "label_of": "{}", "folded": "{}", "text_of": "{}",
    "parent_label_of": "{}的上级",
    "contains": "{}含{}",
    "includes": "{}含{}",
    "in_unit": "{}（换算成{}）",
    "year_of": "{}的年份", "month_of": "{}的月份", "first_year_of": "{}的起始年",
    "years_between": "{}到{}的年数", "months_between": "{}到{}的月数", "days_between": "{}到{}的天数",
    "add_years": "{}加{} 年", "add_months": "{}加{} 个月", "add_days": "{}加{} 天",
    "period_start": "采集时段首日", "period_end": "采集时段末日",
    "report_year": "采集年度", "fiscal_year": "采集年度的上一年",
    "length": "{}的字数",
    "item_count": "{}的项数",
    "is_none": "{}填的是“无”",
    "least_number_in": "{}里最小的数", "greatest_number_in": "{}里最大的数",
    "gender_of": "{}里的性别", "birth_of": "{}里的出生日期",
    "isbn_valid": "{}的 ISBN 校验码正确", "issn_valid": "{}的 ISSN 校验码正确",
    "abs": "{}的绝对值",
    "least": "{}与{}中较小的数", "greatest": "{}与{}中较大的数",
    "sum_of": "{}的合计", "distinct_of": "不同的{}的个数", "list_of": "各行的{}用分号连起来",
}  # fmt: skip
DENIALS: Mapping[str, str] = {
    "contains": "{}不含{}", "includes": "{}不含{}", "is_none": "{}填的不是“无”",
    "isbn_valid": "{}的 ISBN 校验码不正确", "issn_valid": "{}的 ISSN 校验码不正确",
}  # fmt: skip
DATE_CALLS = frozenset({"period_start", "period_end", "add_years", "add_months", "add_days", "birth_of"})
PATTERNS: Mapping[str, str] = {
    r"^\S+$": "中间没有空格",
    r"^\S(.*\S)?$": "前后没有空格",
    r"[一-鿿]\s+[一-鿿]": "汉字之间有空格",
    r"[一-鿿]\s|\s[一-鿿]": "汉字旁边有空格",
    r"^https?://": "以 http:// 或 https:// 开头",
    r"^999[0-9]{15}$": "是 999 开头的 18 位数字",
    r"^(\d{4}SR\d{6,7}|软著登字第\d+号)$": "是登记号（4 位年份、SR、6 至 7 位数字）或“软著登字第…号”",
    r"^ZL\d{12}\.[\dX]$": "是 ZL、12 位数字、小数点、1 位校验码",
    r"^(CN)?\s?\d{2}-\d{4}": "是国内统一刊号（2 位数字、短横、4 位数字，前面可有 CN）",
    r"^[一二三四五六日][0-9]+([-－~～][0-9]+)?节?$": "写成星期几第几节的样子",
}
UNSAID = "写成规定的样子"
ALTERNATIVES = re.compile(r"(?P<first>\^?)\(?(?P<words>[^\\^$.*+?()\[\]{}]+)\)?")


def words_of_pattern(pattern: str) -> str:
    """Return what a text that fits a regular expression looks like."""
    if pattern in PATTERNS:
        return PATTERNS[pattern]
    found = ALTERNATIVES.fullmatch(pattern)
    if found is None:
        return UNSAID
    words = [f"“{word}”" for word in found["words"].split("|")]
    listed = "、".join(words) + ("之一" if len(words) > 1 else "")
    return f"以{listed}开头" if found["first"] else f"含{listed}"


def words_without_pattern(pattern: str) -> str:
    """Return what a text that does not fit a regular expression looks like."""
    words = words_of_pattern(pattern)
    return words.replace("有空格", "没有空格") if words.endswith("有空格") else f"不{words}"
