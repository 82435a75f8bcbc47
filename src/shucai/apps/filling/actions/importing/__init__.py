"""Bringing a file in (FIL-2): upload, reading, answers, commit, undoing."""

from shucai.apps.filling.actions.importing.answering import answer, consent, retry
from shucai.apps.filling.actions.importing.committing import commit_import
from shucai.apps.filling.actions.importing.reading import READ, read_import
from shucai.apps.filling.actions.importing.undoing import undo_import
from shucai.apps.filling.actions.importing.uploading import (
    Offer,
    begin_import,
    finish_upload,
    give_up,
    receive_piece,
)

__all__ = [
    "READ", "Offer", "answer", "begin_import", "commit_import", "consent", "finish_upload", "give_up", "read_import",
    "receive_piece", "retry", "undo_import",
]  # fmt: skip
