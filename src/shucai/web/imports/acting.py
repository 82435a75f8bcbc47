"""What somebody does with an import: consent, answers, commit, undo, leave."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from shucai.apps.filling.actions import importing
from shucai.apps.filling.actions.carrying import carry_forward
from shucai.apps.filling.actions.lengthy import ask_to_import, is_long_to_import
from shucai.apps.filling.bringing.listing import import_seen_by
from shucai.apps.jobs.models import Job
from shucai.domain.problems import Refused
from shucai.domain.rows.picks import PICK
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, refused_or_said
from shucai.web.fragments import go_to
from shucai.web.imports import pages, parts

NOT_IN_STATE = "R564"


@require_POST
def consent(request: HttpRequest, import_id: int) -> HttpResponse:
    """Read the columns by their titles."""
    outcome = importing.consent(import_id, by=actor_of(request), at=clock())
    return _back(request, import_id, outcome, "已按列名对应，正在重新读取")


@require_POST
def again(request: HttpRequest, import_id: int) -> HttpResponse:
    """Read a file anew whose reading did not end."""
    outcome = importing.retry(import_id, by=actor_of(request), at=clock())
    return _back(request, import_id, outcome, "正在重新读取")


@require_POST
def answers(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take yes or no to rewritings and repairs, and codes picked for what no list has."""
    told: dict[str, bool | str] = {
        name.removeprefix("a:"): value == "yes"
        for name, value in request.POST.items()
        if name.startswith("a:")
    }
    told |= {
        name.removeprefix("p:"): value
        for name, value in request.POST.items()
        if name.startswith(f"p:{PICK}") and isinstance(value, str)
    }
    every = request.POST.get("every")
    if every == "yes":
        told |= dict.fromkeys(request.POST.getlist("cause"), True)
    outcome = importing.answer(import_id, told, by=actor_of(request), at=clock())
    return _back(request, import_id, outcome, "回答已保存，正在重新比较")


@require_POST
def commit(request: HttpRequest, import_id: int) -> HttpResponse:
    """Put the rows into staging, or have a worker do it where they are too many for a request."""
    removes = request.POST.get("remove_absent") == "yes"
    put = ask_to_import if is_long_to_import(import_id) else importing.commit_import
    outcome = put(import_id, remove_absent=removes, by=actor_of(request), at=clock(), today=today())
    if isinstance(outcome, Job):
        return go_to(request, "jobs_one", job_id=str(outcome.pk))
    if _is_done(request, import_id, outcome, "committed"):
        messages.info(request, "这份文件已经导入，没有再导入一次")
        return go_to(request, "imports_one", import_id=str(import_id))
    return _back(request, import_id, outcome, "已导入，等待另一人复核")


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    """Ask once more, saying what it touches; then take the rows of an import back."""
    actor = actor_of(request)
    refused = None
    if request.method == "POST":
        keep = {"keep": True, "all": False}.get(request.POST.get("later", ""))
        outcome = importing.undo_import(import_id, keep_later=keep, by=actor, at=clock(), today=today())
        if _is_done(request, import_id, outcome, "undone"):
            messages.info(request, "这次导入已经撤销，没有再撤销一次")
            return go_to(request, "imports_one", import_id=str(import_id))
        refused = refused_or_said(request, outcome, "已撤销")
        if refused is None:
            return go_to(request, "imports_one", import_id=str(import_id))
    brought = import_seen_by(actor, import_id)
    if brought is None:
        raise Http404
    facts = {**pages.head_of(brought), **pages.undoing_of(brought), "refused": refused}
    return render(request, "imports/undo.html", facts, status=UNPROCESSABLE if refused else 200)


@require_POST
def carry(request: HttpRequest, part_id: int) -> HttpResponse:
    """Begin with last year's rows."""
    outcome = carry_forward(part_id, by=actor_of(request), at=clock(), today=today())
    refused = refused_or_said(request, outcome, "已沿用上年数据，请逐行核对；等待另一人复核，可以整批撤销")
    if refused is not None or isinstance(outcome, Refused):
        return parts.part_shown(request, part_id, refused)
    return go_to(request, "imports_one", import_id=str(outcome.pk))


@require_POST
def leave(request: HttpRequest, import_id: int) -> HttpResponse:
    """Give an import up; its file goes."""
    outcome = importing.give_up(import_id, by=actor_of(request), at=clock())
    refused = refused_or_said(request, outcome, "已放弃，文件已删除，数据没有改动")
    if refused is not None or isinstance(outcome, Refused):
        return _refused(request, import_id, refused)
    return go_to(request, "imports_part", part_id=str(outcome.contribution_id))


def _is_done(request: HttpRequest, import_id: int, outcome: object, state: str) -> bool:
    """Return whether what was asked for was done before: the form was sent again, its answer being lost."""
    if not isinstance(outcome, Refused) or outcome.code != NOT_IN_STATE:
        return False
    brought = import_seen_by(actor_of(request), import_id)
    return brought is not None and brought.state == state


def _back(request: HttpRequest, import_id: int, outcome: object, words: str) -> HttpResponse:
    refused = refused_or_said(request, outcome, words)
    if refused is not None:
        return _refused(request, import_id, refused)
    return go_to(request, "imports_one", import_id=str(import_id))


def _refused(request: HttpRequest, import_id: int, refused: Refused | None) -> HttpResponse:
    """Show why not. While a file is read its page loads itself anew: then it must not be the answer to a form."""
    brought = import_seen_by(actor_of(request), import_id)
    if refused is None or brought is None or brought.state != "reading":
        return pages.shown(request, import_id, refused)
    messages.warning(request, refused.reason)
    return go_to(request, "imports_one", import_id=str(import_id))
