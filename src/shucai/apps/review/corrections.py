"""Open returns for correction: who asks for what, and which of the cells pointed at are mended by now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db.models import Prefetch

from shucai.apps.filling.models import Contribution, Receipt
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import sealing_for, working_rows
from shucai.apps.keys.sealing import Sealing
from shucai.apps.review.models import Decision, Pin
from shucai.apps.review.since import CORRECTING, TURNING, last_turn
from shucai.domain.catalogue import Form
from shucai.domain.rows import UID, Scope
from shucai.domain.rows.looking import NUMBER, numbered, shown_to

JOINT = "\x1f"


@dataclass(frozen=True)
class Place:
    """A place to be mended. number: of the row, 0 for a whole column or a row that is gone. is_mended: it changed since."""

    uid: str
    field: str
    title: str
    words: str
    number: int
    is_mended: bool


@dataclass(frozen=True)
class Correction:
    """An open return for correction of a part: the decision that asked for it, and its places."""

    decision: Decision
    places: tuple[Place, ...]

    @property
    def unmended(self) -> list[Place]:
        """Return the places that are as they were."""
        return [place for place in self.places if not place.is_mended]

    @property
    def left(self) -> int:
        """Return how many places are as they were."""
        return len(self.unmended)


def correction_of(part: Contribution, *, at: datetime) -> Correction | None:
    """Return what a part was last returned for, None where it is not open for a correction.

    part: with return, form and campaign at hand.
    """
    if not part.is_returned:
        return None
    decision = last_turn(part)
    return correction_by(part, decision, scope_of(part), at=at) if decision else None


def correction_by(part: Contribution, decision: Decision, scope: Scope, *, at: datetime) -> Correction | None:
    """Return what the last turn of a part asks for, None where it asks for nothing. scope: of the part."""
    if decision.verb not in CORRECTING:
        return None
    pins = list(decision.pins.order_by("pk"))
    return Correction(decision, tuple(_places(part, scope, pins, at)) if pins else ())


def asked_of(parts: Collection[int]) -> dict[int, Decision]:
    """Return contribution -> the last decision that sent it back, of some that are open for a correction."""
    if not parts:
        return {}
    found = (
        Decision.objects.filter(contribution__in=parts, verb__in=TURNING)
        .select_related("by", "on_behalf_of", "made_return__form__campaign")
        .prefetch_related(Prefetch("pins", Pin.objects.order_by("pk")))
        .order_by("pk")
    )
    last = {one.contribution_id: one for one in found if one.contribution_id is not None}
    return {part: one for part, one in last.items() if one.verb in CORRECTING}


def dropped_by(part: Contribution, last: Decision | None) -> Receipt | None:
    """Return the submission of another department by which the approval of a part no longer holds, None where none did.

    part: with return, form and department at hand. last: what turned it last, None where it is not open.
    """
    if last is None or last.verb in CORRECTING:
        return None
    others = Receipt.objects.filter(contribution__made_return=part.made_return, at__gte=last.at)
    later = others.exclude(contribution=part).select_related("contribution__assignment__unit")
    title = part.assignment.unit.title
    return next((one for one in later.order_by("-pk") if title in one.counts.get("dropped", ())), None)


def value_hash(sealing: Sealing, row: Mapping[str, object], field: str) -> str:
    """Return the keyed hash of what stands at a place: of the cell, or of the whole row; blank for a whole column."""
    if not row:
        return ""
    names = [field] if field else sorted(name for name in row if not name.startswith("#"))
    return sealing.hash(JOINT.join(str(row.get(name) or "") for name in names))


def _places(part: Contribution, scope: Scope, pins: list[Pin], at: datetime) -> list[Place]:
    working, sealing = working_rows(part.made_return, at=at), sealing_for(part.made_return, at=at)
    shown = numbered(shown_to(scope, working.frame))
    found = shown.filter(pl.col(UID).is_in([pin.uid for pin in pins if pin.uid]))
    rows = {row[UID]: row for row in found.iter_rows(named=True)}
    return [_place(pin, rows.get(pin.uid), working.form, sealing) for pin in pins]


def _place(pin: Pin, row: dict[str, object] | None, form: Form, sealing: Sealing) -> Place:
    number = int(str(row[NUMBER])) if row and NUMBER in row else 0
    title = form.by_name[pin.field].title if pin.field in form.by_name else ""
    moved = bool(pin.uid) and (row is None or value_hash(sealing, row, pin.field) != pin.value)
    return Place(pin.uid, pin.field, title, pin.words, number, moved)
