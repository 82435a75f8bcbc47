"""Accepted rows and everything staged over them, laid together: whoever came first, no row and no change is lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from shucai.domain.catalogue import Form
from shucai.domain.rows.working import POSITION, STATE, UID, Patch, RowState, with_patches

KIND = "#kind"


@dataclass(frozen=True)
class Batch:
    """Staged rows that came together: with a file, or typed one by one.

    rows: the columns of META but the state, KIND, and the fields named. names: fields the rows have.
    """

    rows: pl.DataFrame
    names: Sequence[str] = ()


def merged(
    form: Form, accepted: pl.DataFrame, batches: Sequence[Batch], typed: Iterable[Patch]
) -> pl.DataFrame:
    """Return the rows as they stand, in the order people see.

    All new rows are there, as they were typed, before anything is laid over them, since one department's file may change
    what another typed. Then come the changes of the files, the last committed on top, then what was typed over rows. A
    removal stands whatever others change in the row. batches: in the order they were committed.
    """
    frame = accepted
    for one in batches:
        frame = _with_added(form, frame, one)
    new, over = _divided(batches, typed)
    frame = with_patches(frame, new)
    for one in batches:
        frame = _with_changed(frame, one)
    return with_patches(frame, over).sort(POSITION, maintain_order=True)


def _divided(batches: Sequence[Batch], typed: Iterable[Patch]) -> tuple[list[Patch], list[Patch]]:
    """Return the cells that new typed rows consist of, and the cells typed over rows."""
    made = {
        uid
        for one in batches
        if not one.names
        for uid in one.rows.filter(pl.col(KIND) == RowState.ADDED.value)[UID]
    }
    new, over = list[Patch](), list[Patch]()
    for patch in typed:
        (new if patch.state is None and patch.uid in made else over).append(patch)
    return new, over


def _with_added(form: Form, frame: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Return the frame with the new ones of some staged rows behind."""
    added = batch.rows.filter(pl.col(KIND) == RowState.ADDED.value)
    if added.is_empty():
        return frame
    blank = [pl.lit(None, pl.String()).alias(name) for name in form.by_name if name not in batch.names]
    stated = added.with_columns(*blank, pl.lit(RowState.ADDED.value).alias(STATE))
    return pl.concat([frame, stated.select(frame.columns)])


def _with_changed(frame: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Return the frame with the cells of changed rows; their state follows with the patches."""
    changed = batch.rows.filter(pl.col(KIND) == RowState.CHANGED.value)
    if changed.is_empty() or not batch.names:
        return frame
    place = frame.select(UID).with_row_index("#at").join(changed.select(UID, *batch.names), on=UID)
    return frame.with_columns(
        frame[name].scatter(place["#at"], place[name]).alias(name) for name in batch.names
    )
