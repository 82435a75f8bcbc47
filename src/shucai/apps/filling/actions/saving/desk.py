"""What a save works on: the rows it speaks of as they stand, texts in their one spelling, and what is collected to write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from shucai.apps.filling.actions.holding import HeldPart
from shucai.apps.filling.models import StagedRow
from shucai.apps.filling.uses import Use
from shucai.apps.formal.history import Change
from shucai.domain.catalogue import Form
from shucai.domain.rows import (
    PART,
    STATE,
    UID,
    VERSION,
    Cells,
    Conflict,
    NotSaved,
    Patch,
    RowState,
    SavedRow,
    Scope,
    WorkingRows,
)
from shucai.toolkit.normalising import spelt_columns


@dataclass(frozen=True)
class Used:
    """Accepted rows that rows of other forms use.

    fields: those that may be held. changed, removed: uid -> what uses a row that is to be changed there, or to go.
    """

    fields: frozenset[str] = frozenset()
    changed: Mapping[str, Use] = field(default_factory=dict[str, Use])
    removed: Mapping[str, Use] = field(default_factory=dict[str, Use])


@dataclass
class Desk:
    """A save at work. staged: what the part itself has staged of the rows it speaks of, by uid, deleted new rows included.

    touched: staged rows to write; typed: the cells typed into them. unkept: the rows have to be put together anew afterwards.
    used: what holds accepted rows that others use. shared: uid -> why a new row stays, because others filled cells of it.
    """

    held: HeldPart
    rows: WorkingRows
    scope: Scope
    there: dict[str, "There"]
    staged: dict[str, StagedRow]
    touched: dict[str, StagedRow] = field(default_factory=dict[str, StagedRow])
    typed: dict[str, dict[str, str | None]] = field(default_factory=dict[str, dict[str, str | None]])
    added: list[dict[str, object]] = field(default_factory=list[dict[str, object]])
    dropped: set[str] = field(default_factory=set[str])
    patches: list[Patch] = field(default_factory=list[Patch])
    changes: list[Change] = field(default_factory=list[Change])
    saved: dict[str, SavedRow] = field(default_factory=dict[str, SavedRow])
    conflicts: list[Conflict] = field(default_factory=list[Conflict])
    refused: list[NotSaved] = field(default_factory=list[NotSaved])
    unkept: bool = False
    used: Used = field(default_factory=Used)
    shared: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def part(self) -> int:
        """Return the id of the contribution."""
        return self.held.part.pk

    def refuse(self, uid: str, message: str, name: str | None = None) -> None:
        """Note that a cell or a row stays as it is, and why."""
        self.refused.append(NotSaved(uid, name, message))

    def save(self, uid: str, cells: Iterable[str] = ()) -> None:
        """Note how a row stands now."""
        row = self.there[uid]
        before = self.saved[uid].cells if uid in self.saved else {}
        shown = {**before, **{name: row.cells.get(name) for name in cells}}
        self.saved[uid] = SavedRow(uid, row.version, row.state.value, shown)


@dataclass
class There:
    """A row as it stands. part: of the contribution it belongs to."""

    version: int
    state: RowState
    part: int
    cells: dict[str, str | None]


def rows_there(rows: WorkingRows, uids: Iterable[str]) -> dict[str, There]:
    """Return some rows by uid, without those that are not there."""
    wanted = rows.frame.filter(pl.col(UID).is_in(list(uids)))
    names = list(rows.form.by_name)
    return {
        row[UID]: There(row[VERSION], RowState(row[STATE]), row[PART], {name: row[name] for name in names})
        for row in wanted.iter_rows(named=True)
    }


def spelt(form: Form, typed: Sequence[Cells]) -> list[Mapping[str, str | None]]:
    """Return typed cells in the one spelling of their fields, what cannot be read as typed; unknown fields left out."""
    names = [name for name in form.by_name if any(name in row for row in typed)]
    if not names:
        return [{} for _ in typed]
    columns = {name: [row.get(name) or None for row in typed] for name in names}
    texts = pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String))
    rows = spelt_columns(form, texts).rows(named=True)
    return [
        {name: row[name] for name in asked if name in row} for row, asked in zip(rows, typed, strict=True)
    ]
