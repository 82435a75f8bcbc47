"""Writing accepted rows: prepared outside of any transaction, published by one short one (ruling 13)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from shucai.adapters.frames import packed
from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.formal.bulk import insert_rows
from shucai.apps.formal.models import Row, Snapshot
from shucai.apps.formal.queries import formal_rows, place_of_snapshot
from shucai.apps.keys.sealing import Sealing
from shucai.domain.catalogue import Form
from shucai.domain.rows import PART, POSITION, STATE, UID, VERSION, RowState, blank_rows

COLUMNS = (
    "school", "form", "uid", "key", "part", "position", "version", "texts", "sealed", "fillers", "accepted_by", "accepted_at"
)  # fmt: skip
JOINT = "\x1f"
AT_ONCE = 5_000  # uids in one statement


@dataclass(frozen=True)
class Publication:
    """What an acceptance will write: rows as they are stored, those that go before them, and the packed table anew."""

    form: CampaignForm
    stored: Sequence[Sequence[object]]
    gone: Sequence[str]
    rows: int
    key: int
    packed: bytes
    at: datetime


def prepare_rows(
    form: CampaignForm, definition: Form, accepted: pl.DataFrame, removed: Sequence[str], by: "Accepting"
) -> Publication:
    """Return what accepting rows will write; nothing is written yet.

    form: with its campaign. accepted: columns of META and the fields, as the rows will stand, PART of who has them.
    removed: uids of accepted rows that go.
    """
    stated = accepted.with_columns(pl.lit(RowState.FORMAL.value).alias(STATE))
    uids = stated[UID].to_list()
    kept = _aligned(formal_rows(form, definition), definition)
    gone = kept.filter(pl.col(UID).is_in([*uids, *removed]))[UID].to_list()
    kept = kept.filter(~pl.col(UID).is_in(gone))
    frame = pl.concat([kept, stated.select(kept.columns)]).sort(POSITION, maintain_order=True)
    fillers = _with_former(form, gone, {uid: by.fillers.get(uid, ()) for uid in uids})
    return Publication(
        form,
        list(_stored(form, definition, stated, fillers, by)),
        gone,
        frame.height,
        by.sealing.number,
        by.sealing.seal_bytes(packed(frame), place_of_snapshot(form.pk)),
        by.at,
    )


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
    insert_rows(Row, COLUMNS, publication.stored)
    made, is_new = Snapshot.objects.get_or_create(
        form=form,
        defaults={
            "school_id": form.campaign.school_id,
            "revision": 1,
            "rows": publication.rows,
            "key": publication.key,
            "packed": publication.packed,
            "made_at": publication.at,
        },
    )
    if not is_new:
        Snapshot.objects.filter(pk=made.pk).update(
            revision=made.revision + 1,
            rows=publication.rows,
            key=publication.key,
            packed=publication.packed,
            made_at=publication.at,
        )


def key_of_row(definition: Form, row: Mapping[str, object]) -> str:
    """Return the text whose keyed hash holds a row unique: of its key, or of its uid where a part of it is blank."""
    parts = [row[name] for name in definition.primary_key]
    known = parts and all(part is not None for part in parts)
    return JOINT.join(map(str, parts)) if known else f"uid{JOINT}{row[UID]}"


def place_of_row(uid: str) -> str:
    """Return what the sealed fields of an accepted row are bound to."""
    return f"row/{uid}"


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


def _stored(
    form: CampaignForm,
    definition: Form,
    rows: pl.DataFrame,
    fillers: Mapping[str, list[int]],
    by: Accepting,
) -> Iterator[tuple[object, ...]]:
    """Yield rows as their columns: what is personal sealed, the rest as it is."""
    personal = [field.name for field in definition.fields if field.personal]
    plain = [field.name for field in definition.fields if not field.personal]
    alike: dict[tuple[int, ...], list[int]] = {}
    for row in rows.iter_rows(named=True):
        uid = row[UID]
        secret = {name: row[name] for name in personal if row[name] is not None}
        people = fillers[uid]
        yield (
            form.campaign.school_id,
            form.pk,
            uid,
            by.sealing.hash(key_of_row(definition, row)),
            row[PART],
            row[POSITION],
            row[VERSION],
            {name: row[name] for name in plain if row[name] is not None},
            by.sealing.seal(json.dumps(secret, ensure_ascii=False), place_of_row(uid)) if secret else "",
            alike.setdefault(tuple(people), people),
            by.person,
            by.at,
        )
