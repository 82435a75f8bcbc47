"""The lead office checks whole returns for compliance, takes that back, or lets several pass together (REV-1)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from shucai.apps.review.actions.deciding import NOT_LOOKED, Looked, decide
from shucai.apps.review.actions.together import Passed, each_of
from shucai.apps.review.actions.whole import hold_whole
from shucai.apps.review.models import Decision
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.workflow import State


@transaction.atomic
def approve_compliance(
    return_id: int, *, by: Actor, at: datetime, today: date, digest: str = "", looked: Looked = NOT_LOOKED
) -> Decision | Refused:
    """Let a return pass after a fresh run of all checks, or say what stands against it.

    digest: of what was looked at; refused where something else would pass now.
    """
    held = hold_whole(return_id, Verb.APPROVE_COMPLIANCE, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    reviewed = held.reviewed(afresh=True)
    against = Refused("R704") if digest not in {"", reviewed.digest} else reviewed.against()
    if against is not None:
        return against
    decision = decide(held, reviewed, looked=looked)
    held.move()
    held.enter(
        "合规检查通过", {"rows": decision.rows, "digest": decision.digest, "revision": decision.revision}
    )
    return decision


def approve_together(
    wanted: Mapping[int, str], count: int, *, by: Actor, at: datetime, today: date
) -> Passed | Refused:
    """Let several returns pass, each on its own: what stands against one does not hold up the others.

    wanted: return -> the digest looked at. count: how many were announced and confirmed.
    """

    def decide_on(return_id: int, digest: str) -> Decision | Refused:
        return approve_compliance(return_id, by=by, at=at, today=today, digest=digest)

    return each_of(wanted, count, decide_on)


@transaction.atomic
def withdraw_compliance(return_id: int, *, by: Actor, at: datetime, today: date) -> Decision | Refused:
    """Take back that a return passed, as long as the steering committee did not go on with it."""
    held = hold_whole(return_id, Verb.WITHDRAW, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    if held.made.state != State.COMPLIANT.value:
        return Refused("R401", {"state": State(held.made.state).label, "verb": Verb.WITHDRAW.label})
    decision = decide(held, held.reviewed())
    held.move()
    held.enter("撤回合规检查", {"revision": decision.revision})
    return decision
