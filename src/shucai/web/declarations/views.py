"""The page of a part's declarations: what is declared, what other forms say against it, and the two ways to declare."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shucai.apps.filling.actions.declaring import (
    CLOSED,
    NO_DATA,
    close_form,
    declare_no_data,
    take_back,
    words_of,
)
from shucai.apps.filling.declared import against, declaration_of, row_counts
from shucai.apps.filling.models import Contribution, Declaration
from shucai.apps.filling.situations import may_now_on_part
from shucai.apps.filling.working import definition_of
from shucai.domain.access import Facts, Verb, may
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, refused_or_said

RELATED = ("assignment__unit", "made_return__form__campaign")


@require_safe
def declarations(request: HttpRequest, part_id: int) -> HttpResponse:
    """Show what is declared, or what can be."""
    return _page(request, _seen(request, part_id))


@require_safe
def against_it(request: HttpRequest, part_id: int) -> HttpResponse:
    """Show what other forms say against a declaration; asked for by the page once it stands."""
    part = _seen(request, part_id)
    declared = declaration_of(part)
    said = against(part.made_return, at=clock(), today=today()) if declared else []
    return render(request, "declarations/against.html", {"said": said, "declared": declared})


@require_POST
def no_data(request: HttpRequest, part_id: int) -> HttpResponse:
    """Sign that there is nothing to report."""
    if "signed" not in request.POST:
        return _page(request, _seen(request, part_id), Refused("R556").reason)
    return _act(request, part_id, declare_no_data, "已声明无数据，可以提交初审")


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, part_id: int) -> HttpResponse:
    """Ask a second time, then close the form."""
    if request.method == "POST":
        return _act(request, part_id, close_form, "已关闭填报")
    part = _seen(request, part_id)
    return render(request, "declarations/close.html", _facts(request, part))


@require_POST
def back(request: HttpRequest, part_id: int) -> HttpResponse:
    """Take a declaration back, or open a closed form again."""
    return _act(request, part_id, take_back, "已撤回声明，可以继续填报", "已重新开放，可以继续填报")


def _act(
    request: HttpRequest, part_id: int, action: Callable[..., Declaration | Refused], *said: str
) -> HttpResponse:
    part = _seen(request, part_id)
    done = action(part_id, by=actor_of(request), at=clock(), today=today())
    closed = isinstance(done, Declaration) and done.kind == CLOSED
    refused = refused_or_said(request, done, said[-1] if closed else said[0])
    if refused is not None:
        return _page(request, part, refused.reason)
    return redirect("declarations", part_id)


def _page(request: HttpRequest, part: Contribution, wrong: str = "") -> HttpResponse:
    facts = _facts(request, part) | {"wrong": wrong}
    status = UNPROCESSABLE if wrong else 200
    return render(request, "declarations/one.html", facts, status=status)


def _facts(request: HttpRequest, part: Contribution) -> dict[str, object]:
    definition = definition_of(part.made_return)
    named = {"unit": part.assignment.unit.title, "form": f"{definition.code} {definition.title}"}
    own, whole = row_counts(part, at=clock())
    answer = may_now_on_part(actor_of(request), Verb.CLOSE_FORM, part.pk, today())
    return {
        "part": part,
        "form": definition,
        "leads": part.assignment.order == 0,
        "declared": declaration_of(part),
        "own_rows": own,
        "whole_rows": whole,
        "refused": answer.reason if isinstance(answer, Refused) else "",
        "no_data_words": words_of(NO_DATA, **named),
        "closed_words": words_of(CLOSED, **named),
    }


def _seen(request: HttpRequest, part_id: int) -> Contribution:
    """Return a part that is there for the visitor. Raises Http404 for one that is not."""
    actor = actor_of(request)
    part = Contribution.objects.select_related(*RELATED).filter(pk=part_id, school=actor.school).first()
    if part is None:
        raise Http404
    form = definition_of(part.made_return).id
    if not may(actor, Verb.SEE_RETURN, Facts(actor.school, frozenset({part.assignment.unit_id}), form)):
        raise Http404
    return part
