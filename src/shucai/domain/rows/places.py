"""Where new rows stand: between the row they follow and the next one."""

from collections.abc import Mapping, Sequence

import polars as pl

from shucai.domain.rows.changes import Addition
from shucai.domain.rows.working import POSITION, UID

APART = 1.0


def positions_of(added: Sequence[Addition], there: pl.DataFrame) -> Mapping[str, float]:
    """Return a position for every new row.

    there: the rows with UID and POSITION, in order. A row that follows one which is not there stands at the end.
    """
    followed = there[UID].is_in([one.after for one in added if one.after is not None]).arg_true().to_list()
    place, last = {there[UID][number]: number for number in followed}, there.height - 1
    positions = there[POSITION]
    runs: dict[int, list[str]] = {}
    run_of: dict[str, int] = {}
    for one in added:
        anchor = _anchor(one.after, place, run_of, last=last)
        row = runs.setdefault(anchor, [])
        behind = row.index(one.after) + 1 if one.after in run_of else 0
        row.insert(behind, one.uid)
        run_of[one.uid] = anchor
    return {
        uid: at
        for anchor, row in runs.items()
        for uid, at in zip(row, _spread(anchor, len(row), positions), strict=True)
    }


def _anchor(after: str | None, place: Mapping[str, int], run_of: Mapping[str, int], last: int) -> int:
    """Return the number of the row that is there and comes before, -1 for the top."""
    if after is None:
        return -1
    return run_of.get(after, place.get(after, last))


def _spread(anchor: int, count: int, there: pl.Series) -> list[float]:
    """Return positions for so many rows behind a row that is there, evenly up to the next one."""
    if there.is_empty():
        return [APART * (number + 1) for number in range(count)]
    if anchor < 0:
        first = there[0]
        return [first - APART * (count - number) for number in range(count)]
    before = there[anchor]
    if anchor + 1 == there.len():
        return [before + APART * (number + 1) for number in range(count)]
    step = (there[anchor + 1] - before) / (count + 1)
    return [before + step * (number + 1) for number in range(count)]
