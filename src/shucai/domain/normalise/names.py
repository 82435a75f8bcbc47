"""Names of people (P1 to P7)."""

import re

from shucai.domain.catalogue import Field
from shucai.domain.normalise.outcomes import Level, Outcome, Read, Refused, after, silent

CJK = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af〇\ue000-\uf8ff"
DOT = re.compile(f"(?<=[{CJK}]) ?[•‧∙⋅・･·．.] ?(?=[{CJK}])")
INNER_SPACE = re.compile(f"(?<=[{CJK}]) (?=[{CJK}])")
LATIN = re.compile("[A-Za-z]")
SHORT = 4  # letters of a name whose spaces are only for alignment
LACKING = re.compile("[?？□〓*＊\u2ff0-\u2fff]")
PINYIN = re.compile(f"[{CJK}][a-z]|[a-z][{CJK}]")
NAMESAKE = re.compile(f"(?P<name>[{CJK}·]{{2,}})(?:[(（][^()（）]*[)）]|[0-9]+|[A-Z])")
HONORIFIC = re.compile(f"(?P<name>[{CJK}·]{{1,}})(?:女士|老师|同学|先生)")
VALID = re.compile(f"[{CJK}·A-Za-z\u00c0-\u024f \\-',/.’]{{2,50}}")
MISPLACED = re.compile("[\ue000-\uf8ff]")


def read_name(field: Field, text: str) -> Outcome:
    """Return a name as identity cards write it, or why it is none."""
    if LACKING.search(text) or PINYIN.search(text):
        return Refused("P7", f"“{text}”里有打不出的字的代替写法，请按身份证填写「{field.title}」")
    rules: list[str] = []
    level = Level.SILENT
    for rule, weight, step in (
        ("P1", Level.SILENT, _with_middle_dots),
        ("P2", Level.SILENT, _without_inner_spaces),
        ("P4", Level.ASK, _without_namesake_mark),
        ("P5", Level.ASK, _without_honorific),
    ):
        changed = step(text)
        if changed != text:
            text, level = changed, Level.ASK if weight is Level.ASK else level
            rules.append(rule)
    if HONORIFIC.fullmatch(text):  # a surname alone is no name, so nothing is proposed
        return Read(text, (*rules, "P5"), Level.ASK)
    return after(tuple(rules), level, _doubtful(text))


def _doubtful(text: str) -> Read:
    """Return the name, with a question where it holds characters that names do not have."""
    if MISPLACED.search(text):
        return Read(text, ("T11",), Level.ASK)
    return silent(text) if VALID.fullmatch(text) else Read(text, ("P6",), Level.ASK)


def _with_middle_dots(text: str) -> str:
    return DOT.sub("·", text)


def _without_inner_spaces(text: str) -> str:
    joined = INNER_SPACE.sub("", text)
    return joined if not LATIN.search(text) and len(joined) <= SHORT else text


def _without_namesake_mark(text: str) -> str:
    found = NAMESAKE.fullmatch(text)
    return found["name"] if found else text


def _without_honorific(text: str) -> str:
    found = HONORIFIC.fullmatch(text)
    return found["name"] if found and len(found["name"]) > 1 else text
