"""What else waits for the check or the deliberation, so that the next is at hand when one is decided."""

from collections.abc import Sequence
from dataclasses import dataclass

from shucai.apps.filling.models import Contribution, Return
from shucai.domain.access import Actor, Verb, reach


@dataclass(frozen=True)
class NextReturn:
    """The leading part of the next return that waits, None where none does, and how many wait."""

    part: Contribution | None
    count: int


def next_to(return_id: int, queue: Sequence[tuple[Return, Sequence[Contribution]]]) -> NextReturn:
    """Return what waits besides a return: after it in the platform's order, else the first. queue: in that order."""
    ids = [made.pk for made, _ in queue]
    at = ids.index(return_id) + 1 if return_id in ids else 0
    others = [parts for made, parts in (*queue[at:], *queue[:at]) if made.pk != return_id]
    return NextReturn(others[0][0] if others else None, len(others))


def office_verb(actor: Actor) -> Verb:
    """Return which decision over whole returns an actor has a queue of: the check, else the deliberation."""
    return Verb.APPROVE_COMPLIANCE if reach(actor, Verb.APPROVE_COMPLIANCE) else Verb.DELIBERATE
