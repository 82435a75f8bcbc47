"""Writing accepted rows: prepared outside of any transaction, published by one short one (ruling 13)."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import compress

import polars as pl

from shucai.adapters.frames import packed
from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.formal.bulk import insert_rows
from shucai.apps.formal.models import Row, Snapshot
from shucai.apps.formal.queries import formal_rows, place_of_snapshot
from shucai.apps.keys.sealing import Sealing
from shucai.domain.catalogue import Form
from shucai.domain.rows import PART, POSITION, STATE, UID, VERSION, RowState, blank_rows, key_of

JOINT = "\x1f"
AT_ONCE = 5_000  # uids in one statement


@dataclass(frozen=True)
class Publication:
    """What an acceptance will write: rows as they are stored, those that go before them, and the packed table anew.

    stated: the rows as they will stand; removed: uids of accepted ones that go. same, each: of the rows, as ``insert_rows``
    takes them. gone: accepted rows that are replaced or go. rows, packed: of the whole table afterwards.
    """

    form: CampaignForm
    definition: Form
    stated: pl.DataFrame
    removed: Sequence[str]
    same: Mapping[str, object]
    each: Mapping[str, Sequence[object]]
    gone: Sequence[str]
    rows: int
    packed: bytes
    sealing: Sealing
    at: datetime


def prepare_rows(
    form: CampaignForm, definition: Form, accepted: pl.DataFrame, removed: Sequence[str], by: "Accepting"
) -> Publication:
    """Return what accepting rows will write; nothing is written yet.

    form: with its campaign. accepted: columns of META and the fields, as the rows will stand, PART of who has them.
    removed: uids of accepted rows that go.
    """
    stated = accepted.with_columns(pl.lit(RowState.FORMAL.value).alias(STATE))
    gone, frame = _joined(form, definition, stated, removed)
    fillers = _with_former(form, gone, {uid: by.fillers.get(uid, ()) for uid in stated[UID]})
    each = _stored(definition, stated, fillers, by.sealing)
    table = by.sealing.seal_bytes(packed(frame), place_of_snapshot(form.pk))
    return Publication(
        form, definition, stated, removed, _head(form, by), each, gone, frame.height, table, by.sealing, by.at
    )


def without_rows(publication: Publication, uids: Collection[str]) -> Publication:
    """Return a publication that leaves some rows as they are. The accepted rows have not changed since it was prepared."""
    form, left = publication.form, [uid not in uids for uid in publication.stated[UID]]
    stated, removed = (
        publication.stated.filter(left),
        [uid for uid in publication.removed if uid not in uids],
    )
    gone, frame = _joined(form, publication.definition, stated, removed)
    return replace(
        publication,
        stated=stated,
        removed=removed,
        each={name: list(compress(values, left)) for name, values in publication.each.items()},
        gone=gone,
        rows=frame.height,
        packed=publication.sealing.seal_bytes(packed(frame), place_of_snapshot(form.pk)),
    )


def _joined(
    form: CampaignForm, definition: Form, stated: pl.DataFrame, removed: Sequence[str]
) -> tuple[list[str], pl.DataFrame]:
    """Return which accepted rows are replaced or go, and the whole table afterwards."""
    kept = _aligned(formal_rows(form, definition), definition)
    going = kept[UID].is_in([*stated[UID], *removed])
    frame = pl.concat([kept.filter(~going), stated.select(kept.columns)]).sort(POSITION, maintain_order=True)
    return kept[UID].filter(going).to_list(), frame


@dataclass(frozen=True)
class Accepting:
    """Who accepts, when, and what seals. fillers: uid -> who put values into the row, none of them the one who accepts."""

    person: int
    at: datetime
    sealing: Sealing
    fillers: Mapping[str, Sequence[int]]


def publish_rows(publication: Publication) -> None:
    """Write what was prepared, in the transaction of the action; the return is locked and has not moved since."""
    form = publication.form
    for start in range(0, len(publication.gone), AT_ONCE):
        Row.objects.filter(form=form, uid__in=publication.gone[start : start + AT_ONCE]).delete()
    insert_rows(Row, publication.same, publication.each)
    made, is_new = Snapshot.objects.get_or_create(
        form=form,
        defaults={
            "school_id": form.campaign.school_id,
            "revision": 1,
            "rows": publication.rows,
            "key": publication.sealing.number,
            "packed": publication.packed,
            "made_at": publication.at,
        },
    )
    if not is_new:
        Snapshot.objects.filter(pk=made.pk).update(
            revision=made.revision + 1,
            rows=publication.rows,
            key=publication.sealing.number,
            packed=publication.packed,
            made_at=publication.at,
        )


def _aligned(rows: pl.DataFrame, definition: Form) -> pl.DataFrame:
    """Return rows with exactly the columns that the definition has now."""
    blank = blank_rows(definition)
    absent = [pl.lit(None, pl.String()).alias(name) for name in blank.columns if name not in rows.columns]
    return rows.with_columns(absent).select(blank.columns)


def _with_former(
    form: CampaignForm, before: Sequence[str], fillers: Mapping[str, Sequence[int]]
) -> dict[str, list[int]]:
    """Return uid -> who put any value into the row, those of its accepted state among them. before: that are accepted."""
    found = {uid: set(people) for uid, people in fillers.items()}
    for start in range(0, len(before), AT_ONCE):
        former = Row.objects.filter(form=form, uid__in=before[start : start + AT_ONCE])
        for uid, people in former.values_list("uid", "fillers"):
            if uid in found:
                found[uid] |= set(people)
    return {uid: sorted(people) for uid, people in found.items()}


def _head(form: CampaignForm, by: Accepting) -> dict[str, object]:
    """Return what all rows of an acceptance have."""
    return {
        "school": form.campaign.school_id,
        "form": form.pk,
        "accepted_by": by.person,
        "accepted_at": by.at,
    }


def _stored(
    definition: Form, rows: pl.DataFrame, fillers: Mapping[str, list[int]], sealing: Sealing
) -> dict[str, Sequence[object]]:
    """Return the columns of rows: their values stand in the packed table."""
    uids = rows[UID].to_list()
    people = {who: json.dumps(who) for who in {tuple(fillers[uid]) for uid in uids}}
    return {
        "uid": uids,
        "key": [sealing.hash(key) for key in _keys(definition, rows)],
        "part": rows[PART].to_list(),
        "position": rows[POSITION].to_list(),
        "version": rows[VERSION].to_list(),
        "fillers": [people[tuple(fillers[uid])] for uid in uids],
    }


def _keys(definition: Form, rows: pl.DataFrame) -> pl.Series:
    """Return the text whose keyed hash holds a row unique: of its key, or of its uid where that is not complete."""
    by_uid = pl.format("uid" + JOINT + "{}", UID)
    if not definition.primary_key:
        return rows.select(by_uid).to_series()
    return rows.select(pl.coalesce(key_of(definition), by_uid)).to_series()
