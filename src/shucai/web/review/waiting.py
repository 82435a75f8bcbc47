"""What else waits for a reviewer, so that the next is at hand when one is decided."""

from dataclasses import dataclass
from datetime import date

from shucai.apps.campaigns.models import Campaign
from shucai.apps.filling.queries import open_parts
from shucai.domain.access import Actor, Verb, reach
from shucai.domain.todos import OpenPart, Task, todos_of

REVIEWS = frozenset({Task.REVIEW, Task.APPROVE_KEY_DATA})


@dataclass(frozen=True)
class Next:
    """The next part that waits for a reviewer, and how many wait."""

    part: OpenPart
    count: int


def next_for(actor: Actor, campaign: Campaign, today: date, *, besides: int) -> Next | None:
    """Return what waits for an actor next, besides one part: after it in the platform's order, else the first."""
    if not (reach(actor, Verb.APPROVE_DEPARTMENT) or reach(actor, Verb.APPROVE_KEY_DATA)):
        return None
    parts = open_parts(campaign)
    place = {part.id: number for number, part in enumerate(parts)}
    waiting = sorted(
        (
            todo.part
            for todo in todos_of(actor, parts, today)
            if todo.task in REVIEWS and todo.part.id != besides
        ),
        key=lambda part: place[part.id],
    )
    if not waiting:
        return None
    later = next((part for part in waiting if place[part.id] > place.get(besides, -1)), waiting[0])
    return Next(later, len(waiting))
