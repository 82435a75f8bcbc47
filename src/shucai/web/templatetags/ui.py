"""Small pieces of pages: icons, tags, figures and words."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from shucai.domain.catalogue import FORM_KIND_WORDS, PLATFORM_WORDS, CodeList, Severity
from shucai.domain.examples import Verdict
from shucai.domain.workflow import Standing, State
from shucai.web.checks.findings import Group, Wanted

register = template.Library()
MEGABYTE = 1 << 20
HUNDRED = 100
KEPT_LISTS = "codes/README："  # public lists by the file they are kept in; their titles end with the standard
EDITION = re.compile(r"^.*（(.*)）$")
NAMED_IN_ENGLISH = re.compile(r"\b(national:)[a-z]\w*", re.ASCII)  # as the reference lists name it
CITED = re.compile(r"\bS(?:1[0-2]|[1-9])\b|\b(?:talent|national)_rules\b")
FORMULA = re.compile(r"[a-z]{3,}|[a-z]_")  # field names, where a list of fields writes its constraints
LIST_OF_FIELDS = "字段清单里的约束"
CITED_WORDS: Mapping[str, str] = {
    "S1": "国家高职状态数据平台",
    "S2": "同类采集系统的公开列名",
    "S3": "学生实习监管上报的列名",
    "S4": "职业院校数据中台的公开列名",
    "S5": "同类平台的教师表",
    "S6": "教育部公布的生均、生师比算法（教发〔2004〕2 号）",
    "S7": "数据采集工作制度",
    "S8": "中职办学能力评估的教师规模列",
    "S9": "早期状态数据填写说明",
    "S10": "高职数据仓库的生均算法",
    "S11": "同类平台的国际影响、访企拓岗指标",
    "S12": "同类法定采集的校验通知",
    "talent_rules": "人才平台规则清单",
    "national_rules": "全国系统规则清单",
}

SEVERITY_LOOK: Mapping[str, tuple[str, str]] = {
    "error": ("s-back", "circle-x"),
    "explain": ("s-doing", "message-question"),
    "confirm": ("s-wait", "eye"),
    "note": ("s-none", "info-circle"),
}
LEVEL_LOOK: Mapping[str, tuple[str, str, str]] = {
    "REJECT": ("s-back", "circle-x", "未读取"),
    "ASK": ("s-doing", "eye", "请核实"),
    "SILENT": ("s-none", "check", "已规整"),
}
VERDICT_LOOK: Mapping[str, tuple[str, str]] = {
    "pass": ("s-pass", "check"),
    "fail": ("s-back", "x"),
    "open": ("s-none", "help"),
}
KIND_LOOK: Mapping[str, tuple[str, str]] = {
    "basic": ("s-wait", "key"),
    "ordinary": ("s-none", "table"),
    "derived": ("s-sent", "refresh"),
    "exception_list": ("s-doing", "list-search"),
}
STATE_LOOK: Mapping[State, tuple[str, str]] = {
    State.NOT_STARTED: ("s-none", "circle-dashed"),
    State.FILLING: ("s-doing", "pencil"),
    State.CHECKED: ("s-wait", "clock"),
    State.DEPARTMENT_APPROVED: ("s-lead", "eye"),
    State.COMPLIANT: ("s-board", "checks"),
    State.DELIBERATED: ("s-pass", "check"),
    State.SUBMITTED: ("s-sent", "cloud-upload"),
    State.ARCHIVED: ("s-sent", "lock"),
}
RETURNED_LOOK = ("s-back", "arrow-back-up")
REOPENED_LOOK = ("s-doing", "lock-open")
OVER_LOOK = ("s-back", "lock")


@register.simple_tag
@lru_cache(maxsize=512)  # a page shows dozens of them, always the same
def icon(name: str, cls: str = "") -> SafeString:
    """Return an icon of the sprite; it says nothing by itself, so readers aloud pass over it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        cls,
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def tag(look: str, icon_name: str, text: str) -> SafeString:
    """Return a tag: always an icon and words, never colour alone."""
    return format_html('<span class="st {}">{}{}</span>', look, icon(icon_name), text)


@register.simple_tag
def severity_tag(severity: str, count: int | None = None) -> SafeString:
    """Return the tag of a severity (ruling 4); without its colour where a count says that nothing has it."""
    look, symbol = SEVERITY_LOOK[severity]
    return tag("s-none" if count == 0 else look, symbol, Severity(severity).label)


@register.simple_tag
def level_tag(level: str) -> SafeString:
    """Return the tag of what normalisation did."""
    return tag(*LEVEL_LOOK[level])


@register.simple_tag
def verdict_tag(verdict: str) -> SafeString:
    """Return the tag of what a check says of a row."""
    return tag(*VERDICT_LOOK[verdict], Verdict(verdict).label)


@register.simple_tag
def kind_tag(kind: str) -> SafeString:
    """Return the tag of a form's kind."""
    return tag(*KIND_LOOK[kind], FORM_KIND_WORDS[kind])


@register.simple_tag
def state_tag(state: str) -> SafeString:
    """Return the tag of a state of a return or a part of it (ruling 10)."""
    known = State(state)
    return tag(*STATE_LOOK[known], known.label)


def look_of(standing: Standing, on: date) -> tuple[str, str]:
    """Return the CSS class and the icon of where a return or a part stands on a day."""
    if standing.is_over(on):
        return OVER_LOOK
    if standing.is_back:
        return RETURNED_LOOK
    return REOPENED_LOOK if standing.is_reopened else STATE_LOOK[standing.state]


@register.simple_tag
def standing_tag(standing: Standing, on: date) -> SafeString:
    """Return the tag of where a return or a part stands on a day.

    已退回, 待领导审批 (ruling 10), and a re-opening that runs or is over are told apart.
    """
    return tag(*look_of(standing, on), standing.label_on(on))


@register.filter
def state_look(state: str) -> str:
    """Return the CSS class of a state."""
    return STATE_LOOK[State(state)][0]


@register.filter
def severity_look(severity: str) -> str:
    """Return the CSS class of a severity."""
    return SEVERITY_LOOK[severity][0]


@register.filter
def file_size(size: int) -> str:
    """Return a size as people read it; a megabyte has 1,048,576 bytes."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024)):,} KB"
    return f"{size / MEGABYTE:.1f} MB".replace(".0 ", " ")


@register.filter
def lasted(seconds: int) -> str:
    """Return how long something took as people say it."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes:,} 分 {rest} 秒" if minutes else f"{rest} 秒"


@register.filter
def source_words(codes: CodeList) -> str:
    """Return the source of a code list in Chinese: platforms, and what they name in English, by their titles."""
    if codes.source.startswith(KEPT_LISTS):
        return "公开的标准或目录：" + EDITION.sub(r"\1", codes.title)
    named = NAMED_IN_ENGLISH.sub(rf"\g<1>{codes.title}", codes.source.removeprefix("参考清单 "))
    for key, name in PLATFORM_WORDS.items():
        named = named.replace(f"{key}:", f"{name}·")
    return named


@register.filter
def cited_words(text: str) -> str:
    """Return a text with the public lists that it cites by letter and number named."""
    return CITED.sub(lambda found: CITED_WORDS[found[0]], text)


@register.filter
def clause_words(source: str) -> str:
    """Return the source of a field or check: public lists by their names, formulas of the lists of fields not spelt out."""
    words = cited_words(source)
    pieces = [
        piece.strip() for piece in (words.replace("/", "、") if words != source else source).split("；")
    ]
    named = (LIST_OF_FIELDS if FORMULA.search(piece) else piece for piece in pieces)
    return "；".join(dict.fromkeys(named))


@register.filter
def grouped(number: float) -> str:
    """Return a whole number with thousands separators."""
    return f"{number:,}"


@register.filter
def share_of(part: int, whole: int) -> str:
    """Return what part of a whole a count is, in per cent, rounded down so that only the whole is 100%; of nothing 0%."""
    share = part * HUNDRED // whole if whole else 0
    return "不到 1%" if part and not share else f"{share}%"


@register.filter
def big_share_of(part: int, whole: int) -> SafeString:
    """Return the same for a figure that is read from afar: all but the number small."""
    before, number = share_of(part, whole)[:-1].rpartition(" ")[::2]
    words = format_html("<small>{}</small>", before) if before else ""
    return format_html("{}{}<small>%</small>", words, number)


@register.filter
def unlocalize(number: float) -> str:
    """Return a number as SVG wants it, whatever the language."""
    return f"{number:g}"


@register.filter
def address(group: Group, wanted: Wanted) -> str:
    """Return the query that asks for the rows of one group, within the filter that is on."""
    asked = {"rule": group.rule, "severity": group.severity, "field": wanted.field, "q": wanted.text}
    return urlencode({name: value for name, value in asked.items() if value})


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """Return the query of this page with some values changed; empty values are left out."""
    kept = context["request"].GET.dict()
    kept.update({name: str(value) if value is not None else "" for name, value in changes.items()})
    return "?" + urlencode({name: value for name, value in kept.items() if value})
