"""Undoing an import until one of its rows is accepted: its rows go, those that gave way to it come back."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, QuerySet

from shucai.apps.filling.actions.following import follow_back, is_spoken_of
from shucai.apps.filling.actions.holding import hold_part
from shucai.apps.filling.bringing.touched import (
    deleted_since,
    edited_since,
    gave_way_to,
    rows_brought,
    touched_by_undoing,
    with_cells_of_others,
)
from shucai.apps.filling.models import Import, StagedRow
from shucai.apps.filling.working import rows_being_written, working_rows
from shucai.apps.formal.history import Change
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

AT_ONCE = 5_000  # ids in one statement


@transaction.atomic
def undo_import(
    import_id: int, *, keep_later: bool | None = None, by: Actor, at: datetime, today: date
) -> Import | Refused:
    """Undo an import. What was done to its rows by hand since is kept or goes too, as somebody says.

    keep_later: whether rows that were typed over or deleted since stay as they stand; R573 where there are such and nobody
    said so. New rows into which other departments have typed stay always: what they filled is not ours to undo.
    """
    seen = Import.objects.filter(pk=import_id, school=by.school).first()
    if seen is None:
        return Refused("R101")
    verb = Verb.FILL if seen.is_carried else Verb.IMPORT
    held = hold_part(seen.contribution_id, verb, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    brought = Import.objects.select_for_update().select_related("contribution").get(pk=import_id)
    refused = _why_not(brought, keep_later)
    if refused:
        return refused
    kept = _kept(brought, keep_later=bool(keep_later))
    going = _rows(rows_brought([brought.pk]).filter(state="pending"), kept)
    back = _rows(gave_way_to(brought), kept)
    before = working_rows(held.made, at=at) if is_spoken_of(held.made) else None
    _each(going, state="undone", decided_by=by.person, decided_at=at)
    # two versions on, so that nobody saves over what they saw of the import
    _each(back, state="pending", superseded_by=None, decided_at=None, version=F("version") + 2)
    if before is not None:
        follow_back(held.made, before, rows_being_written(held.made, at=at), held.sealing)
    brought.state, brought.undone_by_id, brought.undone_at = "undone", by.person, at
    brought.counts = {**brought.counts, "kept": len(kept)}
    brought.save(update_fields=["state", "undone_by", "undone_at", "counts"])
    changes = [*_changes(going, 1, "undone", brought), *_changes(back, 2, "restored", brought)]
    facts = {"import": brought.pk, "file_digest": brought.digest, "rows_kept": len(kept)}
    held.record("撤销导入", changes, facts)
    return brought


def _why_not(brought: Import, keep_later: bool | None) -> Refused | None:  # noqa: FBT001
    if brought.state != "committed":
        return Refused("R564", {"state": brought.get_state_display()})
    touched = touched_by_undoing(brought)
    if touched.accepted:
        return Refused("R568", {"count": str(touched.accepted)})
    if touched.later:
        return Refused("R569", {"file": touched.later})
    is_open = keep_later is None and touched.by_hand
    return Refused("R573", {"count": str(touched.by_hand)}) if is_open else None


def _kept(brought: Import, *, keep_later: bool) -> set[str]:
    """Return the rows that stay as they stand."""
    of_others = set(with_cells_of_others(brought).values_list("uid", flat=True))
    if not keep_later:
        return of_others
    by_hand = (edited_since(brought), deleted_since(brought))
    return of_others.union(*(rows.values_list("uid", flat=True) for rows in by_hand))


def _rows(rows: QuerySet[StagedRow], kept: set[str]) -> list[tuple[int, str, int]]:
    """Return rows as id, uid and version, without those that stay."""
    found = rows.order_by("pk").values_list("pk", "uid", "version")
    return [row for row in found if row[1] not in kept]


def _each(rows: Sequence[tuple[int, str, int]], **told: object) -> None:
    for start in range(0, len(rows), AT_ONCE):
        StagedRow.objects.filter(pk__in=[pk for pk, _, _ in rows[start : start + AT_ONCE]]).update(**told)


def _changes(rows: Sequence[tuple[int, str, int]], step: int, kind: str, brought: Import) -> Iterator[Change]:
    for _, uid, version in rows:
        yield Change(uid, version + step, kind, origin=f"import/{brought.pk}")
