"""What else waits for a reviewer, so that the next is at hand when one is decided."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shucai.apps.campaigns.models import Campaign
from shucai.apps.filling.queries import told_parts
from shucai.apps.filling.seeing import seen_part
from shucai.domain.access import Actor, Verb, reach
from shucai.domain.problems import Refused
from shucai.domain.todos import OpenPart, Task, Urgency, todos_of
from shucai.web.actors import actor_of, clock, today

REVIEWS = frozenset({Task.REVIEW, Task.APPROVE_KEY_DATA})


@dataclass(frozen=True)
class Next:
    """The next part that waits for a reviewer, and how many wait."""

    part: OpenPart
    count: int


@require_safe
def next_one(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Show what waits for the visitor next, besides a part, or that nothing does: its place on the page is kept free."""
    actor, on = actor_of(request), today()
    seen = seen_part(actor, part_id, at=clock(), today=on)
    if isinstance(seen, Refused):
        raise Http404
    found = next_for(actor, seen.now.campaign, on, besides=part_id) if decides(actor) else None
    return render(request, "review/next.html", {"next": found})


def decides(actor: Actor) -> bool:
    """Return whether parts can wait for an actor."""
    return bool(reach(actor, Verb.APPROVE_DEPARTMENT) or reach(actor, Verb.APPROVE_KEY_DATA))


def next_for(actor: Actor, campaign: Campaign, on: date, *, besides: int) -> Next | None:
    """Return what waits for an actor next, besides one part: after it in the platform's order, else the first.

    What waits for another department first is left out, as the desk groups it.
    """
    parts = told_parts(campaign)
    place = {part.id: number for number, part in enumerate(parts)}
    waiting = sorted(
        (
            todo.part
            for todo in todos_of(actor, parts, on)
            if todo.task in REVIEWS and todo.part.id != besides and todo.urgency is not Urgency.WAITING
        ),
        key=lambda part: place[part.id],
    )
    if not waiting:
        return None
    later = next((part for part in waiting if place[part.id] > place.get(besides, -1)), waiting[0])
    return Next(later, len(waiting))
