"""What was read from a file, opened again: rows, findings, changes, and what is still to be answered."""

from collections.abc import Mapping

import polars as pl

from shucai.adapters.frames import unpacked
from shucai.apps.filling.bringing.comparing import KEY_CAUSES, compare
from shucai.apps.filling.models import Import
from shucai.apps.formal.kept import Kept
from shucai.apps.keys.queries import unseal_bytes
from shucai.domain.rows import WorkingRows
from shucai.domain.rows.meeting import NEAR, Meeting, Share

MOST_KEPT = 24
COLUMNS = {"rows": "packed", "marks": "marks", "changes": "changes", "findings": "findings"}
_tables: Kept[tuple[int, str, int], pl.DataFrame] = Kept(MOST_KEPT)
_meetings: Kept[tuple[int, int, int], Meeting] = Kept(MOST_KEPT)


def table_of(brought: Import, name: str) -> pl.DataFrame:
    """Return a table kept of a file: rows, marks, changes or findings. It changes with every reading of the file."""
    named = (brought.pk, name, brought.job or 0)
    kept = _tables.get(named)
    if kept is None:
        raw = unseal_bytes(
            getattr(brought, COLUMNS[name]), number=brought.key, place=f"import/{brought.pk}/{name}"
        )
        kept = _tables.put(named, unpacked(raw))
    return kept


def keep_tables(brought: Import, tables: Mapping[str, pl.DataFrame]) -> None:
    """Keep the tables of a file that was just read: who reads many rows most often commits them next."""
    for name, frame in tables.items():
        _tables.put((brought.pk, name, brought.job or 0), frame)


def meeting_of(brought: Import, working: WorkingRows, share: Share) -> Meeting:
    """Return what the rows of a file do to the rows as they stand."""
    named = (brought.pk, brought.job or 0, working.revision)
    kept = _meetings.get(named)
    if kept is None:
        compared = compare(table_of(brought, "rows"), working, share, brought.answers)
        kept = _meetings.put(named, compared)
    return kept


def questions_of(brought: Import) -> pl.DataFrame:
    """Return what was rewritten in a way a person has to confirm, and what could be repaired, by cause.

    cause, rule, field, title, count, before, after: of the first cell; is_repair; answer: yes, no, or null while open.
    """
    asked = table_of(brought, "changes").filter(pl.col("level") == "ASK")
    told = asked.group_by("cause", maintain_order=True).agg(
        pl.col("rule", "field", "title", "before", "after").first(), pl.len().alias("count")
    )
    answers = {cause: bool(yes) for cause, yes in brought.answers.items()}
    return told.with_columns(
        (pl.col("rule") == "FIX").alias("is_repair"),
        pl.col("cause").replace_strict(answers, default=None, return_dtype=pl.Boolean).alias("answer"),
    )


def open_questions(brought: Import, meeting: Meeting) -> int:
    """Return how many causes wait for an answer, rewritings and rows with another key; repairs may be left."""
    asked = questions_of(brought)
    is_near = set(meeting.moved[NEAR])
    of_keys = [
        cause for cause, near in KEY_CAUSES.items() if near in is_near and cause not in brought.answers
    ]
    return asked.filter(~pl.col("is_repair") & pl.col("answer").is_null()).height + len(of_keys)
