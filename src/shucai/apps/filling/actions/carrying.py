"""Beginning with last year's rows: they come in together, as a file does, and are taken back together (FIL-9)."""

from datetime import date, datetime

import polars as pl
from django.db import transaction

from shucai.adapters.frames import packed
from shucai.apps.filling.actions.holding import HeldPart, hold_part
from shucai.apps.filling.actions.importing.staging import Batch, put_into_staging, ready, write_ahead
from shucai.apps.filling.bringing.comparing import share_of
from shucai.apps.filling.carried import carried_rows, last_year_of
from shucai.apps.filling.models import Contribution, Import
from shucai.apps.filling.working import working_rows
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused
from shucai.domain.rows import WorkingRows
from shucai.domain.rows.meeting import FOUND, INDEX, Found, Meeting, Share, meet
from shucai.toolkit.normalising import NO_MARKS

DID = "沿用上年数据"


@transaction.atomic
def carry_forward(part_id: int, *, by: Actor, at: datetime, today: date) -> Import | Refused:
    """Stage the department's rows of last year that are not there yet; what is there stays as it is."""
    held = hold_part(part_id, Verb.FILL, by=by, at=at, today=today)
    if isinstance(held, Refused):
        return held
    working, share = working_rows(held.made, at=at), share_of(held.part)
    form, rows = last_year_of(held.part), carried_rows(held.part, working.form)
    if form is None or rows is None or rows.is_empty():
        return Refused("R571")
    texts = _texts(rows, working, share)
    meeting = new_rows_only(texts, working, share)
    if not meeting.counts[Found.NEW.value]:
        return Refused("R572")
    brought = _kept(held, form.campaign.title, texts, working.revision)
    batch = Batch(held.part, brought, working, share, meeting, held.fillers, held.sealing, by, at)
    made_ready = ready(batch, remove_absent=False)
    if isinstance(made_ready, Refused):
        return made_ready
    return put_into_staging(held, brought, made_ready, write_ahead(held.part, brought, made_ready, at), DID)


def still_to_carry(part: Contribution, *, at: datetime) -> int:
    """Return how many rows of last year a department could still begin with: those that are not there yet."""
    working = working_rows(part.made_return, at=at)
    rows = carried_rows(part, working.form)
    if rows is None or rows.is_empty():
        return 0
    share = share_of(part)
    return new_rows_only(_texts(rows, working, share), working, share).counts[Found.NEW.value]


def _texts(rows: pl.DataFrame, working: WorkingRows, share: Share) -> pl.DataFrame:
    """Return last year's rows with the columns a department may bring."""
    return rows.select(
        name for name in working.form.by_name if name in rows.columns and name not in share.others
    )


def new_rows_only(texts: pl.DataFrame, working: WorkingRows, share: Share) -> Meeting:
    """Return what rows add to those that are there: nothing is changed, nothing is absent."""
    places = pl.Series(range(1, texts.height + 1), dtype=pl.Int64)
    met = meet(texts, places, working, share)
    rows = met.rows.with_columns(
        pl.when(pl.col(FOUND) == Found.CHANGED.value)
        .then(pl.lit(Found.SAME.value))
        .otherwise(FOUND)
        .alias(FOUND)
    )
    return Meeting(rows, met.cells.clear(), met.absent.clear())


def _kept(held: HeldPart, title: str, texts: pl.DataFrame, revision: int) -> Import:
    """Keep the rows as those of a file are kept, so that they are taken back in the same way."""
    brought = Import.objects.create(
        school_id=held.part.school_id,
        contribution=held.part,
        made_by_id=held.by.person,
        on_behalf_of=held.allowed.on_behalf_of,
        made_at=held.at,
        state="ready",
        file_name=f"沿用{title}的数据",
        fields=texts.columns,
        key=held.sealing.number,
        base_revision=revision,
    )
    indexed = texts.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias(INDEX))
    for name, column, frame in (("rows", "packed", indexed), ("marks", "marks", NO_MARKS)):
        setattr(brought, column, held.sealing.seal_bytes(packed(frame), f"import/{brought.pk}/{name}"))
    brought.save(update_fields=["packed", "marks"])
    return brought
