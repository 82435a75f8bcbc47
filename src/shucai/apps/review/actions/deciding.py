"""The decision over a part or a whole return, written as its receipt, with what the reviewer did before it."""

from dataclasses import dataclass

from shucai.apps.filling.actions.holding import HeldPart
from shucai.apps.review.actions.whole import HeldWhole
from shucai.apps.review.models import Decision
from shucai.apps.review.reviewed import Reviewed
from shucai.apps.review.whole import ReviewedWhole

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


def decide(
    held: HeldPart | HeldWhole,
    reviewed: Reviewed | ReviewedWhole,
    *,
    reason: str = "",
    looked: Looked = NOT_LOOKED,
) -> Decision:
    """Write the decision of the verb over what was reviewed: a part, or the whole return."""
    return Decision.objects.create(
        school_id=held.made.school_id,
        made_return=held.made,
        contribution=reviewed.part if isinstance(reviewed, Reviewed) else None,
        verb=held.verb.value,
        reason=reason,
        revision=held.made.revision,
        rows=(reviewed.own if isinstance(reviewed, Reviewed) else reviewed.rows).height,
        counts=reviewed.counts,
        looked=looked.told,
        digest=reviewed.digest,
        by_id=held.by.person,
        on_behalf_of_id=held.allowed.on_behalf_of,
        at=held.at,
    )
