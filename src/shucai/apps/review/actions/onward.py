"""The last steps of a whole return: deliberated by the steering committee, submitted above the school, archived (REV-1)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from shucai.apps.review.actions.deciding import decide
from shucai.apps.review.actions.together import Passed, each_of
from shucai.apps.review.actions.whole import hold_whole
from shucai.apps.review.models import Decision
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

DID = {Verb.DELIBERATE: "审议通过", Verb.SUBMIT: "确认上报", Verb.ARCHIVE: "归档"}


@transaction.atomic
def carry_on(
    return_id: int, verb: Verb, *, by: Actor, at: datetime, today: date, digest: str = ""
) -> Decision | Refused:
    """Take one of the last steps with a whole return. verb: one of DID.

    digest: of what was looked at; refused where something else would be carried on now, or where a part is no longer what
    its department approved.
    """
    held = hold_whole(return_id, verb, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    reviewed = held.reviewed()
    if digest not in {"", reviewed.digest}:
        return Refused("R704")
    if reviewed.moved:
        return Refused("R711", {"units": "、".join(one.assignment.unit.title for one in reviewed.moved)})
    decision = decide(held, reviewed)
    held.move()
    held.enter(DID[verb], {"rows": decision.rows, "digest": decision.digest, "revision": decision.revision})
    return decision


def carry_on_together(
    wanted: Mapping[int, str], count: int, verb: Verb, *, by: Actor, at: datetime, today: date
) -> Passed | Refused:
    """Take one of the last steps with several returns, each on its own.

    wanted: return -> the digest looked at. count: how many were announced and confirmed. verb: one of DID.
    """

    def step_with(return_id: int, digest: str) -> Decision | Refused:
        return carry_on(return_id, verb, by=by, at=at, today=today, digest=digest)

    return each_of(wanted, count, step_with)
