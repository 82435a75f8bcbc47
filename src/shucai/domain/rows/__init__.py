"""Rows while they are worked on: texts in their one spelling, who has them, and what becomes of them when merged."""

from shucai.domain.rows.canonical import as_texts, canonical
from shucai.domain.rows.changes import Addition, Cells, Changes, Conflict, Edit, NotSaved, Outcome, SavedRow
from shucai.domain.rows.keys import is_complete, key_of, key_of_row, keys_of
from shucai.domain.rows.places import positions_of
from shucai.domain.rows.scope import Other, Scope
from shucai.domain.rows.working import (
    MARKS,
    META,
    PART,
    POSITION,
    STATE,
    UID,
    VERSION,
    Patch,
    RowState,
    WorkingRows,
    blank_rows,
    changed_rows,
    replaced_rows,
    rows_of_nothing,
    with_patches,
    without_typed,
)

__all__ = [
    "MARKS",
    "META",
    "PART",
    "POSITION",
    "STATE",
    "UID",
    "VERSION",
    "Addition",
    "Cells",
    "Changes",
    "Conflict",
    "Edit",
    "NotSaved",
    "Other",
    "Outcome",
    "Patch",
    "RowState",
    "SavedRow",
    "Scope",
    "WorkingRows",
    "as_texts",
    "blank_rows",
    "canonical",
    "changed_rows",
    "is_complete",
    "key_of",
    "key_of_row",
    "keys_of",
    "positions_of",
    "replaced_rows",
    "rows_of_nothing",
    "with_patches",
    "without_typed",
]  # fmt: skip
