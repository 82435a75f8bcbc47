"""One save: hold the part, lay the request over the rows as they stand, write staging, history and audit together."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl
from django.db import transaction

from shucai.apps.filling.actions.following import follow_keys, moved_keys
from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.actions.saving.answers import answer_given, remember_answer
from shucai.apps.filling.actions.saving.desk import Desk, rows_there, spelt
from shucai.apps.filling.actions.saving.rows import add, edit, remove, restore
from shucai.apps.filling.actions.saving.shared import drop_blanks_over, filled_by_others
from shucai.apps.filling.actions.saving.stale import past_by_row
from shucai.apps.filling.actions.saving.used import used_by_others
from shucai.apps.filling.laying import place_of
from shucai.apps.filling.models import Contribution, StagedRow
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import keep, working_rows
from shucai.apps.formal.queries import formal_rows
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.rows import (
    UID,
    VERSION,
    Addition,
    Changes,
    Edit,
    Outcome,
    WorkingRows,
    blank_rows,
    changed_rows,
)

MOVED = ["kind", "state", "sealed", "version", "fillers", "edited_by", "edited_at"]
AT_ONCE = 500


@dataclass(frozen=True)
class Saved:
    """What became of a request, with the part as it stands afterwards. siblings: all parts of its return."""

    outcome: Outcome
    part: Contribution
    siblings: Sequence[Contribution]


def save(part_id: int, changes: Changes, *, by: Actor, at: datetime, today: date) -> Outcome | Refused:
    """Save cells, new rows, deletions and restored rows of a part as far as they may be, and tell of the rest.

    Texts are brought to their one spelling; what cannot be read stays as it was typed. What somebody else changed in
    between is never overwritten: it comes back as a conflict.
    """
    saved = save_part(part_id, changes, by=by, at=at, today=today)
    return saved if isinstance(saved, Refused) else saved.outcome


@transaction.atomic
def save_part(part_id: int, changes: Changes, *, by: Actor, at: datetime, today: date) -> Saved | Refused:
    """Save as ``save`` does, and hand on the part as it was read and changed for that."""
    held = hold_part(part_id, Verb.FILL, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    outcome = answer_given(held, changes) or _saved(held, changes)
    return Saved(outcome, held.part, held.siblings)


def _saved(held: HeldPart, changes: Changes) -> Outcome:
    desk, before = _desk(held, changes), held.made.revision
    _apply(desk, changes)
    if desk.changes:
        _write(desk)
        follow_keys(held.made, moved_keys(desk.rows, desk.typed, held.sealing), held.sealing)
        held.record("填写", desk.changes, {"rows": len(desk.touched)})
        _keep(desk)
    saved = tuple(desk.saved.values())
    outcome = Outcome(held.made.revision, saved, tuple(desk.conflicts), tuple(desk.refused), before)
    remember_answer(held, changes, outcome)
    return outcome


def _desk(held: HeldPart, changes: Changes) -> Desk:
    rows, uids = working_rows(held.made, at=held.at), changes.uids
    staged = StagedRow.objects.filter(
        contribution=held.part, uid__in=uids, state__in=["pending", "deleted"]
    ).order_by("pk")
    by_uid: dict[str, StagedRow] = {}
    for one in staged:
        if one.state == "pending" or by_uid.get(one.uid, one).state != "pending":
            by_uid[one.uid] = one
    return Desk(held, rows, scope_of(held.part, held.siblings), rows_there(rows, uids), by_uid)


def _apply(desk: Desk, changes: Changes) -> None:
    """Lay a request over the rows: deletions of the past are taken back first, new rows come before edits of them."""
    typed: list[Addition | Edit] = [*changes.added, *changes.edits]
    texts = spelt(desk.rows.form, [one.cells for one in typed])
    if changes.restored:
        versions = _formal_versions(desk, changes.restored)
        for uid in changes.restored:
            restore(desk, uid, versions.get(uid))
    over = texts[len(changes.added) :]
    desk.used = used_by_others(desk, changes.edits, over, changes.removed)
    add(desk, changes.added, texts[: len(changes.added)])
    stale = [one.uid for one in changes.edits if _is_stale(desk, one.uid, one.version)]
    past = past_by_row(desk.held.made.form, stale)
    for one, cells in zip(changes.edits, over, strict=True):
        edit(desk, one, cells, past.get(one.uid, ()))
    desk.shared = filled_by_others(desk, changes.removed)
    for uid in changes.removed:
        remove(desk, uid)


def _is_stale(desk: Desk, uid: str, version: int | None) -> bool:
    row = desk.there.get(uid)
    return row is None or version not in {None, row.version}


def _formal_versions(desk: Desk, uids: tuple[str, ...]) -> dict[str, int]:
    accepted = formal_rows(desk.held.made.form, desk.rows.form).filter(pl.col(UID).is_in(list(uids)))
    return dict(accepted.select(UID, VERSION).iter_rows())


def _write(desk: Desk) -> None:
    """Write what is staged: the cells typed into a row are sealed together with those typed before."""
    sealing = desk.held.sealing
    for uid, one in desk.touched.items():
        typed = desk.typed.get(uid, {})
        if typed:
            place = place_of(uid, desk.part)
            before = json.loads(sealing.unseal(one.sealed, place)) if one.sealed else {}
            one.sealed = sealing.seal(json.dumps({**before, **typed}, ensure_ascii=False), place)
    drop_blanks_over(desk)
    new = [one for one in desk.touched.values() if one.pk is None]
    old = [one for one in desk.touched.values() if one.pk is not None]
    if new:
        StagedRow.objects.bulk_create(new, batch_size=AT_ONCE)
    if old:
        StagedRow.objects.bulk_create(
            old, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["pk"], update_fields=MOVED
        )


def _keep(desk: Desk) -> None:
    """Keep the rows as they are now for the next reader, once they are committed."""
    if desk.unkept:
        return
    made, rows = desk.held.made, _rows_now(desk)
    transaction.on_commit(lambda: keep(made, rows))


def _rows_now(desk: Desk) -> WorkingRows:
    blank = blank_rows(desk.rows.form)
    added = pl.DataFrame([one for one in desk.added if one[UID] not in desk.dropped], schema=blank.schema)
    return changed_rows(
        desk.rows, desk.patches, added=added, dropped=desk.dropped, revision=desk.held.made.revision
    )
