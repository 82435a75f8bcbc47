"""Key data go to the school leader before the department head approves (REV-2)."""

from datetime import date, datetime

from django.db import transaction

from shucai.apps.filling.actions.moving import move_part
from shucai.apps.filling.covering import key_digest_of
from shucai.apps.review.actions.deciding import NOT_LOOKED, Looked, decide
from shucai.apps.review.actions.holding import hold_for_review
from shucai.apps.review.models import Decision
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused


@transaction.atomic
def put_key_data(part_id: int, *, by: Actor, at: datetime, today: date) -> Decision | Refused:
    """Put the key data of a part to the school leader, once nothing else stands against the part."""
    held = hold_for_review(part_id, Verb.PUT_KEY_DATA, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    reviewed = Reviewed(held.part, at, today, afresh=True)
    against = reviewed.against()
    if against is not None:
        return against
    decision = decide(held, reviewed)
    move_part(held, held.after)
    held.enter("报主管领导", {"rows": decision.rows, "revision": decision.revision})
    return decision


@transaction.atomic
def approve_key_data(
    part_id: int, *, by: Actor, at: datetime, today: date, digest: str = "", looked: Looked = NOT_LOOKED
) -> Decision | Refused:
    """Approve the key data of a part, by the school leader. digest: of what was looked at, as in ``approve_part``."""
    held = hold_for_review(part_id, Verb.APPROVE_KEY_DATA, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    reviewed = Reviewed(held.part, at, today)
    if digest not in {"", reviewed.digest}:
        return Refused("R704")
    decision = decide(held, reviewed, looked=looked)
    held.part.key_digest = key_digest_of(held.part, reviewed.rows, reviewed.scope)
    held.part.save(update_fields=["key_digest"])
    move_part(held, held.after)
    held.enter("批准关键数据", {"digest": held.part.key_digest, "revision": decision.revision})
    return decision
