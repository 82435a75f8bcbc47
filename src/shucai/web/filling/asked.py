"""What a request about a part asks, and answers as JSON; a part that is not there for somebody is not there."""

import json
from collections.abc import Mapping
from functools import wraps
from typing import Any, Protocol  # what JSON holds

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from shucai.apps.filling.seeing import Seen, seen_part
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE

NOT_FOUND, FORBIDDEN, MOVED, TOO_MUCH = 404, 403, 409, 413
NOT_NOW = frozenset({"R401", "R402", "R403", "R405"})  # the state moved while the page was open
GONE = "这张表不在了，或者不再由您负责，请回到工作台"
MOST_BYTES = 4 << 20


class View(Protocol):
    """What answers a request about a part."""

    def __call__(self, request: HttpRequest, seen: Seen) -> HttpResponse:
        """Answer."""


class Wrapped(Protocol):
    """What an address is bound to."""

    def __call__(self, request: HttpRequest, *, part_id: int) -> HttpResponse:
        """Answer."""


def of_part(view: View) -> Wrapped:
    """Hand a view the part its address names, as the actor sees it; JSON says so where there is none."""

    @wraps(view)
    def answer(request: HttpRequest, *, part_id: int) -> HttpResponse:
        seen = seen_part(actor_of(request), part_id, at=clock(), today=today())
        return refused(seen) if isinstance(seen, Refused) else view(request, seen)

    return answer


def seen_or_404(request: HttpRequest, part_id: int) -> Seen:
    """Return a part for a page. Raises Http404."""
    seen = seen_part(actor_of(request), part_id, at=clock(), today=today())
    if isinstance(seen, Refused):
        raise Http404
    return seen


def refused(why: Refused) -> JsonResponse:
    """Answer with a refusal: 404 for what is not there, 409 where the part moved on, else 403."""
    if why.code == "R101":
        return JsonResponse({"message": GONE}, status=NOT_FOUND)
    return JsonResponse({"message": why.reason}, status=MOVED if why.code in NOT_NOW else FORBIDDEN)


def wrong(words: str, status: int = UNPROCESSABLE) -> JsonResponse:
    """Answer that a request cannot be taken as it is."""
    return JsonResponse({"message": words}, status=status)


def body_of(request: HttpRequest) -> Mapping[str, Any] | None:
    """Return the JSON object that was sent, None for anything else."""
    try:
        sent = json.loads(request.body)
    except (ValueError, UnicodeDecodeError):
        return None
    return sent if isinstance(sent, dict) else None
