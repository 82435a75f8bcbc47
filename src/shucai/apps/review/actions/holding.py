"""What every decision does: hold the part, keep reviewer and filler apart, and write decision and audit."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.situations import part_now
from shucai.apps.review.models import Decision
from shucai.apps.review.reviewed import Reviewed, fillers_of
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

MOST_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Looked:
    """What a reviewer did before deciding: seconds on the page, rows seen of those that ask to be looked at.

    of: how many those are, None where nobody counted.
    """

    seconds: int = 0
    rows: int = 0
    of: int | None = None

    @property
    def told(self) -> dict[str, int]:
        """Return it as it is kept, a day at most."""
        told = {"seconds": max(0, min(self.seconds, MOST_SECONDS)), "rows": max(0, self.rows)}
        return told if self.of is None else {**told, "of": self.of}


NOT_LOOKED = Looked()


def hold_for_review(part_id: int, verb: Verb, *, by: Actor, at: datetime, today: date) -> HeldPart | Refused:
    """Return a part, locked, where an actor may decide on it who neither filled it nor acts for somebody who did."""
    held = hold_part(part_id, verb, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    held.part.made_return = held.made
    now = part_now(by.school, pk=part_id)
    if now is None:
        return Refused("R101")
    fillers = fillers_of(held.part, scope_of(held.part))
    allowed = now.may_now(by, verb, today, filled_by=fillers)
    return allowed if isinstance(allowed, Refused) else replace(held, allowed=allowed)


def decide(held: HeldPart, reviewed: Reviewed, *, reason: str = "", looked: Looked = NOT_LOOKED) -> Decision:
    """Write the decision of the verb over a part, as its receipt."""
    return Decision.objects.create(
        school_id=held.made.school_id,
        made_return=held.made,
        contribution=held.part,
        verb=held.verb.value,
        reason=reason,
        revision=held.made.revision,
        rows=reviewed.own.height,
        counts=reviewed.counts,
        looked=looked.told,
        digest=reviewed.digest,
        by_id=held.by.person,
        on_behalf_of_id=held.allowed.on_behalf_of,
        at=held.at,
    )
