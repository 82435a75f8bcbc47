"""Where new rows stand: between the row they follow and the next one."""

from collections.abc import Mapping, Sequence

from shucai.domain.rows.changes import Addition

APART = 1.0


def positions_of(added: Sequence[Addition], there: Sequence[tuple[str, float]]) -> Mapping[str, float]:
    """Return a position for every new row.

    there: uid and position of the rows, in order. A row that follows one which is not there stands at the end.
    """
    place = {uid: number for number, (uid, _) in enumerate(there)}
    runs: dict[int, list[str]] = {}
    run_of: dict[str, int] = {}
    for one in added:
        anchor = _anchor(one.after, place, run_of, last=len(there) - 1)
        row = runs.setdefault(anchor, [])
        behind = row.index(one.after) + 1 if one.after in run_of else 0
        row.insert(behind, one.uid)
        run_of[one.uid] = anchor
    return {
        uid: at
        for anchor, row in runs.items()
        for uid, at in zip(row, _spread(anchor, len(row), there), strict=True)
    }


def _anchor(after: str | None, place: Mapping[str, int], run_of: Mapping[str, int], last: int) -> int:
    """Return the number of the row that is there and comes before, -1 for the top."""
    if after is None:
        return -1
    return run_of.get(after, place.get(after, last))


def _spread(anchor: int, count: int, there: Sequence[tuple[str, float]]) -> list[float]:
    """Return positions for so many rows behind a row that is there, evenly up to the next one."""
    if not there:
        return [APART * (number + 1) for number in range(count)]
    if anchor < 0:
        first = there[0][1]
        return [first - APART * (count - number) for number in range(count)]
    before = there[anchor][1]
    if anchor + 1 == len(there):
        return [before + APART * (number + 1) for number in range(count)]
    step = (there[anchor + 1][1] - before) / (count + 1)
    return [before + step * (number + 1) for number in range(count)]
