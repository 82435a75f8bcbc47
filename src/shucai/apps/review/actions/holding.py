"""What every decision does first: hold the part, and keep reviewer and filler apart."""

from dataclasses import replace
from datetime import date, datetime

from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.situations import part_now
from shucai.apps.review.reviewed import fillers_of
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused


def hold_for_review(part_id: int, verb: Verb, *, by: Actor, at: datetime, today: date) -> HeldPart | Refused:
    """Return a part, locked, where an actor may decide on it who neither filled it nor acts for somebody who did."""
    held = hold_part(part_id, verb, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    now = part_now(by.school, part_id)
    if now is None:
        return Refused("R101")
    fillers = fillers_of(held.part, scope_of(held.part))
    allowed = now.may_now(by, verb, today, filled_by=fillers)
    return allowed if isinstance(allowed, Refused) else replace(held, allowed=allowed)
