"""Questions about what normalisation did to the cells of one check. Pure; the table is CHANGES_SCHEMA."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

LEVELS = ("REJECT", "ASK", "SILENT")
RULE_WORDS: Mapping[str, str] = {
    "T1": "删去看不见的字符", "T2": "换行和制表符改为空格", "T3": "特殊空格改为普通空格，去掉首尾和连续的空格",
    "T4": "部首字符改为汉字", "T5": "兼容汉字改为通用汉字", "T6": "全角字母数字改为半角", "T7": "各种横线统一为 -",
    "T8": "各种连接号统一为 ~", "T10": "外文形近字母改为英文字母", "T11": "私有区字符", "T12": "统一字符的组合方式",
    "E1": "必填项写了表示没有的词", "E2": "表示没有的写法", "E3": "表示没有的写法改为 0", "E4": "占位的号码按空处理",
    "E5": "Excel 的空日期按空处理", "E6": "是/否的各种写法", "E7": "整行为空",
    "N1": "号码存成了数字，末位已丢失", "N2": "号码存成了科学计数，末位已丢失", "N3": "号码末尾疑似被截断",
    "N4": "整列号码疑似被截断", "N5": "去掉数字前的引号", "N6": "整数去掉 .0", "N7": "去掉千分位",
    "N8": "去掉货币或单位，按单位换算", "N9": "百分比换算", "N10": "中文数字改为数字", "N11": "括号改为负数",
    "C1": "代码和名称归为代码", "C2": "代码补足前导零", "C3": "别名归为标准取值", "C4": "地名归为区划代码",
    "C5": "专业名称归为专业代码", "C6": "多个取值统一分隔", "D1": "日期单元格", "D2": "日期统一写法",
    "D3": "年月统一写法", "D4": "2024.1 分不清是 1 月还是 10 月", "D5": "年份统一为四位", "D6": "日期不完整或不存在",
    "D7": "中文日期改为数字", "D8": "去掉时间", "D9": "长期、至今按没有截止日处理", "D10": "时间段",
    "D11": "学年统一写法", "D12": "Excel 早期日期", "D13": "日期合理性", "P1": "间隔号统一为 ·", "P2": "去掉姓名中的空格",
    "P3": "外文姓名的空格", "P4": "姓名带括号或数字", "P5": "姓名带称呼", "P6": "姓名里有少见的符号",
    "P7": "生僻字写成了替代符号", "F2": "公式没有结果或单元格报错", "F6": "合并单元格",
    "S6": "去掉号码里的空格和短横", "FIX": "按您的同意改正",
}  # fmt: skip


@dataclass(frozen=True)
class Group:
    """Changes by one rule at one level, with an example. field: of the example."""

    rule: str
    level: str
    name: str
    count: int
    before: str
    after: str | None
    field: str


def words_of(rule: str) -> str:
    """Return what a rule does; rules joined by + each say theirs."""
    return "；".join(RULE_WORDS.get(part, "") for part in rule.split("+") if part in RULE_WORDS)


def spoken(text: str, labels: Mapping[str, str]) -> str:
    """Return codes with their names, several joined as they are."""
    return ";".join(f"{code} {labels[code]}" if code in labels else code for code in text.split(";"))


def groups(changes: pl.DataFrame) -> list[Group]:
    """Return the changes by rule: refused cells first, then what asks to be looked at, then the rest by count."""
    if changes.is_empty():
        return []
    weight = pl.col("level").replace_strict(LEVELS, list(range(len(LEVELS))), return_dtype=pl.Int8)
    grouped = (
        changes.group_by("rule", "level")
        .agg(pl.len().alias("count"), pl.col("before", "after", "field").first())
        .sort(weight, -pl.col("count").cast(pl.Int64), "rule")
    )
    return [
        Group(str(rule), str(level), words_of(str(rule)), int(count), str(before or ""), after, str(field))
        for rule, level, count, before, after, field in grouped.iter_rows()
    ]


def matching(changes: pl.DataFrame, *, rule: str, level: str) -> pl.DataFrame:
    """Return the changes that fit; empty means any."""
    tests = [pl.col(name) == value for name, value in (("rule", rule), ("level", level)) if value]
    return changes.filter(tests) if tests else changes
