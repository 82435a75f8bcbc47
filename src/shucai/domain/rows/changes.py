"""What a browser window asks to change, and what became of it. Values only; nothing here decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Cells = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Edit:
    """Cells of a row typed over. version: of the row one began from, None where the last one is meant."""

    uid: str
    version: int | None
    cells: Cells


@dataclass(frozen=True, slots=True)
class Addition:
    """A new row behind another one. after: its uid, None for the top."""

    uid: str
    after: str | None
    cells: Cells


@dataclass(frozen=True, slots=True)
class Changes:
    """One request of a window. client, seq: of the window and its request; sent again, it has one effect.

    removed, restored: uids of rows.
    """

    client: str
    seq: int
    edits: tuple[Edit, ...] = ()
    added: tuple[Addition, ...] = ()
    removed: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()

    @property
    def uids(self) -> set[str]:
        """Return the rows it speaks of."""
        rows: list[Edit | Addition] = [*self.edits, *self.added]
        return {one.uid for one in rows} | {*self.removed, *self.restored}


@dataclass(frozen=True, slots=True)
class SavedRow:
    """A row as it is now. state: None where it is gone. cells: those asked for, in their one spelling."""

    uid: str
    version: int
    state: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that somebody else changed in between: cell by cell what was there, what is there, what was typed.

    gone: the row is not there any more. at: as ISO 8601, blank where not known.
    is_own: all of it was changed by the same person, in another window.
    """

    uid: str
    version: int
    by: str
    at: str
    base: Cells
    theirs: Cells
    mine: Cells
    gone: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class NotSaved:
    """A cell, or a whole row where field is None, that may not be changed, and why."""

    uid: str
    field: str | None
    message: str


@dataclass(frozen=True)
class Outcome:
    """What became of a request. revision: of the return afterwards; before: just before it, None where that is not known."""

    revision: int
    saved: tuple[SavedRow, ...] = field(default=())
    conflicts: tuple[Conflict, ...] = field(default=())
    refused: tuple[NotSaved, ...] = field(default=())
    before: int | None = None
