"""Conditions of the catalogue as people read them: 「教师类型」为“校内兼课教师”."""

import re

from shucai.domain.catalogue import Form

TOKEN = re.compile(r"'(?:[^']|'')*'|[A-Za-z_]\w*|<>|!=|<=|>=|[=<>(),]|[\d.]+|\S")
PHRASES = (
    (re.compile(r"\bIS\s+NOT\s+NULL\b", re.I), "HAS_VALUE"),
    (re.compile(r"\bIS\s+NULL\b", re.I), "NO_VALUE"),
    (re.compile(r"\bNOT\s+IN\b", re.I), "NOT_IN"),
    (re.compile(r"\b(?:quantity|label_of)\((\w+)\)"), r"\1"),
    (re.compile(r"\bperiod_(start|end)\(\)"), r"PERIOD_\1"),
    (re.compile(r"\bcontains\((\w+), *('[^']*')\)"), r"\1 HAS_PART \2"),
    (re.compile(r"\bprefix\((\w+), *(\d+)\)"), r"\1 FIRST \2 PLACES"),
    (re.compile(r"\byears_between\((\w+), *(\w+)\)"), r"\1 UNTIL \2 YEARS"),
)
WORDS = {
    "=": "为", "<>": "不为", "!=": "不为", "<=": "不大于", ">=": "不小于", "<": "小于", ">": "大于", ",": "、",
    "AND": "，并且", "OR": "，或者", "NOT": "不是", "IN": "为其中之一", "NOT_IN": "不为其中任何一个",
    "PERIOD_START": "采集时段首日", "PERIOD_END": "采集时段末日", "HAS_PART": "含", "FIRST": "的前", "PLACES": "位",
    "UNTIL": "到", "YEARS": "的年数", "HAS_VALUE": "已填", "NO_VALUE": "为空", "(": "（", ")": "）",
}  # fmt: skip


def condition_in_words(predicate: str, form: Form) -> str:
    """Return a condition with titles for names and words for signs; what has no word stays as written."""
    for pattern, word in PHRASES:
        predicate = pattern.sub(word, predicate)
    return "".join(_word(token, form) for token in TOKEN.findall(predicate)).strip()


def _word(token: str, form: Form) -> str:
    if token.startswith("'"):
        return f"“{token[1:-1]}”"
    field = form.by_name.get(token)
    if field is not None:
        return f"「{field.title}」"
    word = WORDS.get(token.upper(), token)
    return word if word != token else f" {token} " if token[0].isdigit() else token
