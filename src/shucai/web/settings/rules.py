"""The page of the school's own rules: what is overridden, by whom and why; a form's choices; withdrawing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shucai.apps.catalogue import models
from shucai.apps.catalogue.actions import override_rule, withdraw_override
from shucai.apps.catalogue.queries import form_with_id, overrides_in_force
from shucai.domain.access import Verb
from shucai.domain.catalogue import PLATFORM_WORDS, Choice, Form, Override, choices_of, plain_number
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock
from shucai.web.asking import UNPROCESSABLE, guarded, may, refused_or_said, text_of
from shucai.web.catalogue.queries import current_forms
from shucai.web.catalogue.views import form_or_404
from shucai.web.fragments import go_to
from shucai.web.settings.words import number_words, rule_words, target_words

SEPARATOR = "|"  # between the kind and the target of a choice


@dataclass(frozen=True)
class Shown:
    """An override in force, in words."""

    made: models.Override
    form: Form | None
    what: str
    value: str


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show what the school overrides, and the forms to choose from."""
    actor = guarded(request, Verb.SEE_CAMPAIGN)
    typed = [form for form in current_forms() if not form.read_only]
    facts = {
        "shown": [_shown(one) for one in overrides_in_force(actor.school)],
        "groups": [(name, [f for f in typed if f.platform == key]) for key, name in PLATFORM_WORDS.items()],
        "may_override": may(actor, Verb.OVERRIDE_RULE),
    }
    return render(request, "settings/rules.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """Show what may be overridden in a form, and override it. code: one that a search box may have written in full."""
    actor = guarded(request, Verb.OVERRIDE_RULE)
    form, wrong = form_or_404(code.split(maxsplit=1)[0]), ""
    if request.method == "POST":
        wanted = _wanted(request)
        if isinstance(wanted, Refused):
            wrong = wanted.reason
        else:
            done = override_rule(form.id, wanted, reason=text_of(request, "reason"), by=actor, at=clock())
            refused = refused_or_said(request, done, "已保存，本校从现在起按新规则校验")
            if not refused:
                return go_to(request, "settings")
            wrong = refused.reason
    shown = [_shown(one) for one in overrides_in_force(actor.school).filter(form=form.id)]
    choices = _as_they_stand(form, shown)
    fields = [choice for choice in choices if choice.kind == "required"]
    facts = {
        "form": form,
        "fields": fields,
        "checks": [
            (choice, rule_words(choice, form), number_words(choice))
            for choice in choices
            if choice.kind != "required"
        ],
        "fixed_count": len(form.fields) - len(fields),
        "wrong": wrong,
        "typed": _typed(request),
        "separator": SEPARATOR,
        "shown": shown,
    }
    return render(request, "settings/form.html", facts, status=UNPROCESSABLE if wrong else 200)


@require_POST
def withdraw(request: HttpRequest, override_id: int) -> HttpResponse:
    """Withdraw an override."""
    done = withdraw_override(override_id, by=actor_of(request), at=clock())
    refused = refused_or_said(request, done, "已撤销，恢复年度版的规则")
    if refused:
        raise PermissionDenied(refused.reason)
    return go_to(request, "settings")


def _as_they_stand(form: Form, shown: Sequence[Shown]) -> list[Choice]:
    """Return what may be overridden in a form, with the values that hold in the school now."""
    held = {(one.made.kind, one.made.target): one.made.value for one in shown}
    return [
        replace(choice, value=held.get((choice.kind, choice.target), choice.value))
        for choice in choices_of(form)
    ]


def _typed(request: HttpRequest) -> dict[str, str]:
    """Return what was typed, so that a refusal takes nothing away."""
    kind, _, target = text_of(request, "choice").partition(SEPARATOR)
    typed = {"value": text_of(request, "value"), "reason": text_of(request, "reason")}
    return {"kind": kind, "target": target, **typed}


def _wanted(request: HttpRequest) -> Override | Refused:
    """Return the override that was asked for."""
    kind, _, target = text_of(request, "choice").partition(SEPARATOR)
    value = text_of(request, "value")
    if kind == "required" and value in {"yes", "no"}:
        return Override("required", target, value == "yes")
    if kind in {"tolerance", "limit"}:
        try:
            return Override("tolerance" if kind == "tolerance" else "limit", target, float(value))
        except ValueError:
            return Refused("R314", {"value": value, "allowed": "不小于 0 的数"})
    return Refused("R201", {"field": "要调整的内容"})


def _shown(made: models.Override) -> Shown:
    form = form_with_id(made.form)
    what = target_words(form, made.target)
    if made.kind == "required":
        return Shown(made, form, what, "必填" if made.value else "可以不填")
    choice = next((one for one in choices_of(form) if one.target == made.target), None) if form else None
    was = f"（年度版是 {number_words(choice)}）" if choice else ""
    return Shown(made, form, what, f"{made.get_kind_display()} {plain_number(float(made.value))}{was}")
