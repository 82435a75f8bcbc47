"""The register of problems that are not findings of a catalogue check: code -> the sentence a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field

REGISTER: Mapping[str, str] = {
    # W1xx: the file cannot be read at all
    "W101": "这不是可以读取的 Excel 或 CSV 文件（{detail}）。请用 Excel 或 WPS 打开原文件，另存为 .xlsx 后再试",
    "W102": "文件有密码保护，无法读取。请在 Excel 中打开，取消“用密码进行加密”后另存，再试",
    "W103": "文件 {size} 超过上限 {limit}。请删除多余内容，或改存为 CSV，或拆成几个文件",
    "W104": "文件解开后达到 {size}，超过上限 {limit}，可能是异常文件。请新建工作簿，只粘贴数据后再试",
    "W105": "文件内容异常（{detail}），读取已中止。请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再试",
    "W106": "读取超过 {seconds} 秒，已中止。请删除多余的行、列和格式，或改存为 CSV 后再试",
    "W107": "数据有 {rows} 行 × {columns} 列，超过上限 {row_limit} 行 × {column_limit} 列。请拆成几个文件后再试",
    "W108": "CSV 文件的编码无法识别（{detail}）。请在 Excel 中另存为“CSV UTF-8（逗号分隔）”后再试",
    "W109": "文件里没有工作表，或第一个工作表是空的。请把数据放在第一个工作表",
    "W110": "不支持 {suffix} 文件。可以读取 .xlsx、.xls、.csv；请在 Excel 或 WPS 中另存为 .xlsx",
    "W111": "找不到文件 {path}，请核对路径",
    # A1xx: the chain of the audit does not hold
    "A101": "第 {number} 条（{at}，{actor}）写下以后被改过：内容与校验值不符",
    "A102": "第 {first} 至 {last} 条不见了",
    "A103": "第 {number} 条接不上第 {before} 条：其中一条被换过，或者次序被动过",
    "A104": "第 {number} 条不是记录的开头：前面的记录被删过，或者它被换过",
    "A105": "第 {first} 至 {last} 条不是由系统写下的",
    "A106": "第 {number} 条是最后一条，但与系统最后写下的不是同一条",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with what it speaks of; ``facts`` fill the placeholders of its sentence."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def message(self) -> str:
        """Return the Chinese sentence, with the remedy in it."""
        return REGISTER[self.code].format_map(self.facts)
