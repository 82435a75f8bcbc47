"""The page of disputed rules: how often each is disputed, the reasons, an answer, the way to the school's own rules."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.catalogue.queries import form_of_school, form_with_id
from shucai.apps.filling.actions.disputing import answer_disputes
from shucai.apps.filling.checking.doubles import rules_of_return
from shucai.apps.filling.disputes import DisputedRule, disputed_rules
from shucai.domain.access import Verb
from shucai.domain.catalogue import Form
from shucai.domain.checks import Rule
from shucai.toolkit.catalogue import catalogue
from shucai.web.actors import actor_of, clock
from shucai.web.asking import UNPROCESSABLE, guarded, refused_or_said, text_of
from shucai.web.findings.masking import title_of
from shucai.web.fragments import go_to


@dataclass(frozen=True)
class Shown:
    """A disputed rule in words."""

    disputed: DisputedRule
    form: Form | None
    rule: Rule | None
    title: str


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show the disputed rules, those without an answer first."""
    return _page(request)


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Answer what was said against a rule."""
    guarded(request, Verb.OVERRIDE_RULE)
    done = answer_disputes(
        text_of(request, "rule"), text_of(request, "text"), by=actor_of(request), at=clock()
    )
    refused = refused_or_said(request, done, "已答复，提出的人在校验结果里看得到")
    return _page(request, refused.reason) if refused else go_to(request, "disputes")


def _page(request: HttpRequest, wrong: str = "") -> HttpResponse:
    actor = guarded(request, Verb.OVERRIDE_RULE)
    known = _rules_by_id()
    shown = [_shown(one, known, actor.school) for one in disputed_rules(actor.school)]
    facts = {"shown": shown, "wrong": wrong, "typed": request.POST}
    return render(request, "disputes/rules.html", facts, status=UNPROCESSABLE if wrong else 200)


def _rules_by_id() -> dict[str, Form]:
    """Return the newest definition of every form by platform and code."""
    return {form.id: form for form in sorted(catalogue(), key=lambda form: form.edition)}


def _shown(one: DisputedRule, known: dict[str, Form], school: int) -> Shown:
    form = next(
        (form for form in known.values() if form.code == one.form and _rule(form, one.rule) is not None), None
    ) or _form_of_school(one, known, school)
    rule = _rule(form, one.rule) if form else None
    title = title_of(rule, form) if rule and form else one.rule
    return Shown(one, form, rule, title)


def _form_of_school(one: DisputedRule, known: dict[str, Form], school: int) -> Form | None:
    """Return the form as the school has it: a rule may be there only by the school's own adjustment."""
    mine = (form_of_school(school, form) for form in known.values() if one.rule.startswith(f"{form.id}."))
    return next((form for form in mine if form.code == one.form), None) or form_with_id(one.rule)


def _rule(form: Form, rule: str) -> Rule | None:
    return next((one for one in rules_of_return(form) if one.id == rule), None)
