"""Who else is at a return and what they changed, asked by the grid every few seconds."""

from datetime import timedelta

import polars as pl
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.filling.presence import others_at, stay_at
from shucai.apps.filling.seeing import Seen
from shucai.apps.formal.past import rows_changed
from shucai.domain.rows import UID
from shucai.web.asking import whole
from shucai.web.filling.asked import body_of, of_part
from shucai.web.filling.rows import rows_as_sent
from shucai.web.filling.setup import state_of

MOST_ROWS = 2000
LONGEST_UID, LONGEST_FIELD = 32, 60
AWAY_AFTER = timedelta(seconds=20)


@require_safe
@of_part
def changes(request: HttpRequest, seen: Seen) -> JsonResponse:
    """Answer with the rows that changed after a revision of the return. since: that revision."""
    since, revision = whole(request.GET.get("since", "")) or 0, seen.made.revision
    if since >= revision:
        return JsonResponse({"revision": revision, "rows": [], "gone": [], "state": state_of(seen.part)})
    uids = rows_changed(seen.made.form, actions=revision - since)[:MOST_ROWS]
    there = seen.frame.filter(pl.col(UID).is_in(uids))
    gone = sorted(set(uids) - set(there[UID]))
    rows = rows_as_sent(there, seen.rows.form, seen.scope)
    return JsonResponse({"revision": revision, "rows": rows, "gone": gone, "state": state_of(seen.part)})


@require_POST
@of_part
def presence(request: HttpRequest, seen: Seen) -> JsonResponse:
    """Note where somebody is and answer where the others are."""
    place = body_of(request) or {}
    uid, field = str(place.get("uid") or "")[:LONGEST_UID], str(place.get("field") or "")[:LONGEST_FIELD]
    stay_at(seen.made, seen.actor, uid=uid, field=field, at=seen.at)
    others = others_at(seen.made, seen.actor, since=seen.at - AWAY_AFTER)
    return JsonResponse({"others": others})
