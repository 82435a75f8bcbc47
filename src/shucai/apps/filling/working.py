"""The working rows of a return: accepted rows with everything staged over them, put together once a revision."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import polars as pl

from shucai.adapters.frames import unpacked
from shucai.apps.catalogue.queries import definitions_of, form_of_school
from shucai.apps.filling.models import Import, Return, StagedRow
from shucai.apps.formal.queries import Kept, formal_rows
from shucai.apps.keys.queries import unseal_bytes
from shucai.apps.keys.sealing import Sealing, sealing_of
from shucai.domain.catalogue import Form
from shucai.domain.rows import (
    MARKS,
    PART,
    POSITION,
    STATE,
    UID,
    VERSION,
    Patch,
    RowState,
    WorkingRows,
    blank_rows,
    with_patches,
)

MOST_KEPT = 32
INDEX = "#index"
_kept: Kept[tuple[int, int, Form], WorkingRows] = Kept(MOST_KEPT)


def definition_of(made_return: Return) -> Form:
    """Return the form of a return as its school has it: the edition of the campaign with the school's overrides."""
    campaign = made_return.form.campaign
    stated = definitions_of(campaign.platform, campaign.edition_year)[made_return.form.code]
    return form_of_school(made_return.school_id, stated)


def sealing_for(made_return: Return, *, at: datetime) -> Sealing:
    """Return what seals the values of a return: the key of its school and campaign year."""
    return sealing_of(made_return.school_id, made_return.form.campaign.year, at=at)


def working_rows(made_return: Return, *, at: datetime) -> WorkingRows:
    """Return all rows of a return with what is staged over them, in the order people see.

    made_return: with form and campaign at hand, its revision just read. The definition is that of the school.
    """
    definition = definition_of(made_return)
    named = (made_return.pk, made_return.revision, definition)
    kept = _kept.get(named)
    return kept or _kept.put(named, _put_together(made_return, definition, at))


def _put_together(made_return: Return, definition: Form, at: datetime) -> WorkingRows:
    staged = list(
        StagedRow.objects.filter(made_return=made_return, state="pending")
        .order_by("contribution__assignment__order", "pk")
        .only("uid", "kind", "origin_id", "index", "sealed", "version", "position", "contribution_id")
    )
    brought, marks = _brought_in(definition, staged)
    formal = formal_rows(made_return.form, definition)
    added = _added(definition, [one for one in staged if one.kind == "added"], brought)
    frame = pl.concat([formal, added]) if added.height else formal
    frame = with_patches(frame, _patches(staged, brought, sealing_for(made_return, at=at)))
    return WorkingRows(definition, frame.sort(POSITION, maintain_order=True), marks, made_return.revision)


def _brought_in(
    definition: Form, staged: Sequence[StagedRow]
) -> tuple[dict[tuple[int, int], dict[str, str | None]], pl.DataFrame]:
    """Return (import, index) -> field -> text of the staged rows that came with files, and their marks."""
    wanted: dict[int, dict[int, str]] = {}
    for one in staged:
        if one.origin_id is not None and one.index is not None:
            wanted.setdefault(one.origin_id, {})[one.index] = one.uid
    found: dict[tuple[int, int], dict[str, str | None]] = {}
    marks = [pl.DataFrame(schema=MARKS)]
    for brought in Import.objects.filter(pk__in=wanted).only("pk", "key", "packed", "marks", "fields"):
        uids = wanted[brought.pk]
        rows = packed_rows(brought).filter(pl.col(INDEX).is_in(list(uids)))
        names = [name for name in brought.fields if name in definition.by_name]
        for row in rows.select(INDEX, *names).iter_rows(named=True):
            index = row.pop(INDEX)
            found[brought.pk, index] = row
        of_index = pl.DataFrame(
            {"index": list(uids), "uid": list(uids.values())}, schema={"index": pl.UInt32, "uid": pl.String}
        )
        marks.append(packed_marks(brought).join(of_index, on="index").select(list(MARKS)))
    return found, pl.concat(marks)


def packed_rows(brought: Import) -> pl.DataFrame:
    """Return the rows that were read from the file of an import."""
    return unpacked(unseal_bytes(brought.packed, number=brought.key, place=f"import/{brought.pk}/rows"))


def packed_marks(brought: Import) -> pl.DataFrame:
    """Return the marks of the cells of an import: index, field, mark, shown."""
    return unpacked(unseal_bytes(brought.marks, number=brought.key, place=f"import/{brought.pk}/marks"))


def _added(
    definition: Form, staged: Sequence[StagedRow], brought: Mapping[tuple[int, int], dict[str, str | None]]
) -> pl.DataFrame:
    """Return the new rows; what was typed over them comes with the patches."""
    empty = blank_rows(definition)
    nothing: dict[str, str | None] = {}
    rows = [
        {
            UID: one.uid,
            VERSION: one.version,
            STATE: RowState.ADDED.value,
            POSITION: one.position,
            PART: one.contribution_id,
            **(
                brought.get((one.origin_id, one.index), nothing)
                if one.origin_id and one.index is not None
                else nothing
            ),
        }
        for one in staged
    ]
    return pl.DataFrame(rows, schema=empty.schema) if rows else empty


def _patches(
    staged: Iterable[StagedRow], brought: Mapping[tuple[int, int], dict[str, str | None]], sealing: Sealing
) -> Iterable[Patch]:
    for one in staged:
        cells: dict[str, str | None] = {}
        if one.kind == "changed" and one.origin_id and one.index is not None:
            cells |= brought.get((one.origin_id, one.index), {})
        if one.sealed:
            cells |= json.loads(sealing.unseal(one.sealed, place_of(one.uid, one.contribution_id)))
        if one.kind == "added":
            if cells:
                yield Patch(one.uid, cells)
            continue
        state = RowState.REMOVED if one.kind == "removed" else RowState.CHANGED
        yield Patch(one.uid, cells, state, one.version)


def place_of(uid: str, contribution: int) -> str:
    """Return what the typed cells of a staged row are bound to."""
    return f"staged/{uid}/{contribution}"
