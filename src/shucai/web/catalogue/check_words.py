"""All checks of one form in the words of their page: by how far they look, with what they demand and their examples."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shucai import toolkit
from shucai.domain.catalogue import Check, Form, Severity, plain_number, words_of_condition
from shucai.domain.catalogue.conditions import words_of_demand
from shucai.domain.checks import Level, Rule
from shucai.domain.predicates import TOLERANCE
from shucai.web.catalogue.example_words import (
    SHOWN_COLUMNS,
    ExampleTable,
    Values,
    tables_of,
    values_of,
    year_values_of,
)
from shucai.web.catalogue.figure_words import FigureWords, Piece, figures_of, pieces_of, rows_of
from shucai.web.catalogue.queries import titles_of

FEW = 8  # checks of a level that have a line each at once
LEVEL_WORDS = {
    Level.ITEM: "只看一个格：有没有填、读不读得懂、在不在范围里",
    Level.ROW: "看同一行的几个栏目",
    Level.ROWS: "看本表的几行：重复、合计、每人一行",
    Level.FORMS: "看同一平台的其他表",
    Level.YEARS: "与上年度的数据比较，例子里写成“上年 → 本年”",
    Level.PLATFORMS: "与另一个平台的数据比较",
}
SEVERITY_WORDS = {
    Severity.ERROR: "不改正不能提交",
    Severity.EXPLAIN: "要写明原因，由复核人认可",
    Severity.CONFIRM: "要核对一遍并确认",
    Severity.NOTE: "提醒一下，不影响提交",
}
KIND_WORDS = {
    "type": "写法", "code_list": "代码表", "identifier": "号码", "required": "必填", "length": "长度", "range": "范围",
    "pattern": "格式", "event_date": "时段", "known_code": "目录", "current_code": "停用", "G11": "单位", "G13": "增减",
    "G14": "漏填",
}  # fmt: skip


@dataclass(frozen=True)
class ItemWords:
    """A check of one cell, or of one figure and last year's."""

    rule: Rule
    kind: str
    message: tuple[Piece, ...]
    values: Values


@dataclass(frozen=True)
class FieldChecks:
    """The checks of the cells of one column."""

    name: str
    title: str
    checks: tuple[ItemWords, ...]


@dataclass(frozen=True)
class CheckWords:
    """A check that looks at more than one cell. condition: which rows it is about, empty for all of them.

    demand: what must hold of them, as exactly as the catalogue says it.
    """

    rule: Rule
    message: tuple[Piece, ...]
    figures: tuple[FigureWords, ...]
    condition: str
    demand: str
    source: str
    tables: tuple[ExampleTable, ...]


@dataclass(frozen=True)
class LevelWords:
    """The checks of one level: those of one cell, or of a figure and last year's, by column; the others one by one."""

    level: Level
    explained: str
    count: int
    fields: tuple[FieldChecks, ...]
    checks: tuple[CheckWords, ...]

    @property
    def is_short(self) -> bool:
        """Return whether the checks are few enough to have a line each at once."""
        return self.count <= FEW


def levels_of(form: Form) -> list[LevelWords]:
    """Return all checks of a form by level, nearest first; levels without checks are left out."""
    rules = toolkit.checks_of(form)
    found = ((level, [rule for rule in rules if rule.level is level]) for level in Level)
    return [_level(level, of_level, form) for level, of_level in found if of_level]


def _level(level: Level, rules: Sequence[Rule], form: Form) -> LevelWords:
    of_cells = {rule.id: found for rule in rules if (found := _of_one_cell(rule, form)) is not None}
    return LevelWords(
        level=level,
        explained=LEVEL_WORDS[level],
        count=len(rules),
        fields=tuple(_fields(list(of_cells.values()), form)),
        checks=tuple(_check_words(rule, form) for rule in rules if rule.id not in of_cells),
    )


def _of_one_cell(rule: Rule, form: Form) -> ItemWords | None:
    """Return a check that follows from a definition and whose examples are the values of one cell, else None."""
    kind = KIND_WORDS.get(rule.id.rpartition(".")[2])
    message = tuple(pieces_of(rule.message, rule.check, form))
    examples = toolkit.examples_of(form).get(rule.id, ())
    field = form.by_name[rule.fields[0]]
    if rule.level is Level.ITEM:
        return ItemWords(rule, kind or "其他", message, values_of(examples, field))
    values = year_values_of(examples, field) if kind and rule.level is Level.YEARS else None
    return ItemWords(rule, kind or "", message, values) if values is not None else None


def _fields(items: Sequence[ItemWords], form: Form) -> Iterator[FieldChecks]:
    for field in form.fields:
        of_field = tuple(item for item in items if item.rule.fields[0] == field.name)
        if of_field:
            yield FieldChecks(field.name, field.title, of_field)


def _check_words(rule: Rule, form: Form) -> CheckWords:
    examples = toolkit.examples_of(form).get(rule.id, ())
    check = rule.check
    most = None if check in form.checks else SHOWN_COLUMNS
    return CheckWords(
        rule=rule,
        message=tuple(pieces_of(rule.message, check, form)),
        figures=tuple(figures_of(check, form)) if check is not None else (),
        condition=_condition(check, form) if check is not None else "",
        demand=_demand(check, form) if check is not None else "",
        source=(check.source or "") if check is not None else "",
        tables=tuple(tables_of(examples, form, rule.fields if check else (), most)),
    )


def _condition(check: Check, form: Form) -> str:
    return f"只对{words_of_condition(check.when, form, check)}的行" if check.when else ""


def _demand(check: Check, form: Form) -> str:
    """Return what must hold, in words, and within which tolerance and of which rows together."""
    words = words_of_demand(check.require, rows_of(check, form).vocabulary)
    if check.per is not None:
        columns = "、".join(f"「{title}」" for title in titles_of(check.per, form))
        words = f"{f'{columns}相同的各行中' if columns else '全表中'}，{words}"
    return words + (
        f"（相差不超过 {plain_number(check.tolerance)} 算相等）" if check.tolerance != TOLERANCE else ""
    )


def severities_of(form: Form) -> list[tuple[str, str, int]]:
    """Return (severity, what it asks of people, number of checks), the heaviest first; those without are left out."""
    counts = Counter(rule.severity for rule in toolkit.checks_of(form))
    return [(s.value, SEVERITY_WORDS[s], counts[s]) for s in Severity if counts[s]]
