"""While somebody reviews: places put on the list of what will be returned, rows looked at, rows accepted."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from shucai.apps.filling.actions.accepting import Decided, accept_rows
from shucai.apps.filling.seeing import seen_part
from shucai.apps.review.actions.marking import Watched, look_at, mark_places, unmark_places
from shucai.apps.review.actions.returning import Pinned
from shucai.apps.review.comparing import Slice
from shucai.apps.review.models import LONGEST_WORDS
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, refused_or_said, text_of, whole
from shucai.web.review import views
from shucai.web.review.page import ReviewPage

MOST_ROWS = 500  # of one message about rows looked at
NO_CONTENT = 204


@require_POST
def mark(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Put places on the list of what will be returned, take them off, or keep the words about them."""
    actor, what = actor_of(request), text_of(request, "mark")
    do, _, place = what.partition(":")
    if do == "drop":
        unmark_places(part_id, [pinned(place)], by=actor)
        done: int | Refused = 0
    else:
        places = _slice(request, part_id, place) if do == "slice" else _typed(request, place)
        done = mark_places(part_id, places, by=actor, at=clock(), today=today())
    if request.headers.get("X-Wants") == "tray":
        if isinstance(done, Refused):
            return HttpResponse(done.reason, status=UNPROCESSABLE, content_type="text/plain; charset=utf-8")
        return render(request, "review/tray.html", {"shown": _shown(request, part_id)})
    refused = None if do == "drop" else refused_or_said(request, done, "已列入退回清单，退回时一并送出")
    return views.page_or_back(request, part_id, refused)


@require_POST
def looked(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Note rows as looked at and how long the page was in front of the reviewer.

    From a page left open after the part moved on nothing is noted, and nothing is told: nobody asked for anything.
    """
    uids = [uid for uid in text_of(request, "uids").split(",") if uid][:MOST_ROWS]
    watched = Watched(uids, whole(text_of(request, "seconds")) or 0)
    progress = look_at(part_id, watched, by=actor_of(request), at=clock(), today=today())
    if isinstance(progress, Refused):
        if progress.code == "R101":
            raise Http404
        return HttpResponse(status=NO_CONTENT)
    counts = {one.value: progress.seen_in(uids) for one, uids in progress.compared.slices.items()}
    return JsonResponse(
        {"looked": progress.looked, "total": progress.total, "unseen": progress.unseen, "slices": counts}
    )


@require_POST
def accept(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Accept a row that waits, or all that wait of the part, with their number confirmed."""
    uid, expected = text_of(request, "uid"), whole(text_of(request, "expected"))
    done = accept_rows(
        part_id,
        [uid] if uid else None,
        by=actor_of(request),
        at=clock(),
        today=today(),
        expected=None if uid else expected or 0,
    )
    told = ""
    if isinstance(done, Decided):
        told = f"已复核通过 {done.count:,} 行" + (
            f"，{done.left:,} 行不能通过：{done.why}" if done.left else ""
        )
    return views.page_or_back(request, part_id, refused_or_said(request, done, told))


def pinned(text: str, words: str = "") -> Pinned:
    """Return a place as it is sent."""
    uid, _, field = text.partition("/")
    return Pinned(uid, field, words.strip()[:LONGEST_WORDS])


def _typed(request: HttpRequest, place: str) -> list[Pinned]:
    return [pinned(place, request.POST.get(f"words:{place}", ""))]


def _slice(request: HttpRequest, part_id: int, name: str) -> list[Pinned]:
    """Return all rows of a slice as places, as many as there are for the one who marks them."""
    uids = _shown(request, part_id).compared.slices.get(Slice(name), []) if name in set(Slice) else []
    return [Pinned(uid) for uid in uids]


def _shown(request: HttpRequest, part_id: int) -> ReviewPage:
    actor, day = actor_of(request), today()
    seen = seen_part(actor, part_id, at=clock(), today=day)
    if isinstance(seen, Refused):
        raise Http404
    return ReviewPage(seen, seen.now, actor, day)
