"""A department head approves a part, or takes that back while nobody went on with it (REV-1)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from shucai.apps.filling.actions.moving import move_part
from shucai.apps.filling.models import REOPENED
from shucai.apps.review.actions.deciding import NOT_LOOKED, Looked, decide
from shucai.apps.review.actions.holding import hold_for_review
from shucai.apps.review.comparing import compared
from shucai.apps.review.looking import Progress, marks_of
from shucai.apps.review.models import Decision
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.workflow import State


@dataclass(frozen=True, slots=True)
class Said:
    """What a reviewer said with an approval, and what they had before them.

    digest: of what was on the page; refused where something else would be approved now. unchanged: how many rows that are
    as last year pass with the others; unseen: how many rows pass without having been looked at.
    """

    digest: str
    unchanged: int = 0
    unseen: int = 0


@transaction.atomic
def approve_part(
    part_id: int,
    *,
    by: Actor,
    at: datetime,
    today: date,
    said: Said | None = None,
    looked: Looked = NOT_LOOKED,
) -> Decision | Refused:
    """Approve a part after a fresh run of all checks, or say what stands against it.

    said: None where nobody looks at a page, as in a batch.
    """
    held = hold_for_review(part_id, Verb.APPROVE_DEPARTMENT, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    reviewed = Reviewed(held.part, at, today, afresh=True)
    against = (_unsaid(said, reviewed, by) if said else None) or reviewed.against()
    if against is not None:
        return against
    decision = decide(held, reviewed, looked=looked)
    held.part.approved_digest = decision.digest
    held.part.end_reopening()
    held.part.save(update_fields=["approved_digest", *REOPENED])
    move_part(held, held.after)
    held.enter(
        "部门审核通过",
        {"rows": decision.rows, "digest": decision.digest, "revision": decision.revision},
    )
    return decision


def _unsaid(said: Said, reviewed: Reviewed, by: Actor) -> Refused | None:
    """Return what a reviewer would have to say yet, so that nothing passes without their knowing."""
    if said.digest != reviewed.digest:
        return Refused("R704")
    progress, marks = Progress(compared(reviewed), by.person), len(marks_of(reviewed.part.pk, by.person))
    if marks:
        return Refused("R723", {"count": str(marks)})
    if said.unchanged != progress.unchanged:
        return Refused("R721", {"count": str(progress.unchanged)})
    if said.unseen < progress.unseen:
        return Refused("R722", {"count": str(progress.unseen)})
    return None


@transaction.atomic
def withdraw_approval(part_id: int, *, by: Actor, at: datetime, today: date) -> Decision | Refused:
    """Take the approval of a part back, as long as nobody above went on with it."""
    held = hold_for_review(part_id, Verb.WITHDRAW, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    if (
        held.part.state != State.DEPARTMENT_APPROVED.value
        or State(held.made.state).rank > State.DEPARTMENT_APPROVED.rank
    ):
        return Refused("R401", {"state": State(held.made.state).label, "verb": Verb.WITHDRAW.label})
    decision = decide(held, Reviewed(held.part, at, today))
    held.part.approved_digest = ""
    held.part.save(update_fields=["approved_digest"])
    move_part(held, held.after)
    held.enter("撤回部门审核", {"revision": decision.revision})
    return decision
