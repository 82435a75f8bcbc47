"""Sending staged rows away at their review, and taking that back (FIL-3)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from shucai.apps.filling.actions.accepting import Decided, settle
from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.models import StagedRow
from shucai.apps.filling.reviewing import Waiting
from shucai.apps.formal.bulk import among
from shucai.apps.formal.history import Change
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

AT_ONCE = 5_000


@transaction.atomic
def delete_staged(
    part_id: int, uids: Iterable[str], *, by: Actor, at: datetime, today: date, expected: int | None = None
) -> Decided | Refused:
    """Send staged rows away: new ones are gone, changes and removals of accepted rows are given up."""
    held = hold_part(part_id, Verb.ACCEPT_ROWS, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    chosen = _staged(held, uids, "pending")
    if not chosen:
        return Refused("R540")
    if expected is not None and expected != len(chosen):
        return Refused("R546", {"count": str(len(chosen)), "expected": str(expected)})
    settle(chosen, "deleted", held)
    held.record(
        "复核时删除", (Change(one.uid, one.version, "deleted") for one in chosen), {"deleted": len(chosen)}
    )
    return Decided(len(chosen))


@transaction.atomic
def restore_staged(
    part_id: int, uids: Iterable[str], *, by: Actor, at: datetime, today: date
) -> Decided | Refused:
    """Take back a deletion: the staged rows wait again. One for which something newer waits stays as it is."""
    held = hold_part(part_id, Verb.ACCEPT_ROWS, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    found: dict[str, Waiting] = {one.uid: one for one in _staged(held, uids, "deleted")}
    for newer in _staged(held, found, "pending"):
        del found[newer.uid]
    if not found:
        return Refused("R548")
    chosen = list(found.values())
    StagedRow.objects.filter(pk__in=among([one.number for one in chosen])).update(
        state="pending", decided_by=None, decided_at=None
    )
    held.record(
        "撤销删除", (Change(one.uid, one.version, "restored") for one in chosen), {"restored": len(chosen)}
    )
    return Decided(len(chosen))


def _staged(held: HeldPart, uids: Iterable[str], state: str) -> list[Waiting]:
    """Return staged rows of the part in a state, the oldest first."""
    wanted, columns = (
        list(uids),
        ("pk", "uid", "kind", "version", "fillers", "origin", "edited_by", "edited_at"),
    )
    found = StagedRow.objects.filter(contribution=held.part, state=state)
    rows = [
        row
        for start in range(0, len(wanted), AT_ONCE)
        for row in found.filter(uid__in=wanted[start : start + AT_ONCE]).order_by("pk").values_list(*columns)
    ]
    return [Waiting(*row) for row in rows]
