"""Pages of row review: what waits, deciding on it, and the history of a row."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.filling.actions.accepting import Decided, accept_rows, delete_staged, restore_staged
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.reviewing import review_of
from shucai.apps.filling.seeing import sees_in_clear
from shucai.apps.filling.situations import part_now
from shucai.apps.filling.working import definition_of, sealing_for, working_rows
from shucai.apps.formal.histories import history_of
from shucai.domain.access import Allowed, Verb, may
from shucai.domain.problems import Refused
from shucai.domain.rows import UID, RowState
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import whole
from shucai.web.fragments import SEE_OTHER, is_fragment
from shucai.web.rows.cells import Reader
from shucai.web.rows.lines import KINDS, Board, Filter, board_of, choices, counts, lines_of

PAGE = 50
EVENT_WORDS = {
    "typed": "填写",
    "imported": "随文件导入",
    "accepted": "复核通过",
    "removed": "删除",
    "restored": "恢复",
    "deleted": "删除待复核的内容",
    "undone": "撤销导入",
}
DONE = {"accept": "已通过 {count} 行", "delete": "已删除 {count} 行", "restore": "已恢复 {count} 行"}
ACTIONS: dict[str, Callable[..., Decided | Refused]] = {
    "accept": accept_rows,
    "delete": delete_staged,
    "restore": restore_staged,
}


@dataclass(frozen=True)
class Seen:
    """A part of a return that the visitor may read. reviews: the grant to decide, or why not. reader: of its cells."""

    part: Contribution
    reviews: Allowed | Refused
    reader: Reader

    @property
    def may_decide(self) -> bool:
        """Return whether the visitor may accept and delete now."""
        return isinstance(self.reviews, Allowed)


@require_safe
def review(request: HttpRequest, part_id: int) -> HttpResponse:
    """Show what waits in a part."""
    return _page(request, _seen(request, part_id))


@require_POST
def decide(request: HttpRequest, part_id: int) -> HttpResponse:
    """Accept, delete or take back one row, the ticked ones, or all that fit."""
    seen = _seen(request, part_id)
    verb, _, which = request.POST.get("do", "").partition("/")
    if verb not in ACTIONS:
        raise Http404
    uids, expected = _wanted_uids(request, seen, verb, which)
    more = {} if expected is None else {"expected": expected}
    done = ACTIONS[verb](part_id, uids, by=actor_of(request), at=clock(), today=today(), **more)
    if isinstance(done, Refused):
        messages.warning(request, done.reason)
    else:
        messages.success(request, _said(verb, done))
    undo = uids if verb == "delete" and isinstance(done, Decided) else []
    if is_fragment(request):
        return _page(request, _seen(request, part_id), undo=undo)
    return HttpResponseRedirect(
        f"{reverse('rows', args=[part_id])}?{request.GET.urlencode()}", status=SEE_OTHER
    )


@require_safe
def history(request: HttpRequest, part_id: int, uid: str) -> HttpResponse:
    """Show every change of a row, the newest first."""
    seen = _seen(request, part_id)
    made = seen.part.made_return
    events = history_of(made.form, uid, sealing_for(made, at=clock()))
    if not events:
        raise Http404
    frame = working_rows(made, at=clock()).frame
    own = frame.filter(frame[UID] == uid)
    told = [(one, EVENT_WORDS[one.kind], list(seen.reader.moved(one.cells))) for one in events]
    facts = {
        "seen": seen,
        "form": seen.reader.form,
        "events": told,
        "key": seen.reader.keys(own)[0] if own.height else "",
        "state": RowState(own["#state"][0]).label if own.height else "已不在表中",
        "cells": list(seen.reader.filled(own.row(0, named=True))) if own.height else [],
    }
    return render(request, "rows/history.html", facts)


def _page(request: HttpRequest, seen: Seen, undo: list[str] | None = None) -> HttpResponse:
    board = _board(request, seen)
    page = Paginator(board.found, PAGE).get_page(request.GET.get("page"))
    facts = {
        "seen": seen,
        "form": board.review.form,
        "wanted": board.wanted,
        "page": page,
        "lines": lines_of(board, list(page.object_list), seen.reader),
        "free_count": len(board.free),
        "waiting_count": len(board.review.waiting),
        "barred_count": len(board.found) - len(board.free),
        "undo": undo or [],
    }
    if is_fragment(request):
        return render(request, "rows/found.html", facts | {"part_of_page": True})
    number = counts(board.review)
    facts |= {
        "kinds": [(kind, KINDS[kind][2], number[kind]) for kind in KINDS],
        "choices": choices(board.review),
    }
    return render(request, "rows/review.html", facts)


def _seen(request: HttpRequest, part_id: int) -> Seen:
    """Return a part that is there for the visitor. Raises Http404 for one that is not."""
    actor = actor_of(request)
    now = part_now(actor.school, pk=part_id)
    if now is None or not may(actor, Verb.SEE_RETURN, now.opened.facts):
        raise Http404
    part, definition = now.part, definition_of(now.part.made_return)
    reviews = now.may_now(actor, Verb.ACCEPT_ROWS, today())
    return Seen(part, reviews, Reader(definition, sees_in_clear(actor, now)))


def _board(request: HttpRequest, seen: Seen) -> Board:
    people = {actor_of(request).person}
    if isinstance(seen.reviews, Allowed) and seen.reviews.on_behalf_of is not None:
        people.add(seen.reviews.on_behalf_of)
    return board_of(review_of(seen.part, people, at=clock(), today=today()), _filter(request.GET))


def _filter(asked: QueryDict) -> Filter:
    """Return what is looked for; what cannot be read is not looked for."""
    kind, barred = asked.get("kind", ""), asked.get("barred", "")
    return Filter(
        kind=kind if kind in KINDS else "",
        who=whole(asked.get("who", "")),
        field=asked.get("field", "")[:60],
        origin=whole(asked.get("origin", "")),
        barred=barred if barred in {"yes", "no"} else "",
    )


def _wanted_uids(request: HttpRequest, seen: Seen, verb: str, which: str) -> tuple[list[str], int | None]:
    """Return the rows that are meant, and the number that was confirmed, where one was."""
    if which == "selected":
        return request.POST.getlist("uid"), None
    if which != "all":
        return request.POST.getlist("undo") if which == "undo" else [which], None
    board = _board(request, seen)
    return list(board.free if verb == "accept" else board.found), whole(request.POST.get("expected", ""))


def _said(verb: str, done: Decided) -> str:
    said = DONE[verb].format(count=done.count)
    return f"{said}；还有 {done.left} 行没有通过：{done.why}" if done.left else said
