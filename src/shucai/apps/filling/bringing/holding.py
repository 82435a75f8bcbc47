"""What other forms hold against a file: rows it changes where they are referred to, or would remove (FIL-7)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from shucai.apps.filling.models import Return
from shucai.apps.filling.uses import Touched, Use, held_fields, uses_of
from shucai.apps.formal.queries import formal_rows
from shucai.domain.problems import Refused
from shucai.domain.rows import UID, Patch, WorkingRows, with_patches
from shucai.domain.rows.meeting import INDEX, ROW, Meeting


@dataclass(frozen=True)
class Held:
    """What uses the rows a file touches. changed: index of the row of the file -> use; absent: uid -> use."""

    changed: Mapping[int, Use] = field(default_factory=dict[int, Use])
    absent: Mapping[str, Use] = field(default_factory=dict[str, Use])

    def why_of(self, index: int) -> str:
        """Return why a row of the file is not read in."""
        return Refused("R544", {"use": self.changed[index].words}).reason


def held_by_others(made: Return, working: WorkingRows, meeting: Meeting, *, at: datetime) -> Held:
    """Return what other forms hold against a file. made: with form and campaign at hand."""
    fields = held_fields(made, working.form)
    moved = meeting.cells.filter(pl.col("field").is_in(list(fields)))
    if not fields or (moved.is_empty() and meeting.absent.is_empty()):
        return Held()
    accepted = formal_rows(made.form, working.form)
    index_of = dict(
        meeting.rows.filter(pl.col(INDEX).is_in(moved["index"].implode()))
        .drop_nulls(ROW)
        .select(ROW, INDEX)
        .iter_rows()
    )
    there = working.frame.filter(pl.col(UID).is_in(list(index_of)))
    changed = Touched(
        accepted.filter(pl.col(UID).is_in(list(index_of))),
        with_patches(there, _patches(index_of, moved)),
    )
    gone = Touched(accepted.filter(pl.col(UID).is_in(meeting.absent[UID].implode())))
    used = uses_of(made, working.form, changed, at=at)
    return Held({index_of[uid]: use for uid, use in used.items()}, uses_of(made, working.form, gone, at=at))


def _patches(index_of: Mapping[str, int], moved: pl.DataFrame) -> Iterator[Patch]:
    cells: dict[int, dict[str, str | None]] = {}
    for index, name, after in moved.select("index", "field", "after").iter_rows():
        cells.setdefault(index, {})[name] = after
    for uid, index in index_of.items():
        yield Patch(uid, cells[index])
