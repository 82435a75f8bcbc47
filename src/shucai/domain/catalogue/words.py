"""Definitions in the words of those who fill: platforms, kinds, types, limits, whether something is required."""

from shucai.domain.catalogue.codes import CodeLists
from shucai.domain.catalogue.form import Field

PLATFORM_WORDS = {"talent": "人才平台", "national": "全国系统"}
FORM_KIND_WORDS = {
    "basic": "基础数据", "ordinary": "普通表", "derived": "自动汇总", "exception_list": "异常清单",
}  # fmt: skip
PERIOD_WORDS = {"academic_year": "学年", "calendar_year": "自然年"}
KIND_WORDS = {
    "text": "文字", "long_text": "长文字", "name": "姓名", "code": "代码", "reference": "引用", "count": "整数",
    "number": "数字", "money": "金额", "percent": "百分比", "boolean": "是/否", "date": "日期（YYYY-MM-DD）",
    "yearmonth": "年月（YYYY-MM）", "year": "年份", "academic_year": "学年（如 2023-2024）", "id_number": "身份证件号",
    "uscc": "统一社会信用代码", "isbn": "ISBN", "phone": "电话", "email": "电子邮箱", "url": "网址", "identifier": "编号",
    "teacher_cert": "教师资格证号",
}  # fmt: skip


def plain_number(value: float) -> str:
    """Return a number as people write it: no exponent below 1e15, no trailing zeros."""
    return f"{value:.15g}"


def words_of_type(field: Field, code_lists: CodeLists) -> str:
    """Return the type of a field with its unit or code list, e.g. ``整数（人）`` or ``代码：性别``."""
    word = KIND_WORDS[field.kind]
    if field.code_list is not None:
        word += f"：{code_lists[field.code_list].title}"
    if field.unit:
        word += f"（{field.unit}）"
    return word + ("，可多选" if field.multi else "")


def words_of_need(field: Field) -> str:
    """Return 必填, 条件必填, 选填 or 自动."""
    if field.derived:
        return "自动"
    return "必填" if field.required else ("条件必填" if field.required_when else "选填")


def words_of_length(field: Field) -> str:
    """Return the length a text must have, e.g. ``6 位`` or ``至少 2 个字，最多 30 个字``; empty where it has no limit."""
    unit = "位" if field.is_identifier else "个字"
    if field.min_length is not None and field.min_length == field.max_length:
        return f"{field.min_length} {unit}"
    least = f"至少 {field.min_length} {unit}" if field.min_length else ""
    most = f"最多 {field.max_length} {unit}" if field.max_length else ""
    return "，".join(filter(None, (least, most)))


def words_of_limits(field: Field) -> str:
    """Return lengths and bounds in words, empty where there are none."""
    parts = [
        words_of_length(field),
        f"不小于 {plain_number(field.minimum)}" if field.minimum is not None else "",
        f"不大于 {plain_number(field.maximum)}" if field.maximum is not None else "",
        "不能重复" if field.unique else "",
    ]
    return "，".join(filter(None, parts))
