"""The page of review, and the decisions sent from it."""

from collections.abc import Callable
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.filling.seeing import seen_part
from shucai.apps.review.actions.approving import Said, approve_part, withdraw_approval
from shucai.apps.review.actions.deciding import NOT_LOOKED, Looked
from shucai.apps.review.actions.explanations import Verdict, decide_explanations
from shucai.apps.review.actions.key_data import approve_key_data, put_key_data
from shucai.apps.review.actions.marking import begin_anew, unmark_places
from shucai.apps.review.actions.returning import Asked, Pinned, return_part
from shucai.apps.review.looking import seconds_of
from shucai.apps.review.models import LONGEST_WORDS, Decision
from shucai.domain.access import Actor
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, ids_of, refused_or_said, text_of, whole
from shucai.web.fragments import SEE_OTHER
from shucai.web.review.page import ReviewPage

Decide = Callable[[HttpRequest, int, Actor, datetime, date], Decision | Refused]


@require_safe
def review(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Show a part under review."""
    return _page(request, part_id)


@require_POST
def decide(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Approve a part, send it back, put it to the school leader, or take an approval back."""
    found = DECISIONS.get(text_of(request, "do"))
    if found is None:
        raise Http404
    act, words = found
    actor = actor_of(request)
    done = act(request, part_id, actor, clock(), today())
    if isinstance(done, Decision):
        begin_anew(part_id, actor.person)
    return page_or_back(request, part_id, refused_or_said(request, done, words))


@require_POST
def explanations(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Accept the ticked explanations, or refuse them with words."""
    accepted = text_of(request, "do") == "accept"
    verdict = Verdict(accepted, "" if accepted else text_of(request, "words"))
    done = decide_explanations(
        part_id, ids_of(request, "id"), verdict, by=actor_of(request), at=clock(), today=today()
    )
    told = f"已{'采纳' if accepted else '退回'} {done} 条解释"
    return page_or_back(request, part_id, refused_or_said(request, done, told))


def _approve(request: HttpRequest, part_id: int, by: Actor, at: datetime, day: date) -> Decision | Refused:
    said = Said(
        text_of(request, "digest"),
        whole(text_of(request, "unchanged")) or 0,
        whole(text_of(request, "unseen")) or 0,
    )
    return approve_part(part_id, by=by, at=at, today=day, said=said, looked=_looked(part_id, by, at, day))


def _approve_key(
    request: HttpRequest, part_id: int, by: Actor, at: datetime, day: date
) -> Decision | Refused:
    digest = text_of(request, "digest")
    looked = _looked(part_id, by, at, day)
    return approve_key_data(part_id, by=by, at=at, today=day, digest=digest, looked=looked)


def _put(_: HttpRequest, part_id: int, by: Actor, at: datetime, day: date) -> Decision | Refused:
    return put_key_data(part_id, by=by, at=at, today=day)


def _take_back(_: HttpRequest, part_id: int, by: Actor, at: datetime, day: date) -> Decision | Refused:
    return withdraw_approval(part_id, by=by, at=at, today=day)


def _send_back(request: HttpRequest, part_id: int, by: Actor, at: datetime, day: date) -> Decision | Refused:
    pins = pins_of(request)
    asked = Asked(text_of(request, "reason"), pins)
    done = return_part(part_id, asked, by=by, at=at, today=day, looked=_looked(part_id, by, at, day))
    if isinstance(done, Decision):
        unmark_places(part_id, pins, by=by)
    return done


def pins_of(request: HttpRequest) -> list[Pinned]:
    """Return the places that were pointed at."""
    return [_pin(request, text) for text in request.POST.getlist("pin")]


def _pin(request: HttpRequest, text: str) -> Pinned:
    uid, _, field = text.partition("/")
    return Pinned(uid, field, text_of(request, f"words:{text}")[:LONGEST_WORDS])


def looked_at(request: HttpRequest) -> Looked:
    """Return what a reviewer did before deciding, as the page counted it."""
    return Looked(whole(text_of(request, "seconds")) or 0, whole(text_of(request, "looked")) or 0)


def _looked(part_id: int, by: Actor, at: datetime, day: date) -> Looked:
    """Return what the page told of the reviewer before the decision."""
    seen = seen_part(by, part_id, at=at, today=day)
    if isinstance(seen, Refused):
        return NOT_LOOKED
    progress = ReviewPage(seen, seen.now, by, day).progress
    return Looked(seconds_of(part_id, by.person), progress.looked, progress.total)


DECISIONS: dict[str, tuple[Decide, str]] = {
    "approve_department": (_approve, "已通过"),
    "approve_key_data": (_approve_key, "已批准关键数据"),
    "put_key_data": (_put, "已报主管领导"),
    "return": (_send_back, "已退回修改，填报人一登录就看到"),
    "withdraw": (_take_back, "已撤回审核"),
}


def page_or_back(request: HttpRequest, part_id: int, refused: Refused | None) -> HttpResponse:
    """Go back to the page, or show it with why something was not done and what was typed."""
    if refused:
        return _page(request, part_id, refused.reason)
    back = request.GET.urlencode()  # which slice and page
    where = reverse("review", kwargs={"part_id": part_id})
    return HttpResponseRedirect(where + (f"?{back}" if back else ""), status=SEE_OTHER)


def _page(request: HttpRequest, part_id: int, wrong: str = "") -> HttpResponse:
    actor = actor_of(request)
    seen = seen_part(actor, part_id, at=clock(), today=today())
    if isinstance(seen, Refused):
        raise Http404
    shown = ReviewPage(seen, seen.now, actor, today(), request.GET.get("slice", ""))
    page = shown.page(request.GET.get("page"))
    facts = {
        "shown": shown,
        "part": shown.part,
        "form": shown.reviewed.rows.form,
        "standing": seen.now.standing,
        "page": page,
        "lines": shown.lines(page),
        "wrong": wrong,
        "typed": request.POST,
    }
    return render(request, "review/page.html", facts, status=UNPROCESSABLE if wrong else 200)
