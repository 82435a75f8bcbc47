"""Overriding definitions for one school, and withdrawing that; the definitions themselves are files."""

from datetime import datetime

from django.db import transaction

from shucai.apps.audit.actions import Subject, record
from shucai.apps.catalogue.models import Override
from shucai.apps.catalogue.queries import form_of_school, form_with_id
from shucai.domain import catalogue as definitions
from shucai.domain.access import Actor, Allowed, Facts, Verb, allowed, allowed_openly
from shucai.domain.problems import Refused

LEAST_REASON = 5  # characters
LONGEST_NAME = 200  # of what is overridden, in the audit


@transaction.atomic
def override_rule(
    form_id: str, wanted: definitions.Override, *, reason: str, by: Actor, at: datetime
) -> Override | Refused:
    """Override something of a form for the school; what was overridden before is withdrawn. form_id: talent.1.4.1."""
    answer = allowed(by, Verb.OVERRIDE_RULE, Facts(school=by.school, form=form_id))
    if isinstance(answer, Refused):
        return answer
    form = form_with_id(form_id)
    if form is None:
        return Refused("R101")
    why = definitions.why_not(form, wanted) or _why_nothing(form, wanted, by.school)
    if why:
        return Refused("R313", {"target": _title(form, wanted), "why": why})
    if len(reason.strip()) < LEAST_REASON:
        return Refused("R304", {"least": str(LEAST_REASON)})
    there = Override.objects.select_for_update().filter(
        school=by.school, form=form_id, kind=wanted.kind, target=wanted.target, withdrawn_at=None
    )
    old = there.first()
    there.update(withdrawn_at=at, withdrawn_by=by.person)
    made = Override.objects.create(
        school_id=by.school,
        year=form.edition,
        form=form_id,
        kind=wanted.kind,
        target=wanted.target,
        value=wanted.value,
        reason=reason.strip(),
        made_by_id=by.person,
        made_at=at,
    )
    told: dict[str, object] = {
        "old": _told(old.value) if old else "年度版",
        "new": _told(wanted.value),
        "reason": made.reason,
    }
    _record(made, "调整本校规则", by, at, answer, told)
    return made


@transaction.atomic
def withdraw_override(override_id: int, *, by: Actor, at: datetime) -> Override | Refused:
    """Withdraw what a school overrode: the definition of the edition holds again."""
    made = Override.objects.select_for_update().filter(pk=override_id, school=by.school).first()
    if made is None:
        return Refused("R101")
    answer = allowed_openly(by, Verb.OVERRIDE_RULE, Facts(school=by.school))
    if isinstance(answer, Refused):
        return answer
    if made.withdrawn_at is None:
        made.withdrawn_at, made.withdrawn_by_id = at, by.person
        made.save(update_fields=["withdrawn_at", "withdrawn_by"])
        _record(made, "撤销本校规则", by, at, answer, {"old": _told(made.value)})
    return made


def _told(value: float) -> str:
    """Return a value as the audit keeps it: fractions stand there as text."""
    if isinstance(value, bool):
        return "必填" if value else "可以不填"
    return definitions.plain_number(value)


def _why_nothing(form: definitions.Form, wanted: definitions.Override, school: int) -> str:
    """Return why an override would change nothing, blank where it changes something."""
    now = form_of_school(school, form)
    then = definitions.with_overrides(now, [wanted])
    return "现在就是这样，不用再改" if (then.fields, then.checks) == (now.fields, now.checks) else ""


def _title(form: definitions.Form, wanted: definitions.Override) -> str:
    return f"{form.code} 的“{_target(form, wanted.target)}”"


def _target(form: definitions.Form, target: str) -> str:
    """Return the field or the rule that is overridden, by its title."""
    if target in form.by_name:
        return form.by_name[target].title
    return next((one.title for one in definitions.choices_of(form) if one.target == target), target)


def _record(
    made: Override, did: str, by: Actor, at: datetime, answer: Allowed, facts: dict[str, object]
) -> None:
    form = form_with_id(made.form)
    named = f"{form.code} {form.title} · {_target(form, made.target)}" if form else made.form
    record(
        Verb.OVERRIDE_RULE,
        Subject(made.school_id, "override", str(made.pk), named[:LONGEST_NAME]),
        by=by,
        at=at,
        facts={"did": did, "form": made.form, "kind": made.kind, "target": made.target, **facts},
        on_behalf_of=answer.on_behalf_of,
    )
