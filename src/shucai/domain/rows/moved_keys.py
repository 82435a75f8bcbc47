"""Rows of a file that may be rows already there under another key. Nothing is done with them until somebody says so.

Told where all other cells are the same, and where all but a few are and no other row comes as near.
"""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from shucai.domain.rows.meeting import CELLS, FOUND, INDEX, MET, MOVED, NEAR, ROW, Found, Meeting, Share
from shucai.domain.rows.working import UID, WorkingRows

DIGEST = "#digest"
FEW = 3  # cells beside the key in which a row may differ and be asked about
TIMES = 2  # as many filled cells at least are the same as differ
TELLING = (
    0.8  # share of the filled cells of a column that are distinct, from which it tells which row is which
)
MOST_PAIRS = 250_000  # of new and absent rows; beyond it only wholly same ones are told


def with_moved_keys(meeting: Meeting, texts: pl.DataFrame, working: WorkingRows, share: Share) -> Meeting:
    """Return a meeting with the new rows that may be absent ones under another key; nothing is done with them yet.

    Certain enough to be asked about: of the new and of the absent rows just one each is the same in every cell but one of
    the key, and some cell beside the key is filled. Of those left over, just one each is the same but for the key and a few
    cells, and in columns that tell rows apart rather the same than not: NEAR.
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
    alike = _alone(_alone(pairs, "index"), UID).with_columns(pl.lit(value=False).alias(NEAR))
    left = stated.filter(~pl.col(INDEX).is_in(pairs["index"].implode()))
    there = gone.filter(~pl.col(UID).is_in(pairs[UID].implode()))
    near = _near(_compared(left, there, texts, key), left, there).with_columns(pl.lit(value=True).alias(NEAR))
    both = [one.select(list(MOVED)) for one in (alike, near)]
    return replace(meeting, moved=pl.concat(both).sort("index", maintain_order=True))


def taking_moved_keys(meeting: Meeting, *, is_near: bool) -> Meeting:
    """Return a meeting in which those rows, the wholly same or the near ones, are changes of the rows that were there."""
    moved = meeting.moved.filter(pl.col(NEAR) == is_near)
    if moved.is_empty():
        return meeting
    pairs = moved.select(pl.col("index").alias(INDEX), UID).unique(maintain_order=True)
    met = meeting.rows.join(pairs, on=INDEX, how="left", maintain_order="left")
    is_moved = pl.col(UID).is_not_null()
    rows = met.with_columns(
        pl.when(is_moved).then(pl.lit(Found.CHANGED.value)).otherwise(FOUND).alias(FOUND),
        pl.coalesce(UID, ROW).alias(ROW),
    )
    return replace(
        meeting,
        rows=rows.select(list(MET)),
        cells=pl.concat([meeting.cells, moved.select(list(CELLS))]),
        absent=meeting.absent.join(pairs, on=UID, how="anti", maintain_order="left"),
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


def _near(pairs: pl.DataFrame, stated: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame:
    """Return the cells in which rows differ from the only one of the other side that they come near, those of the key first.

    Where a row comes near two, or two come near it, none of them is told.
    """
    likely = pairs.filter(
        pl.col("beside") <= FEW,
        pl.col("same") >= TIMES * (pl.col("key") + pl.col("beside")),
        pl.col("telling") >= pl.max_horizontal(pl.col("strange"), 1),
    )
    alone = likely.filter(pl.col("left").is_unique() & pl.col("right").is_unique())
    here, there = stated[alone["left"]], gone[alone["right"]]
    names = [name for name in gone.columns if name != UID]
    parts = [
        pl.DataFrame({"index": here[INDEX], "before": there[name], "after": here[name], UID: there[UID]})
        .filter(pl.col("before").ne_missing(pl.col("after")))
        .select("index", pl.lit(name).alias("field"), "before", "after", UID)
        for name in names
    ]
    return pl.concat(parts)


def _compared(
    stated: pl.DataFrame, gone: pl.DataFrame, texts: pl.DataFrame, key: Sequence[str]
) -> pl.DataFrame:
    """Return every pair of rows, by their places left and right, with how many cells of them differ or are the same.

    key, beside: cells of the key, and beside it, that differ; same: filled ones that are the same. telling, strange: the
    same and differing ones in columns beside the key that tell the rows of the file apart. Of too many no pair.
    """
    is_many = stated.height * gone.height > MOST_PAIRS
    places = [
        pl.int_range(0 if is_many else frame.height, dtype=pl.UInt32, eager=True) for frame in (stated, gone)
    ]
    pairs = pl.DataFrame({"left": places[0]}).join(pl.DataFrame({"right": places[1]}), how="cross")
    none = pl.Series([0], dtype=pl.UInt16).new_from_index(0, pairs.height)
    counts = dict.fromkeys(("key", "beside", "same", "telling", "strange"), none)
    for name in (one for one in gone.columns if one != UID):
        here, there = (frame[name].hash() for frame in (stated, gone))
        is_same = here.gather(pairs["left"]) == there.gather(pairs["right"])
        is_filled = stated[name].is_not_null().gather(pairs["left"])
        same, differs = (one.cast(pl.UInt16) for one in (is_same & is_filled, ~is_same))
        counts["same"] += same
        counts["key" if name in key else "beside"] += differs
        if name not in key and _tells(texts[name].drop_nulls()):
            counts["telling"] += same
            counts["strange"] += differs
    return pairs.with_columns(column.alias(name) for name, column in counts.items())


def _tells(filled: pl.Series) -> bool:
    """Return whether nearly every cell of a column is another; of one row nobody knows."""
    return len(filled) > 1 and filled.n_unique() >= TELLING * len(filled)


def _alone(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    return frame.filter(pl.col(name).is_unique())
