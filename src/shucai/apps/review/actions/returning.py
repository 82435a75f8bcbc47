"""Returning a part for correction, with a reason and the cells it is about (REV-1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from django.db import transaction

from shucai.apps.filling.actions.moving import move_part
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.keys.sealing import Sealing
from shucai.apps.review.actions.deciding import NOT_LOOKED, Looked, decide
from shucai.apps.review.actions.holding import hold_for_review
from shucai.apps.review.corrections import value_hash
from shucai.apps.review.models import LONGEST_REASON, LONGEST_WORDS, Decision, Pin
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.access import Actor, Verb
from shucai.domain.catalogue import Form
from shucai.domain.checks import says_something
from shucai.domain.problems import Refused
from shucai.domain.rows import UID
from shucai.domain.rows.looking import NUMBER, numbered, shown_to
from shucai.domain.workflow import State

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
    refused = why_not_asked(text, asked.pins, reviewed.own, reviewed.rows.form)
    if refused is not None:
        return refused
    decision = decide(held, reviewed, reason=text, looked=looked)
    Pin.objects.bulk_create(pins_of(decision, asked.pins, reviewed, held.sealing))
    held.part.approved_digest, held.part.sent_back = "", True
    held.part.save(update_fields=["approved_digest", "sent_back"])
    lower_others(held.made, held.at)
    move_part(held, held.after)
    held.enter("退回修改", {"reason": text, "count": len(asked.pins)})
    return decision


def why_not_asked(reason: str, pins: Sequence[Pinned], rows: pl.DataFrame, form: Form) -> Refused | None:
    """Return what is wrong with asking for a correction. rows: those that can be pointed at."""
    if len(reason) > LONGEST_REASON:
        return Refused(
            "R214", {"field": "退回的理由", "most": str(LONGEST_REASON), "count": str(len(reason))}
        )
    if not says_something(reason):
        return Refused("R705")
    if len(pins) > MOST_PINS:
        return Refused("R706", {"count": str(len(pins)), "most": str(MOST_PINS)})
    there, names = set(rows[UID]), form.by_name
    for pin in pins:
        known = (pin.uid in there or not pin.uid) and (pin.field in names or not pin.field)
        if not known or not (pin.uid or pin.field):
            return Refused("R707")
        if len(pin.words) > LONGEST_WORDS:
            return Refused(
                "R214", {"field": "批注", "most": str(LONGEST_WORDS), "count": str(len(pin.words))}
            )
    return None


def pins_of(decision: Decision, pins: Sequence[Pinned], reviewed: Reviewed, sealing: Sealing) -> list[Pin]:
    """Return the pins with the place of their rows, as the part sees them, and the keyed hash of what stands there."""
    shown = numbered(shown_to(reviewed.scope, reviewed.rows.frame))
    found = shown.filter(pl.col(UID).is_in([pin.uid for pin in pins if pin.uid]))
    by_uid = {row[UID]: row for row in found.iter_rows(named=True)}
    return [
        Pin(
            decision=decision,
            uid=pin.uid,
            field=pin.field,
            words=pin.words.strip(),
            number=by_uid[pin.uid][NUMBER] if pin.uid in by_uid else 0,
            value=value_hash(sealing, by_uid.get(pin.uid, {}), pin.field),
        )
        for pin in dict.fromkeys(pins)
    ]


def lower_others(made: Return, at: datetime) -> None:
    """Take the parts of a return back to what their departments approved: the whole is decided on anew."""
    above = [state.value for state in State if state.rank > State.DEPARTMENT_APPROVED.rank]
    Contribution.objects.filter(made_return=made, state__in=above).update(
        state=State.DEPARTMENT_APPROVED.value, state_at=at
    )
