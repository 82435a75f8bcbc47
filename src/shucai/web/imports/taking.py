"""Taking a file piece by piece. The browser is answered in JSON: how much is there, or what is wrong."""

import json

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shucai.apps.filling.actions.importing import Offer, begin_import, finish_upload, receive_piece
from shucai.apps.filling.bringing.places import PIECE_BYTES
from shucai.apps.filling.models import Import
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE
from shucai.web.checks.uploads import kept_name

LONGEST_OFFER = 4096  # bytes


@require_POST
def begin(request: HttpRequest, part_id: int) -> HttpResponse:
    """Open an import for a file, or give back the one that broke off."""
    offer = _offer(request.read(LONGEST_OFFER))
    if offer is None:
        return _wrong("这次请求无法理解，请刷新页面后再选择文件")
    return _answer(begin_import(part_id, offer, by=actor_of(request), at=clock(), today=today()))


@require_http_methods(["PUT", "POST"])
def piece(request: HttpRequest, import_id: int, offset: int) -> HttpResponse:
    """Take a piece."""
    return _answer(receive_piece(import_id, offset, request.read(PIECE_BYTES + 1), by=actor_of(request)))


@require_POST
def finish(request: HttpRequest, import_id: int) -> HttpResponse:
    """Begin to read a file that came as a whole."""
    return _answer(finish_upload(import_id, by=actor_of(request), at=clock()))


def _offer(body: bytes) -> Offer | None:
    """Return what the browser says of a file, None for anything else."""
    try:
        told = json.loads(body)
        return Offer(kept_name(str(told["name"])), int(told["size"]), str(told["mark"]))
    except (ValueError, KeyError, TypeError):
        return None


def _answer(outcome: Import | Refused) -> HttpResponse:
    if isinstance(outcome, Refused):
        if outcome.code == "R101":
            raise Http404
        return _wrong(outcome.reason)
    told = {"id": outcome.pk, "received": outcome.received, "piece": PIECE_BYTES, "state": outcome.state}
    return JsonResponse(told | {"page": reverse("imports_one", args=[outcome.pk])})


def _wrong(reason: str) -> HttpResponse:
    return JsonResponse({"problem": reason}, status=UNPROCESSABLE)
