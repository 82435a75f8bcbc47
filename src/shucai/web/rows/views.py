"""Pages of row review: what waits, deciding on it, and the history of a row."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.filling.actions.accepting import Decided, accept_rows
from shucai.apps.filling.actions.discarding import delete_staged, restore_staged
from shucai.apps.filling.actions.lengthy import ACCEPT, ask_to_accept, is_long_to_accept, job_going_on
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.queries import kinds_waiting
from shucai.apps.filling.reviewing import review_of
from shucai.apps.filling.seeing import sees_in_clear
from shucai.apps.filling.situations import part_now
from shucai.apps.filling.working import definition_of, sealing_for, working_rows
from shucai.apps.formal.histories import history_of
from shucai.apps.jobs.models import Job
from shucai.domain.access import Allowed, Verb, may
from shucai.domain.problems import Refused
from shucai.domain.rows import UID, RowState
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import whole
from shucai.web.fragments import SEE_OTHER, go_to, is_fragment
from shucai.web.rows.cells import Reader
from shucai.web.rows.kinds import said, said_of_gone
from shucai.web.rows.lines import KINDS, Board, Filter, board_of, choices, counts, lines_of

PAGE, LONGEST_TEXT, MOST_UNDONE = 50, 80, 500
EVENT_WORDS = {
    "typed": "填写",
    "imported": "随文件导入",
    "accepted": "复核通过",
    "removed": "删除",
    "restored": "恢复",
    "deleted": "删除待复核的内容",
    "undone": "撤销导入",
}
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


@dataclass(frozen=True)
class Wanted:
    """The rows that are meant; uids None for all that can be accepted. expected: how many were confirmed."""

    uids: list[str] | None
    expected: int | None = None

    @property
    def count(self) -> int | None:
        """Return how many rows are meant, None for all where nobody said how many."""
        return len(self.uids) if self.uids is not None else self.expected


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
    wanted = _wanted(request, seen, verb, which)
    kinds = kinds_waiting(part_id, wanted.uids or ()) if verb == "delete" else {}
    done = _do(request, part_id, verb, wanted)
    if isinstance(done, Job):
        return go_to(request, "jobs_one", job_id=str(done.pk))
    if isinstance(done, Refused):
        messages.warning(request, done.reason)
    else:
        messages.success(request, said_of_gone(kinds, done) if kinds else said(verb, done))
    if is_fragment(request):
        gone = wanted.uids if verb == "delete" and isinstance(done, Decided) else None
        return _page(request, _seen(request, part_id), undo=_undo(request, verb, gone or []))
    return HttpResponseRedirect(
        f"{reverse('rows', args=[part_id])}?{request.GET.urlencode()}", status=SEE_OTHER
    )


def _undo(request: HttpRequest, verb: str, gone: list[str]) -> list[str]:
    """Return what can be taken back: the rows deleted one after the other on this page, until they are."""
    earlier = request.POST.getlist("undo") if verb != "restore" else []
    return list(dict.fromkeys([*earlier, *gone]))[-MOST_UNDONE:]


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
    """Show what waits. undo: the rows just deleted, where something was just decided."""
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
        "own_count": len(board.own),
        "own_why": board.own[0].reason if board.own else "",
        "undo": undo or [],
        "going": _own_job(request, seen.part),
    }
    number = counts(board.review)
    kinds = [(kind, KINDS[kind][2], number[kind]) for kind in KINDS]
    if is_fragment(request):  # what was decided moves the counts above what was found, too
        facts |= {"part_of_page": True, "kinds": None if undo is None else kinds}
        return render(request, "rows/found.html", facts)
    facts |= {"kinds": kinds, "choices": choices(board.review)}
    return render(request, "rows/review.html", facts)


def _seen(request: HttpRequest, part_id: int) -> Seen:
    """Return a part that is there for the visitor. Raises Http404 for one that is not."""
    actor = actor_of(request)
    now = part_now(actor.school, part_id)
    if now is None or not may(actor, Verb.SEE_RETURN, now.opened.facts):
        raise Http404
    part, definition = now.part, definition_of(now.part.made_return)
    reviews = now.may_now(actor, Verb.ACCEPT_ROWS, today())
    return Seen(part, reviews, Reader(definition, sees_in_clear(actor, now)))


def _board(request: HttpRequest, seen: Seen) -> Board:
    people = set[int | None]()  # who decides on nothing need not be told of each row that they filled it
    if isinstance(seen.reviews, Allowed):
        people = {actor_of(request).person, seen.reviews.on_behalf_of}
    return board_of(
        review_of(seen.part, people, at=clock(), today=today()), _filter(request.GET), seen.reader
    )


def _filter(asked: QueryDict) -> Filter:
    """Return what is looked for; what cannot be read is not looked for."""
    kind, barred = asked.get("kind", ""), asked.get("barred", "")
    return Filter(
        text=asked.get("text", "").strip()[:LONGEST_TEXT],
        kind=kind if kind in KINDS else "",
        who=whole(asked.get("who", "")),
        field=asked.get("field", "")[:60],
        origin=whole(asked.get("origin", "")),
        barred=barred if barred in {"yes", "no"} else "",
    )


def _wanted(request: HttpRequest, seen: Seen, verb: str, which: str) -> Wanted:
    """Return the rows that are meant, and the number that was confirmed, where one was."""
    if which == "selected":
        return Wanted(request.POST.getlist("uid"))
    if which != "all":
        return Wanted(request.POST.getlist("undo") if which == "undo" else [which])
    expected = whole(request.POST.get("expected", ""))
    if verb == "accept" and _filter(request.GET).is_empty:
        return Wanted(None, expected)
    board = _board(request, seen)
    return Wanted(list(board.free if verb == "accept" else board.found), expected)


def _own_job(request: HttpRequest, part: Contribution) -> Job | None:
    """Return the visitor's job that accepts rows of a part at present."""
    job = job_going_on(part.pk, ACCEPT)
    return job if job is not None and job.asked_by == actor_of(request).person else None


def _do(request: HttpRequest, part_id: int, verb: str, wanted: Wanted) -> Job | Decided | Refused:
    """Do a verb to rows, or have a worker do it where they are too many for a request."""
    by, at, day, uids, expected = actor_of(request), clock(), today(), wanted.uids, wanted.expected
    if verb == "accept" and is_long_to_accept(part_id, wanted.count):
        return ask_to_accept(part_id, uids, expected=expected, by=by, at=at, today=day)
    more = {} if expected is None else {"expected": expected}
    return ACTIONS[verb](part_id, uids, by=by, at=at, today=day, **more)
