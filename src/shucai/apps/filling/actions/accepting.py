"""Accepting staged rows into the formal store (FIL-3, ruling 8)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl
from django.db import transaction

from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.actions.meanwhile import Seen, held_back
from shucai.apps.filling.models import Contribution, Return, StagedRow
from shucai.apps.filling.reviewing import Review, Waiting, review_of
from shucai.apps.filling.situations import may_now_on_part
from shucai.apps.filling.working import sealing_for, working_rows
from shucai.apps.formal.actions import Accepting, Publication, prepare_rows, publish_rows, without_rows
from shucai.apps.formal.bulk import among
from shucai.apps.formal.history import (
    Change,
    Entries,
    Written,
    entries_of,
    entries_without,
    write_entries,
)
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.rows import UID, RowState

OUTSIDE = 2  # times it is prepared without keeping others waiting
TRIES = (
    6  # at writing what was prepared; between two of them it is looked at again, while others go on saving
)
RELATED = ("assignment__unit", "made_return__form__campaign")


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of staged rows. left: how many could not be accepted; why: the reason of the first of them."""

    count: int
    left: int = 0
    why: str = ""


@dataclass(frozen=True)
class Prepared:
    """An acceptance, ready to be written as long as the return stands at this revision.

    seen: what it was prepared from; None where other departments' rows wait in the return as well.
    """

    revision: int
    seen: Seen | None
    chosen: Sequence[Waiting]
    publication: Publication
    entries: Entries
    decided: Decided


def accept_rows(
    part_id: int,
    uids: Iterable[str] | None,
    *,
    by: Actor,
    at: datetime,
    today: date,
    expected: int | None = None,
) -> Decided | Refused:
    """Accept staged rows of a part: those named, or all that wait.

    Rows that cannot be accepted stay, and the answer says how many and why; where none can be, it is refused.
    expected: how many rows the reviewer confirmed: those that can be accepted, or all that wait; refused where
    neither is as many now.
    """
    wanted = None if uids is None else frozenset(uids)
    for _ in range(OUTSIDE):
        prepared = _prepare(part_id, wanted, expected, by, at, today)
        if isinstance(prepared, Refused):
            return prepared
        done = _published(part_id, prepared, by, at, today)
        if done is not None:
            return done
    return _accept_held(part_id, wanted, expected, by, at, today)


@transaction.atomic
def _accept_held(
    part_id: int, wanted: frozenset[str] | None, expected: int | None, by: Actor, at: datetime, today: date
) -> Decided | Refused:
    """Accept while the return is held, because others kept changing it."""
    held = hold_part(part_id, Verb.ACCEPT_ROWS, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    prepared = _prepare(part_id, wanted, expected, by, at, today)
    if isinstance(prepared, Refused):
        return prepared
    return _write(held, prepared, write_entries(prepared.entries))


def _prepare(
    part_id: int, wanted: frozenset[str] | None, expected: int | None, by: Actor, at: datetime, today: date
) -> Prepared | Refused:
    """Return what will be written, or why nothing can be accepted. Nothing is locked."""
    allowed = may_now_on_part(by, Verb.ACCEPT_ROWS, part_id, today)
    if isinstance(allowed, Refused):
        return allowed
    part = Contribution.objects.select_related(*RELATED).get(pk=part_id)
    review = review_of(part, {by.person, allowed.on_behalf_of}, at=at, today=today)
    chosen = [review.waiting[uid] for uid in review.free if wanted is None or uid in wanted]
    barred = [
        review.barred[uid]
        for uid in review.waiting
        if uid in review.barred and (wanted is None or uid in wanted)
    ]
    refused = _nothing(len(chosen), barred, expected)
    if refused is not None:
        return refused
    decided = Decided(len(chosen), len(barred), barred[0].reason if barred else "")
    publication = _publication(part, review, chosen, by, at)
    is_whole = review.rows is working_rows(part.made_return, at=at)
    seen = Seen(review.formal, review.rows, review.scope) if is_whole else None
    return Prepared(review.revision, seen, chosen, publication, _entries(part, chosen, by, at), decided)


def _nothing(count: int, barred: Sequence[Refused], expected: int | None) -> Refused | None:
    if expected not in (None, count, count + len(barred)):
        return Refused("R546", {"count": str(count), "expected": str(expected)})
    if count:
        return None
    if barred:
        return Refused("R547", {"count": str(len(barred)), "first": barred[0].reason})
    return Refused("R540")


def _publication(
    part: Contribution, review: Review, chosen: Sequence[Waiting], by: Actor, at: datetime
) -> Publication:
    staying = [one.uid for one in chosen if one.kind != RowState.REMOVED]
    removed = [one.uid for one in chosen if one.kind == RowState.REMOVED]
    accepted = review.rows.frame.filter(pl.col(UID).is_in(staying))
    fillers = {one.uid: one.fillers for one in chosen}
    accepting = Accepting(at, sealing_for(part.made_return, at=at), fillers)
    return prepare_rows(part.made_return.form, review.form, accepted, removed, accepting)


def _entries(part: Contribution, chosen: Sequence[Waiting], by: Actor, at: datetime) -> Entries:
    kinds = ("removed" if one.kind == RowState.REMOVED else "accepted" for one in chosen)
    changes = (Change(one.uid, one.version, kind) for one, kind in zip(chosen, kinds, strict=True))
    made = part.made_return
    return entries_of(changes, form=made.form, sealing=sealing_for(made, at=at), by=by, at=at)


def _published(
    part_id: int, prepared: Prepared, by: Actor, at: datetime, today: date
) -> Decided | Refused | None:
    """Write what was prepared, without what others changed since; None where it has to be prepared anew.

    What is left of it is found while nothing is locked, unless others are quicker again and again.
    """
    for _ in range(TRIES):
        done = _publish(part_id, prepared, by, at, today)
        if done is not None:
            return done
        made = Return.objects.select_related("form__campaign").get(contributions=part_id)
        renewed = _renewed(prepared, made, at, today)
        if renewed is None:
            return None
        prepared = renewed
    return _publish_held(part_id, prepared, by, at, today)


@transaction.atomic
def _publish(
    part_id: int, prepared: Prepared, by: Actor, at: datetime, today: date
) -> Decided | Refused | None:
    """Write what was prepared; None, and nothing is written, where somebody changed the return since.

    The history goes before the return is held, so that nobody waits for it; it stands only if nobody wrote of the form since.
    """
    if not Return.objects.filter(contributions=part_id, revision=prepared.revision).exists():
        return None
    written = write_entries(prepared.entries)
    held = hold_part(part_id, Verb.ACCEPT_ROWS, by=by, at=at, today=today)
    if isinstance(held, Refused) or held.made.revision != prepared.revision:
        transaction.set_rollback(True)
        return held if isinstance(held, Refused) else None
    return _write(held, prepared, written)


@transaction.atomic
def _publish_held(
    part_id: int, prepared: Prepared, by: Actor, at: datetime, today: date
) -> Decided | Refused | None:
    """Write what is left of it while the return is held; None where it has to be prepared anew."""
    held = hold_part(part_id, Verb.ACCEPT_ROWS, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    moved = held.made.revision != prepared.revision
    stands = _renewed(prepared, held.made, at, today) if moved else prepared
    return _write(held, stands, write_entries(stands.entries)) if stands else None


def _renewed(prepared: Prepared, made: Return, at: datetime, today: date) -> Prepared | None:
    """Return what is left of an acceptance after what others did to the return; None where it has to be prepared anew.

    made: as it stands, its revision just read.
    """
    chosen = {one.uid: one.number for one in prepared.chosen}
    back = held_back(made, prepared.seen, chosen, at=at, today=today) if prepared.seen else None
    if back is None or back.keys() == chosen.keys():
        return None
    return _without(replace(prepared, revision=made.revision), back)


def _without(prepared: Prepared, back: Mapping[str, Refused]) -> Prepared:
    """Return an acceptance that leaves some rows to wait. back: uid -> why."""
    if not back:
        return prepared
    chosen = [one for one in prepared.chosen if one.uid not in back]
    why = prepared.decided.why or next(iter(back.values())).reason
    return replace(
        prepared,
        chosen=chosen,
        publication=without_rows(prepared.publication, back),
        entries=entries_without(prepared.entries, back),
        decided=Decided(len(chosen), prepared.decided.left + len(back), why),
    )


def _write(held: HeldPart, prepared: Prepared, written: Written) -> Decided:
    """Write the rest. written: the history, which is written already."""
    chosen = prepared.chosen
    publish_rows(prepared.publication)
    settle(chosen, "accepted", held)
    facts = {"accepted": len(chosen), "left": prepared.decided.left}
    held.record("复核通过", written, facts)
    return prepared.decided


def settle(chosen: Sequence[Waiting], state: str, held: HeldPart) -> None:
    """Say of staged rows what became of them."""
    StagedRow.objects.filter(pk__in=among([one.number for one in chosen])).update(
        state=state, decided_by=held.by.person, decided_at=held.at
    )
