"""A reviewer accepts or refuses what was said about findings (VAL-1, ruling 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.filling.models import Explanation
from shucai.apps.review.actions.holding import hold_for_review
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

LEAST, MOST = 4, 300


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reviewer says of explanations. words: why not; blank where they are accepted."""

    accepted: bool
    words: str = ""


@transaction.atomic
def decide_explanations(
    part_id: int, ids: Sequence[int], verdict: Verdict, *, by: Actor, at: datetime, today: date
) -> int | Refused:
    """Accept explanations, or refuse them with words, so that they have to be explained anew. Return how many."""
    held = hold_for_review(part_id, Verb.ACCEPT_ROWS, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    said = verdict.words.strip()
    if not verdict.accepted and not LEAST <= len(said) <= MOST:
        return Refused("R708", {"least": str(LEAST), "most": str(MOST)})
    open_ids = {one.id for one in Reviewed(held.part, at, today).undecided}
    chosen = [one for one in dict.fromkeys(ids) if one in open_ids]
    if not chosen or len(chosen) < len(set(ids)):
        return Refused("R709")
    Explanation.objects.filter(pk__in=chosen).update(
        accepted=verdict.accepted, decided_by_id=by.person, decided_at=at, decision=said
    )
    held.enter(
        "采纳解释" if verdict.accepted else "不采纳解释",
        {"count": len(chosen), **({"reason": said} if said else {})},
    )
    return len(chosen)
