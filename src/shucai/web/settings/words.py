"""What a school overrides, in words: the field or the rule, and the number that holds."""

from shucai.domain.catalogue import Choice, Form, choices_of, plain_number
from shucai.domain.checks.messages import of_any_row


def target_words(form: Form | None, target: str) -> str:
    """Return the title of a field, or what a rule says; the target itself where the form has it no more."""
    if form is None:
        return target
    if target in form.by_name:
        return form.by_name[target].title
    choice = next((one for one in choices_of(form) if one.target == target), None)
    return rule_words(choice, form) if choice else target


def rule_words(choice: Choice, form: Form) -> str:
    """Return the message of a check with what its placeholders stand for."""
    known = next((check for check in form.checks if check.id == choice.target.partition("/")[0]), None)
    return of_any_row(known) if known else choice.title


def number_words(choice: Choice) -> str:
    """Return the number of a tolerance or limit with its unit."""
    return f"{plain_number(float(choice.value))} {choice.unit}".strip()
