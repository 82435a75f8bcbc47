"""Asking for a re-opening, and the lead office's answers."""

from collections.abc import Callable
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from shucai.apps.filling.seeing import seen_part
from shucai.apps.review.actions import reopening as actions
from shucai.apps.review.models import Reopening
from shucai.domain.access import Actor
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import day_in, id_of, refused_or_said, text_of
from shucai.web.fragments import go_to
from shucai.web.review.compliance import page_of, seen_of
from shucai.web.review.reopening_rows import rows_of_numbers

OF_ROWS, OF_COLUMNS = ("rows", "both"), ("columns", "both")
Act = Callable[[HttpRequest, int, Actor, datetime, date], Reopening | Refused]


@require_POST
def reopening(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Ask for a re-opening of a part, or answer one. part_id: also of the page that is shown again."""
    seen = seen_of(request, part_id)
    found = ACTS.get(text_of(request, "do"))
    if found is None:
        raise Http404
    act, words = found
    done = act(request, part_id, actor_of(request), clock(), today())
    refused = refused_or_said(request, done, words)
    if refused:
        return page_of(request, seen, refused.reason)
    return go_to(request, "compliance_one", part_id=str(part_id))


def _ask(request: HttpRequest, part_id: int, by: Actor, at: datetime, day: date) -> Reopening | Refused:
    asked, scope = id_of(request, "of") or part_id, text_of(request, "scope")
    rows = _rows(request, asked, by, at, day) if scope in OF_ROWS else ()
    if isinstance(rows, Refused):
        return rows
    fields = request.POST.getlist("field") if scope in OF_COLUMNS else []
    if scope in OF_COLUMNS and not fields:
        return Refused("R731")
    wish = actions.Wish(text_of(request, "reason"), day_in(text_of(request, "until")), tuple(fields), rows)
    return actions.ask_reopening(asked, wish, by=by, at=at, today=day)


def _rows(
    request: HttpRequest, part_id: int, by: Actor, at: datetime, day: date
) -> tuple[str, ...] | Refused:
    seen = seen_part(by, part_id, at=at, today=day)
    return seen if isinstance(seen, Refused) else rows_of_numbers(text_of(request, "rows"), seen.part, at)


def _withdraw(request: HttpRequest, _: int, by: Actor, at: datetime, day: date) -> Reopening | Refused:
    return actions.withdraw_asking(_id(request), by=by, at=at, today=day)


def _grant(request: HttpRequest, _: int, by: Actor, at: datetime, day: date) -> Reopening | Refused:
    until = day_in(text_of(request, "until"))
    return actions.grant_reopening(_id(request), until, by=by, at=at, today=day)


def _decline(request: HttpRequest, _: int, by: Actor, at: datetime, day: date) -> Reopening | Refused:
    return actions.decline_reopening(_id(request), text_of(request, "words"), by=by, at=at, today=day)


def _extend(request: HttpRequest, _: int, by: Actor, at: datetime, day: date) -> Reopening | Refused:
    until = day_in(text_of(request, "until"))
    return actions.extend_reopening(_id(request), until, by=by, at=at, today=day)


def _end(request: HttpRequest, _: int, by: Actor, at: datetime, day: date) -> Reopening | Refused:
    return actions.end_reopening(_id(request), by=by, at=at, today=day)


def _id(request: HttpRequest) -> int:
    return id_of(request, "id") or 0


ACTS: dict[str, tuple[Act, str]] = {
    "ask": (_ask, "已申请，等牵头部门答复"),
    "withdraw": (_withdraw, "已撤回申请"),
    "grant": (_grant, "已同意，到期自动锁定"),
    "decline": (_decline, "已答复，申请的部门会看到"),
    "extend": (_extend, "已改期限"),
    "end": (_end, "已收回，原来的审核仍然有效"),
}
