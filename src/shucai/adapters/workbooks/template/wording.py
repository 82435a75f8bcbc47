"""What a template says about a column: in the comment on its heading, in the guide, and while a cell is typed."""

from collections.abc import Iterator

from shucai.adapters.workbooks.template.columns import Column
from shucai.adapters.workbooks.template.names import LISTS_SHEET
from shucai.domain.catalogue import CodeLists, words_of_limits, words_of_type

FEW = 12  # values that a comment names one by one
MANY_CHARACTERS = 160  # of values that the guide names; beyond it points to the list
TEXT_KINDS = frozenset({"text", "long_text"})
NUMBERED_KINDS = frozenset({"id_number", "uscc", "isbn", "phone", "identifier", "teacher_cert"})


def need(column: Column) -> str:
    """Return whether the column must be filled, and when."""
    field = column.field
    if field.derived:
        return "自动算出，不用填"
    if field.required:
        return "必填"
    if column.condition is None:
        return "选填"
    otherwise = "，其他情况不填" if field.blank_unless_required else ""
    return f"{column.condition}时必填{otherwise}"


def comment(column: Column, code_lists: CodeLists) -> str:
    """Return the comment on a heading: meaning, type, what is allowed, an example, the remedy."""
    field = column.field
    unit = f"（{field.unit}）" if field.unit else ""
    lines = [
        f"【{field.title}】{need(column)}",
        f"类型：{type_of(column, code_lists)}{unit}",
        *([f"可填：{values(column, FEW)}"] if column.choices else []),
        *rules(column),
        *([f"例：{column.example}"] if column.example else []),
        *remedies(column),
    ]
    return "\n".join(lines)


def type_of(column: Column, code_lists: CodeLists) -> str:
    """Return the type without the unit."""
    field = column.field
    words = words_of_type(field, code_lists).replace(f"（{field.unit}）", "")
    return words.replace("引用", "文字，与其他表一致") if field.kind == "reference" else words


def rules(column: Column) -> Iterator[str]:
    """Yield what else holds for the values: guidance, limits, period, references."""
    if column.field.guidance:
        yield column.field.guidance
    limits = words_of_limits(column.field)
    if column.is_key and column.alone_unique and not column.field.unique:
        limits = "，".join(filter(None, (limits, "不能重复")))
    if limits:
        yield f"限制：{limits}"
    if column.event_period:
        yield f"应在 {column.event_period[0]} 至 {column.event_period[1]} 之内"
    yield from column.references


def values(column: Column, few: int) -> str:
    """Return the values a column offers, or how many there are and where they stand."""
    choices = column.choices
    if choices is None:
        return ""
    names = choices.values
    if len(names) <= few and sum(map(len, names)) <= MANY_CHARACTERS:
        return "、".join(names)
    if column.field.multi:
        return f"{choices.title}共 {len(names)} 项，见「{LISTS_SHEET}」"
    return f"{choices.title}共 {len(names)} 项，点单元格右边的箭头选取"


def remedies(column: Column) -> Iterator[str]:
    """Yield what to do where there is nothing to report, or where a spreadsheet spoils what is typed."""
    field = column.field
    if field.required and field.is_numeric:
        yield from ["没有发生的填 0"] if field.may_be_zero else []
    elif field.none_allowed or (field.kind in TEXT_KINDS and field.required and not column.is_key):
        yield "确实没有的填“无”"
    if field.multi:
        yield "几个值之间用“；”隔开"
    elif column.choices and any(" " in value for value in column.choices.values[:50]):
        yield "也可以只填代码；同名的必须带代码"
    by_kind = {
        "yearmonth": "月份写两位",
        "percent": "输入 95.5 就是 95.5%",
    }
    if field.kind in by_kind:
        yield by_kind[field.kind]
    if field.kind in NUMBERED_KINDS:
        yield "本列是文本，不会丢位数；复制来的只粘贴“值”"


def marks(column: Column) -> str:
    """Return the marks of a column: key data, personal data, who fills it."""
    field = column.field
    shown = [
        "区分各行" if column.is_key else "",
        "关键数据，报主管领导批准" if field.key_data else "",
        "个人信息，注意保密" if field.personal else "",
        f"由{field.filled_by}填" if field.filled_by else "",
    ]
    return "；".join(filter(None, shown))
