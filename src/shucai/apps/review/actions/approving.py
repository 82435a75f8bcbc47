"""A department head approves a part, or takes that back while nobody went on with it (REV-1)."""

from datetime import date, datetime

from django.db import transaction

from shucai.apps.filling.actions.moving import move_part
from shucai.apps.review.actions.holding import NOT_LOOKED, Looked, decide, hold_for_review
from shucai.apps.review.models import Decision
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.workflow import State


@transaction.atomic
def approve_part(
    part_id: int, *, by: Actor, at: datetime, today: date, digest: str = "", looked: Looked = NOT_LOOKED
) -> Decision | Refused:
    """Approve a part after a fresh run of all checks, or say what stands against it.

    digest: of what the reviewer had before them; refused where something else would be approved now.
    """
    held = hold_for_review(part_id, Verb.APPROVE_DEPARTMENT, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    reviewed = Reviewed(held.part, at, today, afresh=True)
    against = Refused("R704") if digest not in {"", reviewed.digest} else reviewed.against()
    if against is not None:
        return against
    decision = decide(held, reviewed, looked=looked)
    held.part.approved_digest = decision.digest
    held.part.save(update_fields=["approved_digest"])
    move_part(held, held.after)
    held.enter(
        "部门审核通过",
        {"rows": decision.rows, "digest": decision.digest, "revision": decision.revision},
    )
    return decision


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
