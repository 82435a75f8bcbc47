"""The sentences that a marked workbook carries."""

import re
from collections.abc import Mapping, Sequence

from shucai.domain.catalogue import Severity

AUTHOR = "数采校验"
OPENING = f"【{AUTHOR}】"  # begins our part of a comment; some programs drop the author, none drops the text
LIST_SHEET = "校验结果"
TEXT_LIMIT = 30_000  # Excel takes 32,767 characters in a comment
LABELS = {severity.value: severity.label for severity in Severity}

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Office reads _x000A_ as the character of that number
_BREAKS = re.compile(r"\s*[\r\n\v\f\u2028\u2029]+\s*")

# One of our lines: where from, severity, message, rule. What somebody writes behind or below it is not ours.
_LINE = rf"(?:[^\n：〔]+ )?(?:{'|'.join(LABELS.values())})：[^\n]*〔[^〕\n]*〕"
_NOTICE = r"本表有 [\d,]+ 个单元格[^\n]*|另有 \d+ 条写不下[^\n]*"
# Excel repeats threads as indented text under such a line.
OURS = re.compile(
    rf"(?:^|\n)(?:(?:Reply|答复|回复)[:：][ \t]*\n)?[ \t]*{re.escape(OPENING)}"
    rf"(?:\n[ \t]*(?:{_LINE}|{_NOTICE}))*"
)


def line(severity: str, message: str, rule: str) -> str:
    """Return what a comment says about one finding: one line, however the message is broken."""
    return printable(_BREAKS.sub(" ", f"{LABELS[severity]}：{message}〔{rule}〕"))


def comment(lines: Sequence[str]) -> str:
    """Return the text of a comment; where it would be longer than a comment can be, it says how many lines are left out."""
    kept, length = [OPENING], 0
    for position, text in enumerate(lines):
        length += len(text) + 1
        if length > TEXT_LIMIT:
            kept.append(f"另有 {len(lines) - position} 条写不下，请看工作表「{LIST_SHEET}」")
            break
        kept.append(text)
    return "\n".join(kept)


def beyond_limit(marked: int, limit: int) -> str:
    """Return the notice that not every marked cell has a comment."""
    return (
        f"本表有 {marked:,} 个单元格要核对，都已着色；批注太多会使 Excel 很慢，所以只给其中最要紧的 {limit:,} 个写了批注，"
        f"全部问题见最后的工作表「{LIST_SHEET}」"
    )


def printable(text: str) -> str:
    """Return the text with characters that XML cannot hold replaced by a visible sign."""
    return _NOT_IN_XML.sub("\ufffd", text)


def as_stored(text: str) -> str:
    """Return the text as a workbook stores it."""
    return _LOOKS_ESCAPED.sub("_x005F_", printable(text))


def summary(counts: Mapping[str, int]) -> str:
    """Return the line that says how much was found. counts: by severity."""
    if not counts:
        return "没有发现问题。"
    each = "，".join(
        f"{label} {counts[severity]:,}" for severity, label in LABELS.items() if severity in counts
    )
    return f"共 {sum(counts.values()):,} 个问题：{each}。"


def list_note(sheet_name: str) -> str:
    """Return what people must know of the list sheet."""
    return (
        f"请在工作表「{printable(sheet_name)}」里改正，保存后再检查；强制必须改正，解释需要说明原因，核实确认无误即可，提示供参考。"
        "本表每次检查后重写，不会被读取。"
    )


def list_too_long(found: int, limit: int) -> str:
    """Return the notice that the list is not complete."""
    return f"问题太多：这里只列出最要紧的 {limit:,} 个，全部 {found:,} 个请看检查结果页面。"


def written_anew(workbook_format: str, reason: str, *, cut_cells: int) -> list[str]:
    """Return what the list sheet says about a workbook that had to be written anew.

    reason: why an .xlsx could not be marked in place. cut_cells: texts longer than a cell can hold.
    """
    why = {
        "xls": "原文件是 .xls 格式，无法加标记，所以另存为 .xlsx 交还。",
        "csv": "原文件是 .csv 格式，不能带颜色和批注，所以另存为 .xlsx 交还。",
    }.get(workbook_format, f"原文件无法直接加标记（{reason}），所以重新写成 .xlsx 交还。")
    lines = [
        f"{why}这里只有被检查的工作表的内容，原来的格式、公式和其他工作表请看原文件。",
        "所有单元格都按文本写回，证件号码、前面的 0 和以 = + - @ 开头的文字都不会变。",
    ]
    if cut_cells:
        lines.append(
            f"有 {cut_cells:,} 个单元格的文字超过 32,767 个字，Excel 放不下，后面的部分没有写入，请看原文件。"
        )
    return lines
