"""Values in findings as those see them who neither fill nor review: personal ones are masked, in messages too (ruling 11)."""

from collections.abc import Collection

from shucai.domain.catalogue import Form
from shucai.domain.checks import Rule
from shucai.domain.checks.messages import PLACEHOLDER, of_any_row
from shucai.domain.rows.masks import masked_text
from shucai.web.checks.findings import name_of_rule


def value_of(form: Form, name: str, value: str | None, *, masked: bool) -> str:
    """Return what stands in a cell."""
    return (masked_text(form, name, value) if masked else value) or ""


def message_of(form: Form, rule: Rule, message: str, *, masked: bool) -> str:
    """Return what a finding says; masked, what its rule says where the finding may tell a personal value."""
    return title_of(rule, form) if masked and may_tell(rule, form) else message


def may_tell(rule: Rule, form: Form) -> bool:
    """Return whether the findings of a rule may tell a personal value: of a column it reads, or from another form."""
    personal = {field.name for field in form.fields if field.personal}
    if rule.check is None:
        return not personal.isdisjoint(rule.fields)
    own = {*rule.fields, *PLACEHOLDER.findall(rule.check.message)}
    return bool(rule.check.figures) or not personal.isdisjoint(own)


def title_of(rule: Rule, form: Form) -> str:
    """Return what a rule says of any row."""
    if rule.check is not None:
        return of_any_row(rule.check)
    titles = "、".join(f"「{form.by_name[name].title}」" for name in rule.fields)
    return name_of_rule(rule.id, titles, form) or rule.message


def title_in_school(rule: Rule, form: Form, own: Collection[str]) -> str:
    """Return what a rule says of any row, with a word where the school itself changed it. own: ids of such rules."""
    return f"{title_of(rule, form)}（本校调整的规则）" if rule.id in own else title_of(rule, form)
