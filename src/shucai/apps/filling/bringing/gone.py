"""Rows that people deleted: a file that still has them as they were does not bring them back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any  # uids and places

import polars as pl
from django.db.models import Q

from shucai.apps.filling.bringing.earlier import AT, FILE, KEY, latest_of
from shucai.apps.filling.bringing.since import who_and_when
from shucai.apps.filling.bringing.stood import some, stood_once
from shucai.apps.filling.bringing.touched import rows_brought
from shucai.apps.filling.models import Contribution, StagedRow
from shucai.apps.organisation.models import Person
from shucai.domain.rows import PART, STATE, UID, RowState, WorkingRows
from shucai.domain.rows.keys import key_of
from shucai.domain.rows.meeting import INDEX, ROW, Share
from shucai.domain.tables import column_letters
from shucai.toolkit.bringing import Brought

GONE = "GONE"  # the rule and the cause of rows that people deleted; yes to it brings them back
HELD, MENDED = "GONE", "MENDED"  # their level: the file has nothing new to say of them, or it has
BY = "{} 删除了这一行"
STAYS, ALTERED = "，文件里没有改动，仍按删除处理", "，文件里又改过"
BY_HAND = Q(state="deleted") | (
    Q(kind="removed", state__in=("pending", "accepted")) & (Q(origin=None) | Q(index__isnull=False))
)


def telling_gone(
    read: Brought, earlier: pl.DataFrame, working: WorkingRows, share: Share, part: Contribution
) -> Brought:
    """Return a file with the rows listed among its changes that somebody deleted, wherever they came from.

    earlier: as ``brought_before`` gives them. A row whose key was changed on the page is not gone; one that another file
    took away comes back with the file that has it.
    """
    key = working.form.primary_key
    if not key or not share.removes or not set(key) <= set(read.texts.columns):
        return read
    names = [name for name in read.texts.columns if name not in share.others]
    absent = _absent(read.texts, working, names)
    if absent.is_empty():
        return read
    found = _with_uids(_lacking(absent, earlier, working, share, names))
    held = found.filter(~pl.col("mended"))
    if held.height < absent.height:  # what is known already need not be looked up
        deleted = StagedRow.objects.filter(BY_HAND, contribution=part)
        stood = stood_once(part, set(deleted.values_list("uid", flat=True)) - set(held[UID]), working.form)
        found = _or_as_it_stood(found, absent, stood, names)
    found = found.filter(~pl.col(UID).is_in(working.counted[UID].implode()))
    told = _deletions(part.made_return_id, found[UID].unique().to_list())
    gone = found.filter(pl.col(UID).is_in(list(told)))
    return (
        replace(read, changes=pl.concat([read.changes, _as_changes(gone, told, read)]))
        if gone.height
        else read
    )


def gone_in(changes: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a file that were deleted, from its changes, with whether the file says something new of them."""
    gone = changes.filter(pl.col("rule") == GONE)
    return gone.with_columns((pl.col("level") == MENDED).alias("mended"))


def why_gone(changes: pl.DataFrame, answers: Mapping[str, bool]) -> pl.DataFrame:
    """Return index and after: why rows stay deleted; none where somebody wants them back."""
    gone = gone_in(changes).filter(~pl.col("mended"))
    kept = gone.clear() if answers.get(GONE) else gone
    return kept.select("index", pl.col("after") + pl.lit(STAYS))


def _absent(texts: pl.DataFrame, working: WorkingRows, names: Sequence[str]) -> pl.DataFrame:
    """Return the rows of a file that do not stand: AT, KEY and the fields named."""
    form = working.form
    standing = working.counted.select(key_of(form).alias(KEY))
    absent = texts.select(key_of(form).alias(KEY), *names).with_row_index(AT).drop_nulls(KEY)
    return absent.join(standing, on=KEY, how="anti", maintain_order="left")


def _lacking(
    absent: pl.DataFrame, earlier: pl.DataFrame, working: WorkingRows, share: Share, names: Sequence[str]
) -> pl.DataFrame:
    """Return the rows of a file that stood before: in an earlier file, or about to be removed.

    AT, KEY, FILE, INDEX, UID (null where it came as new with that file), mended.
    """
    going = working.frame.filter((pl.col(STATE) == RowState.REMOVED.value) & (pl.col(PART) == share.part))
    key = key_of(working.form).alias(KEY)
    known = [going.select(key, UID, *names).with_columns(_nothing(FILE), _nothing(INDEX))]
    if not earlier.is_empty():
        known.append(
            latest_of(earlier).rename({ROW: UID}).select(KEY, UID, FILE, INDEX, *_shared(names, earlier))
        )
    return pl.concat([_met(absent, one, names) for one in known]).unique(
        AT, keep="first", maintain_order=True
    )


def _or_as_it_stood(
    found: pl.DataFrame, absent: pl.DataFrame, stood: pl.DataFrame, names: Sequence[str]
) -> pl.DataFrame:
    """Return the same with the rows that the history alone tells of; where a row stood so once, nothing in it is mended.

    Of a row met in another way only what stood in that very row counts.
    """
    once = stood.with_columns(_nothing(FILE), _nothing(INDEX))
    met = (
        _met(absent, once, names)
        .sort("mended", maintain_order=True)
        .join(found.select(AT, pl.col(UID).alias("#met")), on=AT, how="left", maintain_order="left")
    )
    own = met.filter(pl.col("#met").is_null() | (pl.col("#met") == pl.col(UID))).drop("#met")
    both = pl.concat([found, own]).sort("mended", maintain_order=True)
    return both.unique(AT, keep="first", maintain_order=True).sort(AT)


def _nothing(name: str) -> pl.Expr:
    return pl.lit(None, pl.Int64 if name == FILE else pl.UInt32).alias(name)


def _shared(names: Sequence[str], frame: pl.DataFrame) -> list[str]:
    return [name for name in names if name in frame.columns]


def _met(absent: pl.DataFrame, known: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    shared = _shared(names, known)
    met = absent.join(known, on=KEY, suffix="#then", maintain_order="left")
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}#then")) for name in shared)
    return met.select(AT, KEY, FILE, INDEX, UID, differs.alias("mended"))


def _with_uids(found: pl.DataFrame) -> pl.DataFrame:
    """Return rows with the uid each got when it came as new with an earlier file."""
    new = found.filter(pl.col(UID).is_null() & pl.col(FILE).is_not_null())
    uids = [
        (file, index, uid)
        for (file,), rows in new.partition_by(FILE, as_dict=True).items()
        for few in some(rows[INDEX].to_list())
        for index, uid in rows_brought([file]).filter(index__in=few).values_list("index", "uid")
    ]
    schema = {FILE: pl.Int64, INDEX: pl.UInt32, "#new": pl.String}
    given = pl.DataFrame(uids, schema=schema, orient="row").unique([FILE, INDEX], keep="first")
    met = found.join(given, on=[FILE, INDEX], how="left", maintain_order="left")
    return met.with_columns(pl.coalesce(UID, "#new").alias(UID)).drop("#new").drop_nulls(UID)


def _deletions(made_return: int, uids: list[Any]) -> dict[str, str]:
    """Return uid -> who deleted the row and when, in words; the last time counts."""
    staged = StagedRow.objects.filter(BY_HAND, contribution__made_return=made_return).order_by("pk")
    columns = ("uid", "decided_by", "edited_by", "decided_at", "edited_at")
    rows = [row for few in some(uids) for row in staged.filter(uid__in=few).values_list(*columns)]
    by = {
        uid: (edited if at else decided or edited, at or decided_at)
        for uid, decided, edited, decided_at, at in rows
    }
    names = dict(Person.objects.filter(pk__in={who for who, _ in by.values()}).values_list("pk", "name"))
    return {uid: who_and_when(names.get(who, ""), at) for uid, (who, at) in by.items()}


def _as_changes(gone: pl.DataFrame, told: Mapping[str, str], read: Brought) -> pl.DataFrame:
    """Return rows as changes at the first column of their key. before: what stands there; after: who deleted it."""
    form = read.table.form
    shown = form.by_name[form.primary_key[0]]
    row = read.table.rows.gather(gone[AT]).cast(pl.Int64)
    words = [
        BY.format(told[uid]) + (ALTERED if mended else "")
        for uid, mended in gone.select(UID, "mended").iter_rows()
    ]
    letters = column_letters(read.table.places[shown.name])
    changes = gone.with_columns(
        row.alias("row"),
        pl.col(AT).alias("index"),
        (pl.lit(letters) + row.cast(pl.String)).alias("cell"),
        pl.lit(shown.name).alias("field"),
        pl.lit(shown.title).alias("title"),
        read.texts[shown.name].gather(gone[AT]).alias("before"),
        pl.Series("after", words, dtype=pl.String),
        pl.when("mended").then(pl.lit(MENDED)).otherwise(pl.lit(HELD)).alias("level"),
        *(pl.lit(GONE).alias(name) for name in ("rule", "cause")),
    )
    return changes.select(pl.col(name).cast(dtype) for name, dtype in read.changes.schema.items())
