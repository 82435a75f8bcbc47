"""Item checks: what a field's definition demands of every cell, each with an id of its own (ruling 3)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue import (
    CodeList,
    CodeLists,
    Field,
    Form,
    Severity,
    plain_number,
    words_of_condition,
    words_of_length,
)
from shucai.domain.checks.row_check import RowCheck
from shucai.domain.checks.table import refused_column
from shucai.domain.predicates import Parameters, Schema, compile_predicate, none_column, parse


@dataclass(frozen=True)
class Setting:
    """What item checks of one form are built from."""

    form: Form
    schema: Schema
    code_lists: CodeLists
    parameters: Parameters

    def id(self, field: Field, name: str) -> str:
        """Return the id of an item check."""
        return f"{self.form.id}.{field.name}.{name}"


def has_value(field: Field) -> pl.Expr:
    """Return whether something stands in the cell: a value, a declared none, or something unreadable."""
    name = field.name
    return pl.col(name).is_not_null() | pl.col(none_column(name)) | pl.col(refused_column(name))


Maker = Callable[[Field, Setting], Sequence[RowCheck]]


def item_checks(setting: Setting) -> Iterator[RowCheck]:
    """Return the checks of all fields of a form, field by field."""
    for field in setting.form.fields:
        for make in MAKERS:
            yield from make(field, setting)


def _required(field: Field, setting: Setting) -> Sequence[RowCheck]:
    if not field.required or field.derived:
        return ()
    ok = has_value(field)
    return (
        _check(
            field, setting, "required", ok, f"「{field.title}」不能为空，{_how_to_fill(field, setting.form)}"
        ),
    )


def _required_when(field: Field, setting: Setting) -> Sequence[RowCheck]:
    if field.required_when is None:
        return ()
    needed = compile_predicate(parse(field.required_when), setting.schema, setting.parameters)
    present = has_value(field)
    condition = words_of_condition(field.required_when, setting.form)
    condition += " " * condition[-1:].isdigit()
    message = f"{condition}时，「{field.title}」必须填写，{_how_to_fill(field, setting.form)}"
    checks = [_check(field, setting, "required_when", ~needed | present, message)]
    if field.blank_unless_required:
        absent = pl.col(field.name).is_null()
        message = f"只有{condition}时才填「{field.title}」，请清空，或更正前面的栏目"
        checks.append(_check(field, setting, "blank_unless_required", needed | absent, message))
    return checks


def _how_to_fill(field: Field, form: Form) -> str:
    """Return the remedy for a blank: what may be typed where there is nothing to report (FIL-5, ruling 1)."""
    if form.read_only:
        return "请重新汇总本表" if form.kind == "derived" else "请重新生成本表"
    if field.is_numeric:
        return (
            "请补填；没有发生的填 0"
            if field.may_be_zero and not _is_refused_at_zero(field, form)
            else "请补填"
        )
    if field.kind in {"text", "long_text"} or field.none_allowed:
        return "请补填；确实没有的填“无”"
    return "请补填"


def _is_refused_at_zero(field: Field, form: Form) -> bool:
    """Return whether a check of the form demands more than nothing wherever the field must be filled."""
    return any(
        check.severity is Severity.ERROR
        and check.require in {f"{field.name} > 0", f"{field.name} >= 1"}
        and check.when in {None, field.required_when}
        for check in form.checks
    )


def _length(field: Field, setting: Setting) -> Sequence[RowCheck]:
    low, high = field.min_length, field.max_length
    if field.type != "string" or (low is None and high is None):
        return ()
    length = pl.col(field.name).str.len_chars()
    ok = pl.lit(True)  # noqa: FBT003
    if low is not None:
        ok = ok & (length >= low)
    if high is not None:
        ok = ok & (length <= high)
    unit = "位" if field.is_identifier else "个字"
    said = words_of_length(field)
    wanted = f" {said}" if said[:1].isdigit() else said

    def explain(value: str | None) -> str:
        return f"「{field.title}」应填{wanted}，现有 {len(value or '')} {unit}，请核对"

    return (_check(field, setting, "length", ok, f"「{field.title}」应填{wanted}", explain),)


def _limits(low: float | None, high: float | None, least: str, most: str) -> list[str]:
    shown = [(low, least), (high, most)]
    return [text.format(plain_number(limit)) for limit, text in shown if limit is not None]


def _range(field: Field, setting: Setting) -> Sequence[RowCheck]:
    if not field.is_numeric and field.type != "year":
        return ()
    tests = [
        test
        for test in (
            None if field.minimum is None else pl.col(field.name) >= field.minimum,
            None if field.maximum is None else pl.col(field.name) <= field.maximum,
        )
        if test is not None
    ]
    if not tests:
        return ()
    unit = "" if field.unit is None else field.unit if field.unit == "%" else f" {field.unit}"
    wanted = "、".join(_limits(field.minimum, field.maximum, "不小于 {}" + unit, "不大于 {}" + unit))
    return (
        _check(
            field,
            setting,
            "range",
            pl.all_horizontal(tests),
            f"「{field.title}」应{wanted}，请核对数值和单位",
        ),
    )


def _pattern(field: Field, setting: Setting) -> Sequence[RowCheck]:
    if field.pattern is None or field.type != "string" or field.kind == "academic_year":
        return ()  # an academic year is read as two years that follow each other, or not at all
    ok = pl.col(field.name).str.contains(f"^(?:{field.pattern})$")
    hint = f"（{field.guidance}）" if field.guidance else ""
    return (_check(field, setting, "pattern", ok, f"「{field.title}」的格式不对{hint}，请对照填写说明改正"),)


def _event_date(field: Field, setting: Setting) -> Sequence[RowCheck]:
    if not field.event_date:
        return ()
    start, end = setting.parameters.period_start, setting.parameters.period_end
    first = start.replace(day=1) if field.type == "yearmonth" else start
    value = pl.col(field.name)
    message = f"「{field.title}」应在采集时段 {start} 至 {end} 之内，请核对日期；不属于本时段的行请删除"
    return (_check(field, setting, "event_date", value.is_between(pl.lit(first), pl.lit(end)), message),)


def _codes(field: Field, setting: Setting) -> Sequence[RowCheck]:
    if field.code_list is None or field.type != "string" or field.multi:
        return ()
    code_list = setting.code_lists[field.code_list]
    return tuple(make(field, setting, code_list) for applies, make in CODE_CHECKS if applies(code_list))


def _known_code(field: Field, setting: Setting, code_list: CodeList) -> RowCheck:
    message = f"「{field.title}」的代码不在现有的{code_list.title}里；目录不全，请对照最新目录核实"
    ok = pl.col(field.name).is_in(list(code_list.by_code))
    return _check(field, setting, "known_code", ok, message, severity=Severity.CONFIRM)


def _current_code(field: Field, setting: Setting, code_list: CodeList) -> RowCheck:
    withdrawn = _withdrawn(code_list)

    def explain(value: str | None) -> str:
        until = withdrawn.get(value or "", "").rstrip(
            "?+"
        )  # the source does not know some dates, or only since when
        return f"「{field.title}」的代码已停用{f'（{until}）' if until else ''}，如已更名或合并请改用现行代码"

    ok = ~pl.col(field.name).is_in(list(withdrawn))
    message = f"「{field.title}」的代码已停用，如已更名或合并请改用现行代码"
    return _check(field, setting, "current_code", ok, message, explain, Severity.NOTE)


def _withdrawn(code_list: CodeList) -> Mapping[str, str]:
    in_force = {code.code for code in code_list.codes if code.valid_to is None}
    return {c.code: c.valid_to for c in code_list.codes if c.valid_to is not None and c.code not in in_force}


CODE_CHECKS: Sequence[tuple[Callable[[CodeList], bool], Callable[[Field, Setting, CodeList], RowCheck]]] = (
    (lambda code_list: code_list.open_pattern is not None, _known_code),
    (lambda code_list: any(code.valid_to for code in code_list.codes), _current_code),
)


def _check(  # noqa: PLR0913, PLR0917 - the parts of a check, named by every caller
    field: Field,
    setting: Setting,
    name: str,
    ok: pl.Expr,
    message: str,
    explain: Callable[[str | None], str] | None = None,
    severity: Severity = Severity.ERROR,
) -> RowCheck:
    return RowCheck(setting.id(field, name), (field.name,), severity, ok, message, explain)


MAKERS: tuple[Maker, ...] = (_required, _required_when, _length, _range, _pattern, _event_date, _codes)
