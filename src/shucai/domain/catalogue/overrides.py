"""What a school changes in a form of its own accord: whether a field is required, tolerances and limits of checks."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from shucai.domain.catalogue.form import Check, Field, Form

OverrideKind = Literal["required", "tolerance", "limit"]
Value = bool | float
PLAIN_TOLERANCE = Check.__dataclass_fields__["tolerance"].default  # of a check that states none


@dataclass(frozen=True, slots=True)
class Override:
    """One change. target: a field, the id of a check, or ``check/limit``; value: required or not, or a number."""

    kind: OverrideKind
    target: str
    value: Value


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be overridden, as it stands now. unit: of a number, blank where it has none."""

    kind: OverrideKind
    target: str
    title: str
    value: Value
    unit: str = ""


def with_overrides(form: Form, overrides: Iterable[Override]) -> Form:
    """Return a form as a school has it; the form itself where nothing is overridden.

    The same form and overrides give the same object, so that what is built from it can be kept by it.
    """
    wanted = frozenset(overrides)
    return _overridden(form, wanted) if wanted else form


@lru_cache(maxsize=512)
def _overridden(form: Form, overrides: frozenset[Override]) -> Form:
    of_field = {one.target: bool(one.value) for one in overrides if one.kind == "required"}
    of_check = {one.target: float(one.value) for one in overrides if one.kind == "tolerance"}
    of_limit = {one.target: float(one.value) for one in overrides if one.kind == "limit"}
    fields = tuple(
        replace(f, required=of_field[f.name], required_when=None) if f.name in of_field else f
        for f in form.fields
    )
    checks = tuple(_check(check, of_check, of_limit) for check in form.checks)
    return replace(form, fields=fields, checks=checks)


def _check(check: Check, tolerances: dict[str, float], limits: dict[str, float]) -> Check:
    known = {name: limits.get(f"{check.id}/{name}", value) for name, value in check.limits.items()}
    tolerance = tolerances.get(check.id, check.tolerance)
    if tolerance == check.tolerance and known == dict(check.limits):
        return check
    return replace(check, tolerance=tolerance, limits=known)


def rule_of(form_id: str, override: Override) -> str:
    """Return the id of the rule that an override changes."""
    if override.kind == "required":
        return f"{form_id}.{override.target}.required"
    return override.target.partition("/")[0]


def choices_of(form: Form) -> tuple[Choice, ...]:
    """Return what a school may override in a form, fields first."""
    fields = [
        Choice("required", field.name, field.title, field.required)
        for field in form.fields
        if not _fixed(form, field)
    ]
    checks: list[Choice] = []
    for check in form.checks:
        unit = next((form.by_name[name].unit or "" for name in check.fields if name in form.by_name), "")
        if check.tolerance != PLAIN_TOLERANCE:
            checks.append(Choice("tolerance", check.id, check.message, check.tolerance, unit))
        checks += [
            Choice("limit", f"{check.id}/{name}", check.message, value)
            for name, value in check.limits.items()
        ]
    return () if form.read_only else (*fields, *checks)


def why_not(form: Form, override: Override) -> str | None:
    """Return why something is not overridden, in words, or None where it may be."""
    if form.read_only:
        return "这张表由其他表自动汇总，没有可调整的内容"
    if override.kind == "required":
        field = form.by_name.get(override.target)
        return "没有这个栏目" if field is None else _fixed(form, field)
    known = {choice.target: choice for choice in choices_of(form) if choice.kind == override.kind}
    if override.target not in known:
        return "这条规则没有可调整的容差或界限"
    return "要填不小于 0 的数" if float(override.value) < 0 else None


def _fixed(form: Form, field: Field) -> str | None:
    """Return why whether a field is required is not the school's to decide."""
    if field.name in form.primary_key:
        return "它是每一行的标识，空着就分不清是哪一行"
    if any(field.name in keys for keys in form.unique_keys):
        return "它用来防止重复，不能空着"
    if any(field.name in key.fields for key in form.foreign_keys):
        return "它要与其他表对应，不能随意空着"
    if field.derived:
        return "它由系统计算，不用填"
    if field.blank_unless_required:
        return "它在条件不成立时必须空着，不能改成必填"
    return "它是关键数据，必须填写" if field.key_data else None
