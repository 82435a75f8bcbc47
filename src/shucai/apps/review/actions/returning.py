"""Returning a part for correction, with a reason and the cells it is about (REV-1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from django.db import transaction

from shucai.apps.filling.actions.holding import HeldPart
from shucai.apps.filling.actions.moving import move_part
from shucai.apps.review.actions.holding import NOT_LOOKED, Looked, decide, hold_for_review
from shucai.apps.review.corrections import value_hash
from shucai.apps.review.models import LONGEST_REASON, LONGEST_WORDS, Decision, Pin
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.access import Actor, Verb
from shucai.domain.checks import says_something
from shucai.domain.problems import Refused
from shucai.domain.rows import UID

MOST_PINS = 500


@dataclass(frozen=True, slots=True)
class Pinned:
    """A place that is to be mended. uid: of the row, blank for a whole column. field: blank for a whole row."""

    uid: str = ""
    field: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be mended: why, and where."""

    reason: str
    pins: Sequence[Pinned] = ()


@transaction.atomic
def return_part(
    part_id: int, asked: Asked, *, by: Actor, at: datetime, today: date, looked: Looked = NOT_LOOKED
) -> Decision | Refused:
    """Send a part back to be mended. Its department sees who, when, why and where; others' parts stay approved."""
    held = hold_for_review(part_id, Verb.RETURN, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    reviewed, text = Reviewed(held.part, at, today), asked.reason.strip()
    refused = _why_not(text, asked.pins, reviewed)
    if refused is not None:
        return refused
    decision = decide(held, reviewed, reason=text, looked=looked)
    Pin.objects.bulk_create(_pins(held, reviewed, decision, asked.pins))
    held.part.approved_digest = ""
    held.part.save(update_fields=["approved_digest"])
    move_part(held, held.after)
    held.enter("退回修改", {"reason": text, "count": len(asked.pins)})
    return decision


def _why_not(reason: str, pins: Sequence[Pinned], reviewed: Reviewed) -> Refused | None:
    if len(reason) > LONGEST_REASON:
        return Refused(
            "R214", {"field": "退回的理由", "most": str(LONGEST_REASON), "count": str(len(reason))}
        )
    if not says_something(reason):
        return Refused("R705")
    if len(pins) > MOST_PINS:
        return Refused("R706", {"count": str(len(pins)), "most": str(MOST_PINS)})
    there, names = set(reviewed.own[UID]), reviewed.rows.form.by_name
    for pin in pins:
        known = (pin.uid in there or not pin.uid) and (pin.field in names or not pin.field)
        if not known or not (pin.uid or pin.field):
            return Refused("R707")
        if len(pin.words) > LONGEST_WORDS:
            return Refused(
                "R214", {"field": "批注", "most": str(LONGEST_WORDS), "count": str(len(pin.words))}
            )
    return None


def _pins(held: HeldPart, reviewed: Reviewed, decision: Decision, pins: Sequence[Pinned]) -> list[Pin]:
    """Return the pins with the keyed hash of what stands at each of them."""
    wanted = {pin.uid for pin in pins if pin.uid}
    found = reviewed.own.filter(pl.col(UID).is_in(list(wanted)))
    rows = {row[UID]: row for row in found.iter_rows(named=True)}
    return [
        Pin(
            decision=decision,
            uid=pin.uid,
            field=pin.field,
            words=pin.words.strip(),
            value=value_hash(held.sealing, rows.get(pin.uid, {}), pin.field),
        )
        for pin in dict.fromkeys(pins)
    ]
