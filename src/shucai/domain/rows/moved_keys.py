"""Rows of a file that may be rows already there under another key: one cell of the key differs, all others are the same."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from shucai.domain.rows.meeting import CELLS, FOUND, INDEX, MET, MOVED, ROW, Found, Meeting, Share
from shucai.domain.rows.working import UID, WorkingRows

DIGEST = "#digest"


def with_moved_keys(meeting: Meeting, texts: pl.DataFrame, working: WorkingRows, share: Share) -> Meeting:
    """Return a meeting with the new rows that may be absent ones under another key; nothing is done with them yet.

    Certain enough to be asked about: of the new and of the absent rows just one each is the same in every cell but one of
    the key, and some cell beside the key is filled.
    """
    key = working.form.primary_key
    beside = [name for name in texts.columns if name not in key and name not in share.others]
    new = meeting.rows.filter(pl.col(FOUND) == Found.NEW.value)[INDEX]
    if not key or not beside or new.is_empty() or meeting.absent.is_empty():
        return meeting
    stated = texts.select(*key, *beside)[new].with_columns(new.alias(INDEX))
    gone = meeting.absent.select(UID).join(
        working.frame.select(UID, *key, *beside), on=UID, how="left", maintain_order="left"
    )
    pairs = pl.concat([_alike(stated, gone, key, beside, moved) for moved in key])
    return replace(meeting, moved=_alone(_alone(pairs, "index"), UID).select(list(MOVED)).sort("index"))


def taking_moved_keys(meeting: Meeting) -> Meeting:
    """Return a meeting in which those rows are changes of the rows that were there."""
    moved = meeting.moved
    if moved.is_empty():
        return meeting
    met = meeting.rows.join(
        moved.select(pl.col("index").alias(INDEX), UID), on=INDEX, how="left", maintain_order="left"
    )
    is_moved = pl.col(UID).is_not_null()
    rows = met.with_columns(
        pl.when(is_moved).then(pl.lit(Found.CHANGED.value)).otherwise(FOUND).alias(FOUND),
        pl.coalesce(UID, ROW).alias(ROW),
    )
    return replace(
        meeting,
        rows=rows.select(list(MET)),
        cells=pl.concat([meeting.cells, moved.select(list(CELLS))]),
        absent=meeting.absent.join(moved.select(UID), on=UID, how="anti", maintain_order="left"),
    )


def _alike(
    stated: pl.DataFrame, gone: pl.DataFrame, key: Sequence[str], beside: Sequence[str], moved: str
) -> pl.DataFrame:
    """Return the rows that are the same but for one cell of the key, each with the one of the other side."""
    others = [name for name in (*key, *beside) if name != moved]
    filled = pl.any_horizontal(pl.col(name).is_not_null() for name in beside)
    same = pl.struct(others).hash().alias(DIGEST)
    left = _alone(stated.filter(filled).with_columns(same), DIGEST)
    right = _alone(gone.filter(filled).with_columns(same), DIGEST)
    met = left.select(DIGEST, pl.col(INDEX).alias("index"), pl.col(moved).alias("after")).join(
        right.select(DIGEST, UID, pl.col(moved).alias("before")), on=DIGEST
    )
    return met.with_columns(pl.lit(moved).alias("field"))


def _alone(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    return frame.filter(pl.col(name).is_unique())
