"""Writing accepted rows: prepared outside of any transaction, published by one short one (ruling 13)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import polars as pl

from shucai.adapters.frames import packed
from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.formal.hands import HANDS, former_hands, hands_after, shares_in
from shucai.apps.formal.models import Snapshot
from shucai.apps.formal.queries import formal_rows, place_of_snapshot
from shucai.apps.keys.sealing import Sealing
from shucai.domain.catalogue import Form
from shucai.domain.rows import POSITION, STATE, UID, RowState, blank_rows, key_of


@dataclass(frozen=True)
class Accepting:
    """When rows are accepted, and what seals. fillers: uid -> who put values into the row, not the one who accepts."""

    at: datetime
    sealing: Sealing
    fillers: Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Publication:
    """What an acceptance will write: the packed table of its form anew.

    stated: the rows as they will stand; removed: uids of accepted ones that go. hands: who put values into the stated rows,
    into their accepted states too. told: the columns of the Snapshot. twice: what would stand twice, if anything.
    """

    form: CampaignForm
    definition: Form
    stated: pl.DataFrame
    removed: Sequence[str]
    hands: pl.DataFrame
    sealing: Sealing
    at: datetime
    told: Mapping[str, object] = field(default_factory=dict[str, object])
    twice: str = ""


def prepare_rows(
    form: CampaignForm, definition: Form, accepted: pl.DataFrame, removed: Sequence[str], by: Accepting
) -> Publication:
    """Return what accepting rows will write; nothing is written yet.

    form: with its campaign. accepted: columns of META and the fields, as the rows will stand, PART of who has them.
    removed: uids of accepted rows that go.
    """
    stated = accepted.with_columns(pl.lit(RowState.FORMAL.value).alias(STATE))
    now = pl.DataFrame(
        [(uid, list(by.fillers.get(uid, ()))) for uid in stated[UID]], schema=HANDS, orient="row"
    )
    before = former_hands(form)
    hands = hands_after(before.filter(pl.col(UID).is_in(stated[UID].implode())), now)
    return _ready(Publication(form, definition, stated, removed, hands, by.sealing, by.at))


def without_rows(publication: Publication, uids: Collection[str]) -> Publication:
    """Return a publication that leaves some rows as they are. The accepted rows have not changed since it was prepared."""
    left = ~pl.col(UID).is_in(list(uids))
    return _ready(
        replace(
            publication,
            stated=publication.stated.filter(left),
            hands=publication.hands.filter(left),
            removed=[uid for uid in publication.removed if uid not in uids],
        )
    )


def publish_rows(publication: Publication) -> None:
    """Write what was prepared, in the transaction of the action; the return is locked and has not moved since.

    ValueError where two rows would stand under one key. Only now: while it was prepared others may have been at the table.
    """
    if publication.twice:
        raise ValueError(publication.twice)
    form, told = publication.form, publication.told
    school = {"school_id": form.campaign.school_id, "revision": 1}
    made, is_new = Snapshot.objects.get_or_create(form=form, defaults={**school, **told})
    if not is_new:
        Snapshot.objects.filter(pk=made.pk).update(revision=made.revision + 1, **told)


def _ready(publication: Publication) -> Publication:
    """Return a publication with the columns it will write."""
    form, definition, stated = publication.form, publication.definition, publication.stated
    kept = _aligned(formal_rows(form, definition), definition)
    going = kept[UID].is_in([*stated[UID], *publication.removed])
    frame = pl.concat([kept.filter(~going), stated.select(kept.columns)]).sort(POSITION, maintain_order=True)
    others = former_hands(form).filter(pl.col(UID).is_in(kept[UID].filter(~going).implode()))
    hands, sealing = pl.concat([others, publication.hands]), publication.sealing
    told = {
        "rows": frame.height,
        "key": sealing.number,
        "packed": sealing.seal_bytes(packed(frame), place_of_snapshot(form.pk)),
        "hands": packed(hands),
        "shares": shares_in(frame, hands),
        "made_at": publication.at,
    }
    return replace(publication, told=told, twice=_twice(definition, frame, stated))


def _twice(definition: Form, frame: pl.DataFrame, stated: pl.DataFrame) -> str:
    """Return whether a row would stand twice, or another one under the key of one that is accepted; in words, else blank."""
    if frame[UID].is_duplicated().any():
        return "a row stands twice"
    if definition.primary_key:
        keys = frame.select(key_of(definition).alias("key"))["key"].drop_nulls()
        own = stated.select(key_of(definition).alias("key"))["key"].drop_nulls()
        if keys.filter(keys.is_duplicated()).is_in(own.implode()).any():
            return "two rows under one key"
    return ""


def _aligned(rows: pl.DataFrame, definition: Form) -> pl.DataFrame:
    """Return rows with exactly the columns that the definition has now."""
    blank = blank_rows(definition)
    absent = [pl.lit(None, pl.String()).alias(name) for name in blank.columns if name not in rows.columns]
    return rows.with_columns(absent).select(blank.columns)
