"""The working rows of a return: accepted rows with everything staged over them, put together once a revision."""

import json
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import datetime
from threading import Lock
from typing import Any

import polars as pl
from django.db.models import QuerySet

from shucai.adapters.frames import unpacked
from shucai.apps.campaigns.queries import parameters_in
from shucai.apps.catalogue.queries import definitions_of, form_of_school
from shucai.apps.filling.models import Contribution, Import, Return, StagedRow
from shucai.apps.formal.kept import Kept
from shucai.apps.formal.queries import formal_rows
from shucai.apps.keys.queries import unseal_bytes
from shucai.apps.keys.sealing import Sealing, sealing_of
from shucai.domain.catalogue import Form
from shucai.domain.catalogue.dating import dated
from shucai.domain.rows import (
    MARKS,
    PART,
    POSITION,
    UID,
    VERSION,
    Patch,
    RowState,
    WorkingRows,
    without_typed,
)
from shucai.domain.rows.merging import KIND, Batch, merged

MOST_KEPT, REVISIONS_KEPT = 32, 3
LONGEST_WAIT = 2.0  # seconds
INDEX, ORIGIN = "#index", "#origin"
STAGED = {
    UID: pl.String,
    VERSION: pl.Int64,
    KIND: pl.String,
    POSITION: pl.Float64,
    PART: pl.Int64,
    ORIGIN: pl.Int64,
    INDEX: pl.UInt32,
}
STAGED_COLUMNS = (  # those of STAGED, then what was typed, and the place of the department in the form
    *("uid", "version", "kind", "position", "contribution_id", "origin_id", "index"),
    *("sealed", "contribution__assignment__order"),
)
MARK_COLUMNS = [pl.col(UID).alias("uid"), "field", "mark", "shown"]
_kept: Kept[int, tuple[WorkingRows, ...]] = Kept(MOST_KEPT)  # of each return the newest, the last one first
# Of several who ask for the same rows one puts them together.
_one_at_a_time = [Lock() for _ in range(MOST_KEPT)]


def definition_of(made_return: Return) -> Form:
    """Return the form of a return as its school has it: the edition of the campaign with the school's overrides.

    Its messages name the days the campaign reports, its guidance the years.

    It is asked for once a reading of the return, which lives no longer than a request or a piece of long work.
    """
    known: Form | None = made_return.__dict__.get("definition")
    if known is None:
        campaign = made_return.form.campaign
        stated = definitions_of(campaign.platform, campaign.edition_year)[made_return.form.code]
        own = form_of_school(made_return.school_id, stated)
        fixed = parameters_in(campaign, own)
        known = made_return.__dict__["definition"] = dated(
            own, fixed.period_start, fixed.period_end, campaign.year
        )
    return known


def sealing_for(made_return: Return, *, at: datetime) -> Sealing:
    """Return what seals the values of a return: the key of its school and campaign year, asked for once a reading."""
    known: Sealing | None = made_return.__dict__.get("sealing")
    if known is None:
        known = sealing_of(made_return.school_id, made_return.form.campaign.year, at=at)
        made_return.__dict__["sealing"] = known
    return known


def working_rows(made_return: Return, *, at: datetime) -> WorkingRows:
    """Return all rows of a return with what is staged over them, in the order people see.

    made_return: with form and campaign at hand, its revision just read. The definition is that of the school.
    """
    definition = definition_of(made_return)
    found: WorkingRows | None = made_return.__dict__.get("working")
    if found is None or found.revision != made_return.revision:
        found = _kept_rows(made_return, definition)
    if found is None:
        with _alone(made_return.pk):
            found = _kept_rows(made_return, definition)
            if found is None:
                found = _put_together(made_return, definition, at, waiting(made_return))
                if _still_stands(made_return):
                    keep(made_return, found)
    made_return.__dict__["working"] = found
    return found


@contextmanager
def _alone(number: int) -> Generator[None]:
    """Let one at a time put the rows of a return together; nobody waits for others beyond measure."""
    lock = _one_at_a_time[number % MOST_KEPT]
    is_held = lock.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if is_held:
            lock.release()


def _still_stands(made_return: Return) -> bool:
    """Return whether nobody has changed rows since the revision was read: what was read then is of that revision."""
    return Return.objects.filter(pk=made_return.pk, revision=made_return.revision).exists()


def _kept_rows(made_return: Return, definition: Form) -> WorkingRows | None:
    kept = _kept.get(made_return.pk) or ()
    return next(
        (one for one in kept if one.revision == made_return.revision and one.form == definition), None
    )


def keep(made_return: Return, rows: WorkingRows) -> None:
    """Keep rows that are known already, so that the next reader need not put them together. Only once they are committed."""
    others = [one for one in _kept.get(made_return.pk) or () if one.revision != rows.revision]
    newest = sorted([rows, *others], key=lambda one: -one.revision)
    _kept.put(made_return.pk, tuple(newest[:REVISIONS_KEPT]))


def rows_with_part(part: Contribution, *, at: datetime) -> WorkingRows:
    """Return the rows of a return as they would be if all of one part were accepted, and nothing of the others.

    part: with return, form and campaign at hand, the revision just read.
    """
    made_return, pending = part.made_return, waiting(part.made_return)
    if not pending.exclude(contribution=part).exists():
        return working_rows(made_return, at=at)
    return _put_together(made_return, definition_of(made_return), at, pending.filter(contribution=part))


def waiting(made_return: Return) -> QuerySet[StagedRow]:
    """Return what is staged and waits for its acceptance."""
    return StagedRow.objects.filter(made_return=made_return, state="pending")


def _put_together(
    made_return: Return, definition: Form, at: datetime, pending: QuerySet[StagedRow]
) -> WorkingRows:
    rows = list(pending.order_by("pk").values_list(*STAGED_COLUMNS))
    staged = pl.DataFrame([row[: len(STAGED)] for row in rows], schema=STAGED, orient="row")
    batches, marks = list[Batch](), [pl.DataFrame(schema=MARKS)]
    imports = Import.objects.filter(pk__in=staged[ORIGIN].drop_nulls().unique().to_list())
    for brought in imports.order_by("committed_at", "pk").only("pk", "key", "packed", "marks", "fields"):
        own = staged.filter(pl.col(ORIGIN) == brought.pk)
        names = [name for name in brought.fields if name in definition.by_name]
        batches.append(Batch(packed_rows(brought).join(own, on=INDEX), names))
        marks.append(packed_marks(brought).join(own, left_on="index", right_on=INDEX).select(MARK_COLUMNS))
    batches.append(Batch(staged.filter(pl.col(ORIGIN).is_null())))
    patches = list(_patches(rows, sealing_for(made_return, at=at)))
    frame = merged(definition, formal_rows(made_return.form, definition), batches, patches)
    return WorkingRows(definition, frame, without_typed(pl.concat(marks), patches), made_return.revision)


def packed_rows(brought: Import) -> pl.DataFrame:
    """Return the rows that were read from the file of an import."""
    return unpacked(unseal_bytes(brought.packed, number=brought.key, place=f"import/{brought.pk}/rows"))


def packed_marks(brought: Import) -> pl.DataFrame:
    """Return the marks of the cells of an import: index, field, mark, shown."""
    return unpacked(unseal_bytes(brought.marks, number=brought.key, place=f"import/{brought.pk}/marks"))


def _patches(rows: Iterable[tuple[Any, ...]], sealing: Sealing) -> Iterable[Patch]:
    """Return the cells typed over new rows, and what is staged over accepted ones; of several departments the lead first."""
    for uid, version, kind, _, part, _, _, sealed, _ in sorted(rows, key=lambda row: row[-1]):
        is_new = kind == RowState.ADDED.value
        if sealed or not is_new:
            cells = json.loads(sealing.unseal(sealed, place_of(uid, part))) if sealed else {}
            yield Patch(uid, cells) if is_new else Patch(uid, cells, RowState(kind), version)


def place_of(uid: str, contribution: int) -> str:
    """Return what the typed cells of a staged row are bound to."""
    return f"staged/{uid}/{contribution}"
