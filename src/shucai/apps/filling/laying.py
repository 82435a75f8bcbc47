"""Laying what is staged over the accepted rows of a return: over all of them, or over the few that moved since."""

import json
from collections.abc import Collection, Iterable
from typing import Any

import polars as pl
from django.db.models import QuerySet

from shucai.adapters.frames import unpacked
from shucai.apps.filling.models import Import, StagedRow
from shucai.apps.formal.kept import Kept
from shucai.apps.keys.queries import unseal_bytes
from shucai.apps.keys.sealing import Sealing
from shucai.domain.catalogue import Form
from shucai.domain.rows import (
    MARKS,
    PART,
    POSITION,
    UID,
    VERSION,
    Patch,
    RowState,
    WorkingRows,
    replaced_rows,
    without_typed,
)
from shucai.domain.rows.merging import KIND, Batch, merged

INDEX, ORIGIN = "#index", "#origin"
STAGED = {
    UID: pl.String,
    VERSION: pl.Int64,
    KIND: pl.String,
    POSITION: pl.Float64,
    PART: pl.Int64,
    ORIGIN: pl.Int64,
    INDEX: pl.UInt32,
}
STAGED_COLUMNS = (  # those of STAGED, then what was typed, and the place of the department in the form
    *("uid", "version", "kind", "position", "contribution_id", "origin_id", "index"),
    *("sealed", "contribution__assignment__order"),
)
MARK_COLUMNS = [pl.col(UID).alias("uid"), "field", "mark", "shown"]
MOST_KEPT = 8
# What was read from files that were committed: it does not change. Named by import and key.
_brought: Kept[tuple[int, int], tuple[pl.DataFrame, pl.DataFrame]] = Kept(MOST_KEPT)


def laid_over(
    accepted: pl.DataFrame, pending: QuerySet[StagedRow], definition: Form, sealing: Sealing
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return accepted rows with staged ones over them, and the marks of their cells: the frames of WorkingRows."""
    rows = list(pending.order_by("pk").values_list(*STAGED_COLUMNS))
    staged = pl.DataFrame([row[: len(STAGED)] for row in rows], schema=STAGED, orient="row")
    batches, marks = list[Batch](), [pl.DataFrame(schema=MARKS)]
    imports = Import.objects.filter(pk__in=staged[ORIGIN].drop_nulls().unique().to_list())
    for brought in imports.order_by("committed_at", "pk").only("pk", "key", "fields"):
        own = staged.filter(pl.col(ORIGIN) == brought.pk)
        names = [name for name in brought.fields if name in definition.by_name]
        texts, marked = _brought_by(brought)
        batches.append(Batch(texts.join(own, on=INDEX), names))
        marks.append(marked.join(own, left_on="index", right_on=INDEX).select(MARK_COLUMNS))
    batches.append(Batch(staged.filter(pl.col(ORIGIN).is_null())))
    patches = list(_patches(rows, sealing))
    return merged(definition, accepted, batches, patches), without_typed(pl.concat(marks), patches)


def caught_up(
    before: WorkingRows,
    moved: Collection[str],
    accepted: pl.DataFrame,
    pending: QuerySet[StagedRow],
    sealing: Sealing,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the frames of rows of which some moved since, all others taken as they were. moved: their uids."""
    uids = list(moved)
    few = accepted.filter(pl.col(UID).is_in(uids))
    now, marks = laid_over(few, pending.filter(uid__in=uids), before.form, sealing)
    others = before.marks.filter(~pl.col("uid").is_in(uids))
    return replaced_rows(before.frame, uids, now), pl.concat([others, marks.select(others.columns)])


def _brought_by(brought: Import) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the rows that were read from the file of a committed import, and the marks of their cells."""
    name = (brought.pk, brought.key)
    return _brought.get(name) or _brought.put(name, (packed_rows(brought), packed_marks(brought)))


def packed_rows(brought: Import) -> pl.DataFrame:
    """Return the rows that were read from the file of an import."""
    return unpacked(unseal_bytes(brought.packed, number=brought.key, place=f"import/{brought.pk}/rows"))


def packed_marks(brought: Import) -> pl.DataFrame:
    """Return the marks of the cells of an import: index, field, mark, shown."""
    return unpacked(unseal_bytes(brought.marks, number=brought.key, place=f"import/{brought.pk}/marks"))


def _patches(rows: Iterable[tuple[Any, ...]], sealing: Sealing) -> Iterable[Patch]:
    """Return the cells typed over new rows, and what is staged over accepted ones; of several departments the lead first."""
    for uid, version, kind, _, part, _, _, sealed, _ in sorted(rows, key=lambda row: row[-1]):
        is_new = kind == RowState.ADDED.value
        if sealed or not is_new:
            cells = json.loads(sealing.unseal(sealed, place_of(uid, part))) if sealed else {}
            yield Patch(uid, cells) if is_new else Patch(uid, cells, RowState(kind), version)


def place_of(uid: str, contribution: int) -> str:
    """Return what the typed cells of a staged row are bound to."""
    return f"staged/{uid}/{contribution}"
