"""What a committed import puts into staging: made ready without keeping anybody waiting, then written at once (ruling 13)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes
from typing import NamedTuple

import polars as pl

from shucai.apps.filling.actions.following import follow_keys, moved_keys
from shucai.apps.filling.actions.holding import HeldPart
from shucai.apps.filling.bringing.opened import table_of
from shucai.apps.filling.laying import place_of
from shucai.apps.filling.models import Contribution, Import, StagedRow
from shucai.apps.formal.bulk import insert_rows
from shucai.apps.formal.history import Change, Entries, Written, entries_of, write_entries
from shucai.apps.keys.sealing import Sealing
from shucai.domain.access import Actor
from shucai.domain.problems import Refused
from shucai.domain.rows import PART, POSITION, STATE, UID, VERSION, RowState, WorkingRows
from shucai.domain.rows.meeting import FOUND, INDEX, ROW, Found, Meeting, Share

EACH = ("uid", "kind", "index", "sealed", "version", "position", "fillers")
UID_BYTES = 16
AT_ONCE = 5_000  # ids in one statement


class Waits(NamedTuple):
    """A row that waits in a part already: its id, and who put values into it."""

    pk: int
    fillers: list[int]


@dataclass(frozen=True)
class Batch:
    """An import about to be committed, and what it meets.

    fillers: whose values they are. part: with its return, form and campaign at hand.
    """

    part: Contribution
    brought: Import
    working: WorkingRows
    share: Share
    meeting: Meeting
    fillers: Sequence[int]
    sealing: Sealing
    by: Actor
    at: datetime


@dataclass(frozen=True)
class Ready:
    """What an import writes. new, each: staged rows that are new, and the others, as ``insert_rows`` takes them.

    superseded: ids of those that give way. moved: as ``moved_keys`` gives it.
    """

    new: Mapping[str, Sequence[object]]
    each: Mapping[str, Sequence[object]]
    superseded: Sequence[int]
    entries: Entries
    counts: Mapping[str, int]
    moved: Mapping[str, str]

    @property
    def adds_only(self) -> bool:
        """Return whether nothing is written over rows that are there."""
        return not self.superseded and not self.each["uid"]


def _waiting(part: Contribution, meeting: Meeting) -> dict[str, Waits]:
    """Return what waits in a part, by uid; nothing where a file only adds rows."""
    if not meeting.counts[Found.CHANGED.value] and meeting.absent.is_empty():
        return {}
    pending = StagedRow.objects.filter(contribution=part, state="pending").order_by()
    return {uid: Waits(pk, fillers) for uid, pk, fillers in pending.values_list("uid", "pk", "fillers")}


def ready(batch: Batch, *, remove_absent: bool) -> Ready | Refused:
    """Return what a batch adds, changes and, where wanted, removes, without writing it; R567 where it does nothing."""
    meeting = batch.meeting
    gone = meeting.absent if remove_absent else meeting.absent.clear()
    taken = meeting.rows.filter(pl.col(FOUND).is_in([Found.NEW.value, Found.CHANGED.value]))
    if taken.is_empty() and gone.is_empty():
        return Refused("R567")
    waiting = _waiting(batch.part, meeting)
    new = taken.filter(pl.col(FOUND) == Found.NEW.value).with_columns(
        pl.Series(ROW, _new_uids(meeting.counts["new"]), dtype=pl.String)
    )
    changed = taken.filter(pl.col(FOUND) == Found.CHANGED.value)
    stated = [*_changed_rows(batch, changed, waiting), *_removals(batch, gone)]
    form, changes = batch.part.made_return.form, _history(batch, new, changed, gone)
    return Ready(
        _by_column(list(_new_rows(batch, new))),
        _by_column(stated),
        [waiting[uid].pk for uid in (*taken[ROW].drop_nulls(), *gone[UID]) if uid in waiting],
        entries_of(changes, form=form, sealing=batch.sealing, by=batch.by, at=batch.at),
        {**meeting.counts, "removed": gone.height},
        moved_keys(batch.working, _keys_typed(batch, changed), batch.sealing),
    )


def write_ahead(part: Contribution, brought: Import, made_ready: Ready, at: datetime) -> Written:
    """Write of what was made ready what nobody else can be waiting for: new rows, and the history of all.

    It may be done before the return is held, and stands only if nobody wrote of the return until it is.
    """
    insert_rows(StagedRow, _head(part, brought, at), made_ready.new)
    return write_entries(made_ready.entries)


def put_into_staging(
    held: HeldPart, brought: Import, made_ready: Ready, written: Written, did: str = "导入"
) -> Import:
    """Write the rest of what was made ready, in the same transaction. written: what went ahead. did: in words."""
    _supersede(brought, made_ready.superseded, held.at)
    insert_rows(StagedRow, _head(held.part, brought, held.at), made_ready.each)
    follow_keys(held.made, made_ready.moved, held.sealing)
    brought.state, brought.committed_at, brought.counts = "committed", held.at, dict(made_ready.counts)
    brought.save(update_fields=["state", "committed_at", "counts"])
    facts = {"import": brought.pk, "file_digest": brought.digest}
    facts |= {
        f"rows_{name}": count for name, count in brought.counts.items() if name not in ("cells", "cleared")
    }
    held.record(did, written, facts)
    return brought


def _supersede(brought: Import, old: Sequence[int], at: datetime) -> None:
    """Let rows of this part that waited give way to those of the file; an undoing of the import brings them back."""
    told = {"state": "superseded", "superseded_by": brought, "decided_at": at}
    for start in range(0, len(old), AT_ONCE):
        StagedRow.objects.filter(pk__in=old[start : start + AT_ONCE]).update(**told)


def _new_uids(count: int) -> list[str]:
    """Return uids for new rows, drawn together and sorted: indexes are filled from one end to the other so."""
    drawn = token_bytes(UID_BYTES * count).hex()
    return sorted(drawn[start : start + 2 * UID_BYTES] for start in range(0, len(drawn), 2 * UID_BYTES))


def _new_rows(batch: Batch, new: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    last = batch.working.frame[POSITION].max()
    begin = float(last) if isinstance(last, float) else 0.0
    fillers = json.dumps(batch.fillers)
    for place, (uid, index) in enumerate(new.select(ROW, INDEX).iter_rows(), start=1):
        yield uid, "added", index, "", 1, begin + place, fillers


def _changed_rows(
    batch: Batch, changed: pl.DataFrame, waiting: Mapping[str, Waits]
) -> Iterator[tuple[object, ...]]:
    """Return changes of rows: of a new one of this part its new content, of any other what stands over it."""
    columns = [UID, VERSION, STATE, POSITION, PART]
    known = changed.select(INDEX, pl.col(ROW).alias(UID)).join(batch.working.frame.select(columns), on=UID)
    cells, own = _own_cells(batch, known[INDEX]), batch.part.pk
    for index, uid, version, state, position, part in known.iter_rows():
        is_own_new = state == RowState.ADDED.value and part == batch.share.part
        before = waiting.get(uid)
        fillers = sorted({*batch.fillers, *(before.fillers if before else ())})
        patch = "" if is_own_new or batch.share.adds else batch.sealing.seal(cells[index], place_of(uid, own))
        kind = "added" if is_own_new else "changed"
        yield uid, kind, index, patch, version + 1, position, json.dumps(fillers)


def _keys_typed(batch: Batch, changed: pl.DataFrame) -> dict[str, dict[str, str | None]]:
    """Return uid -> what a file writes into the key of a row that is there."""
    key = list(batch.working.form.primary_key)
    cells = batch.meeting.cells.filter(pl.col("field").is_in(key)).join(
        changed.select(INDEX, ROW), left_on="index", right_on=INDEX
    )
    typed: dict[str, dict[str, str | None]] = {}
    for uid, name, text in cells.select(ROW, "field", "after").iter_rows():
        typed.setdefault(uid, {})[name] = text
    return typed


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
    fillers = json.dumps(batch.fillers)
    accepted = gone.filter(pl.col(STATE) != RowState.ADDED.value)
    for uid, version, position in accepted.select(UID, VERSION, POSITION).iter_rows():
        yield uid, "removed", None, "", version + 1, position, fillers


def _by_column(rows: Sequence[tuple[object, ...]]) -> dict[str, Sequence[object]]:
    return {name: [row[n] for row in rows] for n, name in enumerate(EACH)}


def _head(part: Contribution, brought: Import, at: datetime) -> dict[str, object]:
    """Return what all rows of an import have."""
    return {
        "school": part.school_id,
        "made_return": part.made_return_id,
        "contribution": part.pk,
        "origin": brought.pk,
        "made_at": at,
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
