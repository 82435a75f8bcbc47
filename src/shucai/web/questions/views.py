"""The list of questions, and answering them."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.catalogue.queries import form_with_id
from shucai.apps.filling.actions.asking import answer_question, withdraw_question
from shucai.apps.filling.models import Question
from shucai.apps.filling.questions import open_count, questions_of
from shucai.domain.access import Actor, Verb, reach
from shucai.domain.catalogue import Form
from shucai.web.actors import actor_of, clock
from shucai.web.asking import refused_or_said, text_of
from shucai.web.fragments import go_to

SHOWN = 30
OF_RETURNS = "只有参加填报、审核的人能看填报问答；需要时请牵头部门授予角色"


@dataclass(frozen=True)
class Line:
    """A question with its form and column. is_own: it may be taken back."""

    question: Question
    form: Form
    column: str
    is_own: bool


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Show the questions of the school, the open ones first. q: a text in them."""
    actor = _reader(request)
    found, asked = questions_of(actor.school), request.GET.get("q", "").strip()[:80]
    if asked:
        found = found.filter(text__icontains=asked)
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    facts = {
        "page": page,
        "lines": [line for one in page if (line := _line(one, actor)) is not None],
        "open_count": open_count(actor.school),
        "asked": asked,
    }
    return render(request, "questions/list.html", facts)


def _reader(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not reach(actor, Verb.SEE_RETURN):
        raise PermissionDenied(OF_RETURNS)
    return actor


def _line(one: Question, actor: Actor) -> Line | None:
    form = form_with_id(one.form)
    if form is None:
        return None
    field = form.by_name.get(one.field)
    is_own = one.by_id == actor.person or bool(reach(actor, Verb.PLAN_CAMPAIGN))
    return Line(one, form, field.title if field else "", is_own)


@require_POST
def answer(request: HttpRequest, *, question_id: int) -> HttpResponse:
    """Answer a question."""
    made = answer_question(question_id, text_of(request, "text"), by=actor_of(request), at=clock())
    return _back(request, made, "已回答，填这张表的人都能看到")


@require_POST
def withdraw(request: HttpRequest, *, question_id: int) -> HttpResponse:
    """Take a question back."""
    return _back(request, withdraw_question(question_id, by=actor_of(request), at=clock()), "问题已撤回")


def _back(request: HttpRequest, outcome: object, words: str) -> HttpResponse:
    refused = refused_or_said(request, outcome, words)
    if refused:
        messages.error(request, refused.reason)
    return go_to(request, "questions")
