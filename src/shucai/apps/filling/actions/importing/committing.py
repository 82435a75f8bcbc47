"""Committing an import: its rows go into staging in one transaction (ruling 6, ruling 8)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_bytes
from typing import NamedTuple

import polars as pl
from django.db import transaction

from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.actions.importing.answering import read_again
from shucai.apps.filling.bringing.comparing import digest_of_meeting, share_of
from shucai.apps.filling.bringing.holding import Held, held_by_others
from shucai.apps.filling.bringing.opened import meeting_of, open_questions, table_of
from shucai.apps.filling.laying import place_of
from shucai.apps.filling.models import Import, StagedRow
from shucai.apps.filling.working import working_rows
from shucai.apps.formal.bulk import insert_rows
from shucai.apps.formal.history import Change
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.rows import PART, POSITION, STATE, UID, VERSION, RowState, WorkingRows
from shucai.domain.rows.meeting import FOUND, INDEX, ROW, Found, Meeting, Share

EACH = ("uid", "kind", "index", "sealed", "version", "position", "fillers")
UID_BYTES = 16
AT_ONCE = 5_000  # ids in one statement
OUTSIDE = 3  # times it is compared without keeping others waiting
RELATED = ("contribution__assignment__unit", "contribution__made_return__form__campaign")


class Waits(NamedTuple):
    """A row that waits in a part already: its id, and who put values into it."""

    pk: int
    fillers: list[int]


@dataclass(frozen=True)
class Batch:
    """An import about to be committed: what it meets, and what waits already in its part, by uid."""

    held: HeldPart
    brought: Import
    working: WorkingRows
    share: Share
    meeting: Meeting
    waiting: Mapping[str, Waits]


def commit_import(
    import_id: int, *, remove_absent: bool, by: Actor, at: datetime, today: date
) -> Import | Refused:
    """Put the new and changed rows of a file into staging; those the file does not have stay, unless that is confirmed.

    Where the rows moved since the preview in a way that changes what the file does, it is compared again and shown again.
    What takes long is done before anything is locked, and kept in memory; it is done anew only where the rows moved.
    """
    tries = OUTSIDE
    while True:
        seen = Import.objects.select_related(*RELATED).filter(pk=import_id, school=by.school).first()
        if seen is None or seen.made_by_id != by.person:
            return Refused("R101")
        made = seen.contribution.made_return
        if seen.state == "ready":
            meeting_of(seen, working_rows(made, at=at), share_of(seen.contribution))
        revision = made.revision if tries else None
        done = _commit_locked(seen, revision, remove_absent=remove_absent, by=by, at=at, today=today)
        if done is not None:
            return done
        tries -= 1


@transaction.atomic
def _commit_locked(
    seen: Import, revision: int | None, *, remove_absent: bool, by: Actor, at: datetime, today: date
) -> Import | Refused | None:
    """Commit what was compared with the rows of a revision; None where it has to be compared anew. None: whichever stands."""
    held = hold_part(seen.contribution_id, Verb.IMPORT, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    if revision not in {None, held.made.revision}:
        return None
    brought = Import.objects.select_for_update().get(pk=seen.pk)
    if brought.state != "ready":
        return Refused("R564", {"state": brought.get_state_display()})
    batch = _batch(held, brought)
    questions = open_questions(brought, batch.meeting)
    if questions:
        return Refused("R565", {"count": str(questions)})
    used = _used(batch)
    if _moved(batch, remove_absent=remove_absent) or used.changed:
        read_again(brought, by=by, at=at, has_moved=True)
        return Refused("R566")
    return (
        _in_use(used)
        if remove_absent and used.absent
        else put_into_staging(batch, remove_absent=remove_absent)
    )


def _batch(held: HeldPart, brought: Import) -> Batch:
    held.part.made_return = held.made
    working, share = working_rows(held.made, at=held.at), share_of(held.part)
    meeting = meeting_of(brought, working, share)
    return Batch(held, brought, working, share, meeting, _waiting(held.part.pk, meeting))


def _waiting(part: int, meeting: Meeting) -> dict[str, Waits]:
    """Return what waits in a part, by uid; nothing where a file only adds rows."""
    if not meeting.counts[Found.CHANGED.value] and meeting.absent.is_empty():
        return {}
    pending = StagedRow.objects.filter(contribution=part, state="pending").order_by()
    return {uid: Waits(pk, fillers) for uid, pk, fillers in pending.values_list("uid", "pk", "fillers")}


def _moved(batch: Batch, *, remove_absent: bool) -> bool:
    """Return whether the file now does something else than was shown."""
    if batch.brought.base_revision == batch.working.revision:
        return False
    absent = batch.meeting.absent[UID].to_list() != batch.brought.absent
    return digest_of_meeting(batch.meeting) != batch.brought.met or (remove_absent and absent)


def _used(batch: Batch) -> Held:
    """Return what other forms hold now against what would be committed."""
    return held_by_others(batch.held.made, batch.working, batch.meeting, at=batch.held.at)


def _in_use(used: Held) -> Refused:
    first = next(iter(used.absent.values()))
    return Refused("R570", {"count": str(len(used.absent)), "use": first.words})


def put_into_staging(batch: Batch, *, remove_absent: bool, did: str = "导入") -> Import | Refused:
    """Stage what a batch adds, changes and, where that is wanted, removes; R567 where it does nothing. did: in words."""
    brought, held, meeting = batch.brought, batch.held, batch.meeting
    gone = meeting.absent if remove_absent else meeting.absent.clear()
    taken = meeting.rows.filter(pl.col(FOUND).is_in([Found.NEW.value, Found.CHANGED.value]))
    if taken.is_empty() and gone.is_empty():
        return Refused("R567")
    _supersede(batch, [*taken[ROW].drop_nulls(), *gone[UID]])
    new = taken.filter(pl.col(FOUND) == Found.NEW.value).with_columns(
        pl.Series(ROW, _new_uids(meeting.counts["new"]), dtype=pl.String)
    )
    changed = taken.filter(pl.col(FOUND) == Found.CHANGED.value)
    stated = [*_new_rows(batch, new), *_changed_rows(batch, changed), *_removals(batch, gone)]
    insert_rows(StagedRow, _head(batch), {name: [row[n] for row in stated] for n, name in enumerate(EACH)})
    brought.state, brought.committed_at = "committed", held.at
    brought.counts = {**meeting.counts, "removed": gone.height}
    brought.save(update_fields=["state", "committed_at", "counts"])
    facts = {"import": brought.pk, "file_digest": brought.digest}
    facts |= {
        f"rows_{name}": count for name, count in brought.counts.items() if name not in ("cells", "cleared")
    }
    held.record(did, _history(batch, new, changed, gone), facts)
    return brought


def _supersede(batch: Batch, uids: list[str]) -> None:
    """Let rows of this part that waited give way to those of the file; an undoing of the import brings them back."""
    old = [batch.waiting[uid].pk for uid in uids if uid in batch.waiting]
    told = {"state": "superseded", "superseded_by": batch.brought, "decided_at": batch.held.at}
    for start in range(0, len(old), AT_ONCE):
        StagedRow.objects.filter(pk__in=old[start : start + AT_ONCE]).update(**told)


def _new_uids(count: int) -> list[str]:
    """Return uids for new rows, drawn together and sorted: indexes are filled from one end to the other so."""
    drawn = token_bytes(UID_BYTES * count).hex()
    return sorted(drawn[start : start + 2 * UID_BYTES] for start in range(0, len(drawn), 2 * UID_BYTES))


def _new_rows(batch: Batch, new: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    last = batch.working.frame[POSITION].max()
    begin = float(last) if isinstance(last, float) else 0.0
    fillers = json.dumps(batch.held.fillers)
    for place, (uid, index) in enumerate(new.select(ROW, INDEX).iter_rows(), start=1):
        yield uid, "added", index, "", 1, begin + place, fillers


def _changed_rows(batch: Batch, changed: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    """Return changes of rows: of a new one of this part its new content, of any other what stands over it."""
    columns = [UID, VERSION, STATE, POSITION, PART]
    known = changed.select(INDEX, pl.col(ROW).alias(UID)).join(batch.working.frame.select(columns), on=UID)
    cells, own = _own_cells(batch, known[INDEX]), batch.held.part.pk
    for index, uid, version, state, position, part in known.iter_rows():
        is_own_new = state == RowState.ADDED.value and part == batch.share.part
        before = batch.waiting.get(uid)
        fillers = sorted({*batch.held.fillers, *(before.fillers if before else ())})
        patch = (
            ""
            if is_own_new or batch.share.adds
            else batch.held.sealing.seal(cells[index], place_of(uid, own))
        )
        kind = "added" if is_own_new else "changed"
        yield uid, kind, index, patch, version + 1, position, json.dumps(fillers)


def _own_cells(batch: Batch, index: pl.Series) -> Mapping[int, str]:
    """Return the cells of a share of columns as JSON, by index: they are typed over the rows of others."""
    if batch.share.adds:
        return {}
    rows = table_of(batch.brought, "rows").select(batch.brought.fields)[index]
    return {
        at: json.dumps(row, ensure_ascii=False)
        for at, row in zip(index, rows.iter_rows(named=True), strict=True)
    }


def _removals(batch: Batch, gone: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    """Return removals of accepted rows; one that only waited has given way already."""
    fillers = json.dumps(batch.held.fillers)
    accepted = gone.filter(pl.col(STATE) != RowState.ADDED.value)
    for uid, version, position in accepted.select(UID, VERSION, POSITION).iter_rows():
        yield uid, "removed", None, "", version + 1, position, fillers


def _head(batch: Batch) -> dict[str, object]:
    """Return what all rows of an import have."""
    part = batch.held.part
    return {
        "school": part.school_id,
        "made_return": part.made_return_id,
        "contribution": part.pk,
        "origin": batch.brought.pk,
        "made_at": batch.held.at,
    }


def _history(batch: Batch, new: pl.DataFrame, changed: pl.DataFrame, gone: pl.DataFrame) -> Iterator[Change]:
    """Return what is told of each row: the content of a new one lies with the file, of a changed one old and new."""
    origin = f"import/{batch.brought.pk}"
    for uid, index in new.select(ROW, INDEX).iter_rows():
        yield Change(uid, 1, "imported", origin=f"{origin}/{index}")
    by_index: dict[int, dict[str, tuple[str | None, str | None]]] = {}
    for index, name, before, after in batch.meeting.cells.iter_rows():
        by_index.setdefault(index, {})[name] = (before, after)
    versions = dict(batch.working.frame.select(UID, VERSION).iter_rows())
    for uid, index in changed.select(ROW, INDEX).iter_rows():
        yield Change(uid, versions[uid] + 1, "imported", by_index.get(index, {}), f"{origin}/{index}")
    for uid, version in gone.select(UID, VERSION).iter_rows():
        yield Change(uid, version + 1, "removed", origin=origin)
