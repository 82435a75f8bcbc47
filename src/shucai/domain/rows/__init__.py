"""Rows while they are worked on: texts in their one spelling, who has them, and what becomes of them when merged."""

from shucai.domain.rows.canonical import as_texts, canonical
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
    keys_of,
    with_patches,
)

__all__ = [
    "MARKS", "META", "PART", "POSITION", "STATE", "UID", "VERSION",
    "Other", "Patch", "RowState", "Scope", "WorkingRows",
    "as_texts", "blank_rows", "canonical", "keys_of", "with_patches",
]  # fmt: skip
