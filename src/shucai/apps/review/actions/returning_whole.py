"""Returning a whole return, or some of its parts, after its departments approved it (REV-1)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from shucai.apps.filling.models import REOPENED, Contribution
from shucai.apps.filling.scopes import scopes_of
from shucai.apps.filling.working import sealing_for
from shucai.apps.review.actions.deciding import NOT_LOOKED, Looked, decide
from shucai.apps.review.actions.returning import Asked, Pinned, lower_others, pins_of, why_not_asked
from shucai.apps.review.actions.whole import HeldWhole, hold_whole
from shucai.apps.review.models import Decision, Pin
from shucai.apps.review.whole import ReviewedWhole
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.rows import PART, UID, Scope
from shucai.domain.workflow import State

OPENED = ["state", "state_at", "is_returned", "approved_digest", "key_stage", *REOPENED]


@transaction.atomic
def return_whole(  # noqa: PLR0913 - what is asked, of whom, by whom and when
    return_id: int,
    asked: Asked,
    part_ids: Collection[int],
    *,
    by: Actor,
    at: datetime,
    today: date,
    looked: Looked = NOT_LOOKED,
) -> list[Decision] | Refused:
    """Send parts of a return back to be mended: a decision for each; what others' departments approved stays approved."""
    held = hold_whole(return_id, Verb.RETURN, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    reviewed, reason = held.reviewed(), asked.reason.strip()
    chosen = [part for part in held.parts if part.pk in part_ids]
    if not chosen or len(chosen) < len(set(part_ids)):
        return Refused("R713")
    refused = why_not_asked(reason, asked.pins, reviewed.rows, reviewed.leading.rows.form)
    if refused is not None:
        return refused
    sorted_pins = _sorted(reviewed, chosen, asked.pins)
    if isinstance(sorted_pins, Refused):
        return sorted_pins
    made = [_send_back(held, reviewed, part, Asked(reason, sorted_pins[part.pk]), looked) for part in chosen]
    _open(held, chosen)
    units = "、".join(part.assignment.unit.title for part in chosen)
    held.enter("退回修改", {"reason": reason, "units": units, "count": len(asked.pins)})
    return made


def _sorted(
    reviewed: ReviewedWhole, chosen: Sequence[Contribution], pins: Sequence[Pinned]
) -> Mapping[int, list[Pinned]] | Refused:
    """Return part -> the pins its department can mend, or say whose place none of the chosen can."""
    scopes = scopes_of(reviewed.parts[0])
    owner = dict(reviewed.rows.select(UID, PART).iter_rows())
    found: dict[int, list[Pinned]] = {part.pk: [] for part in chosen}
    for pin in pins:
        row_part = owner.get(pin.uid)
        able = [pk for pk in scopes if not _why_not(scopes[pk], pin, row_part)]
        mending = [pk for pk in able if pk in found]
        if able and not mending:
            names = [part.assignment.unit.title for part in reviewed.parts if part.pk in able]
            return Refused("R714", {"units": "、".join(names)})
        for pk in mending or list(found)[:1]:
            found[pk].append(pin)
    return found


def _why_not(scope: Scope, pin: Pinned, row_part: int | None) -> str:
    part = scope.part if row_part is None else row_part
    return scope.why_not_cell(part, pin.field) if pin.field else scope.why_not_row(part)


def _send_back(
    held: HeldWhole, reviewed: ReviewedWhole, part: Contribution, asked: Asked, looked: Looked
) -> Decision:
    own = next(one for one in reviewed.each if one.part.pk == part.pk)
    decision = decide(held, own, reason=asked.reason, looked=looked)
    sealing = sealing_for(held.made, at=held.at)
    Pin.objects.bulk_create(pins_of(decision, asked.pins, own, sealing))
    return decision


def _open(held: HeldWhole, chosen: Sequence[Contribution]) -> None:
    """Open the chosen parts for correction; the whole stands where the last of its parts does."""
    lower_others(held.made, held.at)
    for part in chosen:
        part.state, part.state_at, part.is_returned = State.FILLING.value, held.at, True
        part.approved_digest = ""
        part.key_stage = ""
        part.end_reopening()
        part.save(update_fields=OPENED)
    held.made.state, held.made.state_at = State.FILLING.value, held.at
    held.made.save(update_fields=["state", "state_at"])
