"""Rows of a file and the rows that are there: which are new, changed, the same, refused or absent (ruling 6)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import polars as pl

from shucai.domain.catalogue import Form
from shucai.domain.rows.keys import meeting_key
from shucai.domain.rows.working import PART, POSITION, STATE, UID, VERSION, RowState, WorkingRows

INDEX, SHEET_ROW, FOUND, ROW, WHY = "#index", "#sheet_row", "#found", "#row", "#why"
MET = {INDEX: pl.UInt32, SHEET_ROW: pl.Int64, FOUND: pl.String, ROW: pl.String, WHY: pl.String}
CELLS = {"index": pl.UInt32, "field": pl.String, "before": pl.String, "after": pl.String}
NEAR = "#near"
MOVED = {**CELLS, UID: pl.String, NEAR: pl.Boolean}
KEY, DIGEST, TARGETS = "#key", "#digest", "#targets"
NAMED = 3  # rows and fields told by name


class Found(StrEnum):
    """What a row of a file is to the rows that are there."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """Return the word people read."""
        return {"new": "新增", "changed": "修改", "same": "相同", "refused": "未能读入"}[self.value]


NO_ROW_YET = "这张表还没有行；请先由牵头部门填这一行"


@dataclass(frozen=True)
class Share:
    """What of a form a file may bring.

    part: id of the contribution. adds: whether rows may be added, and are absent where the file has them not.
    others: fields that others supply -> the sentence saying who. why_not_row: of the contribution a row belongs to, blank
    where its rows may be changed. only: what a re-opening is for, in words, blank where it has no bound: it takes neither
    new rows nor any away; only_rows: the uids of the rows it is for, empty for all.
    """

    part: int
    adds: bool = True
    others: Mapping[str, str] = field(default_factory=dict[str, str])
    why_not_row: Callable[[int], str] = lambda _part: ""
    only: str = ""
    only_rows: frozenset[str] = frozenset()

    @property
    def removes(self) -> bool:
        """Return whether a row that the file does not have may go."""
        return self.adds and not self.only


@dataclass(frozen=True)
class Meeting:
    """What a file does to the rows that are there.

    rows: a row a row of the file, columns of MET; ROW is the uid it meets. cells: of changed rows, columns of CELLS.
    absent: the rows of the share the file does not have, as in WorkingRows.
    moved: the cells by which new rows differ from absent ones of another key, columns of MOVED; somebody has to say whether
    they are the same row. NEAR: some cells beside the key differ too.
    """

    rows: pl.DataFrame
    cells: pl.DataFrame
    absent: pl.DataFrame
    moved: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MOVED))

    @property
    def counts(self) -> dict[str, int]:
        """Return how many rows are what; cells: how many are changed, cleared: how many of them become blank."""
        told = dict(self.rows[FOUND].value_counts().iter_rows())
        cleared = self.cells.filter(pl.col("after").is_null() & pl.col("before").is_not_null()).height
        return {
            **{found.value: told.get(found.value, 0) for found in Found},
            "absent": self.absent.height,
            "cells": self.cells.height,
            "cleared": cleared,
        }


def meet(texts: pl.DataFrame, sheet_rows: pl.Series, working: WorkingRows, share: Share) -> Meeting:
    """Return what rows of a file are to the working rows, found by primary key; of a one-row form there is but one.

    texts: String columns named as the fields the file has, in their one spelling. sheet_rows: where each stands.
    """
    form, names = working.form, texts.columns
    own = [name for name in names if name not in share.others and name not in form.primary_key]
    targets = _meant(_keyed(form, working.frame), share).with_columns(pl.len().over(KEY).alias(TARGETS))
    rows = _keyed(form, texts).select(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias(INDEX),
        sheet_rows.cast(pl.Int64).alias(SHEET_ROW),
        KEY,
    )
    first = targets.unique(KEY, keep="first", maintain_order=True)
    met = rows.join(first.select(KEY, UID, STATE, PART, TARGETS), on=KEY, how="left", maintain_order="left")
    known = _known(met, working.frame, names)
    there = met[UID].is_not_null()  # of a new row every cell differs
    changed = _differing(known.filter(there), texts.filter(there), own)
    foreign = _differing(known, texts, [name for name in names if name in share.others])
    foreign = foreign.filter(pl.col("after").is_not_null())  # left blank: nothing is said of what others fill
    met = met.with_columns(
        pl.col(INDEX).is_in(changed["index"].implode()).alias("#differs"),
        pl.Series("#foreign", _foreign(foreign, share, met.height), dtype=pl.String),
    )
    told = met.with_columns(_why(form, met, texts, share).alias(WHY)).with_columns(_found().alias(FOUND))
    taken = told.filter(pl.col(FOUND) == Found.CHANGED.value)[INDEX]
    absent = targets.filter(
        (pl.col(PART) == share.part) & (pl.col(STATE) != RowState.REMOVED.value) & pl.lit(share.removes)
    ).join(rows, on=KEY, how="anti", maintain_order="left", nulls_equal=True)
    return Meeting(
        rows=told.rename({UID: ROW}).select(list(MET)),
        cells=changed.filter(pl.col("index").is_in(taken.implode())),
        absent=absent.select(UID, VERSION, STATE, POSITION, PART),
    )


def refusing(meeting: Meeting, why: pl.Series) -> Meeting:
    """Return a meeting in which further rows of the file are refused. why: a row each, null where it is not."""
    if why.null_count() == len(why):
        return meeting
    refused = pl.lit(why).is_not_null()
    told = meeting.rows.with_columns(
        pl.when(refused).then(pl.lit(Found.REFUSED.value)).otherwise(FOUND).alias(FOUND),
        pl.when(refused).then(pl.lit(why)).otherwise(WHY).alias(WHY),
    )
    gone = why.is_not_null().arg_true()
    cells = meeting.cells.filter(~pl.col("index").is_in(gone.implode()))
    return replace(meeting, rows=told.select(list(MET)), cells=cells)


def _keyed(form: Form, frame: pl.DataFrame) -> pl.DataFrame:
    """Return rows with their key, null where it is not complete; a form of one row has the same for all."""
    return frame.with_columns(meeting_key(form).alias(KEY))


def _meant(keyed: pl.DataFrame, share: Share) -> pl.DataFrame:
    """Return the rows a file can mean, of those with one key: one's own before another's, standing before removed."""
    told = keyed
    for better in (pl.col(PART) == share.part, pl.col(STATE) != RowState.REMOVED.value):
        told = told.filter(better | ~better.any().over(KEY) | pl.col(KEY).is_null())
    return told


def _known(met: pl.DataFrame, frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Return what stands now in the cells of each row of a file, null where the row is new."""
    place = frame.select(UID, *names)
    return met.select(INDEX, UID).join(place, on=UID, how="left", maintain_order="left")


def _differing(known: pl.DataFrame, texts: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Return the cells that a file has otherwise than they stand, columns of CELLS; of a new row the filled ones."""
    parts = [pl.DataFrame(schema=CELLS)]
    for name in names if known.height else ():
        at = known[name].ne_missing(texts[name]).arg_true()
        if at.len():
            cells = {"before": known[name].gather(at), "after": texts[name].gather(at)}
            parts.append(
                pl.DataFrame(
                    {"index": known[INDEX].gather(at), **cells},
                    schema_overrides=dict.fromkeys(cells, pl.String),
                )
                .with_columns(pl.lit(name).alias("field"))
                .select(list(CELLS))
            )
    return pl.concat(parts)


def _foreign(cells: pl.DataFrame, share: Share, height: int) -> list[str | None]:
    """Return, a row each, why a file may not change a cell of it, None where it does not."""
    told: list[str | None] = [None] * height
    for index, name in cells.select("index", "field").iter_rows():
        told[index] = told[index] or f"{share.others[name]}，文件里与现有的值不同；请清空这一格后再上传"
    return told


def _why(form: Form, met: pl.DataFrame, texts: pl.DataFrame, share: Share) -> pl.Series:
    """Return why each row is refused, blank where it is not. The first that stands against it is told."""
    titles = "＋".join(f"「{form.by_name[name].title}」" for name in form.primary_key) or "全校只填一行的表"
    doubled = _doubled(met, texts, titles)
    barred = {
        int(part): _barred(form, share.why_not_row(int(part))) for part in met[PART].drop_nulls().unique()
    }
    nothing = f"没有找到{titles}相同的行；请核对，或请牵头部门先填这一行" if form.primary_key else NO_ROW_YET
    is_new = met[UID].is_null()
    return met.select(
        pl.when(pl.col(KEY).is_null())
        .then(pl.lit(f"{titles}没有填全，认不出是哪一行；请补填后再上传"))
        .when(pl.lit(doubled) != "")
        .then(pl.lit(doubled))
        .when(pl.col(TARGETS) > 1)
        .then(
            pl.format(
                "现有数据里有 {} 行的" + titles + "与它相同，分不清是哪一行；请先在页面上删去多余的行",
                TARGETS,
            )
        )
        .when(pl.lit(is_new & (not share.adds)))
        .then(pl.lit(f"您的部门只补充已有的行，{nothing}"))
        .when(_beyond(met, share))
        .then(pl.lit(share.only))
        .otherwise(
            pl.coalesce(
                pl.col(PART).replace_strict(barred, default="", return_dtype=pl.String).replace("", None),
                "#foreign",
                pl.lit(""),
            )
        )
        .alias(WHY)
    ).to_series()


def _barred(form: Form, why: str) -> str:
    """Return why a row of another department is refused, with what to do about it; blank where it is not."""
    if not why or not form.primary_key:
        return why
    return f"{why}，那里已经填过主键相同的一行；不归您报的，请在文件里删去，归您报的，请那个部门先删去"


def _beyond(met: pl.DataFrame, share: Share) -> pl.Expr:
    """Return which rows a re-opening is not for: new ones, and of others those that would change."""
    if not share.only:
        return pl.lit(value=False)
    is_changed = pl.col("#differs") | (pl.col(STATE) == RowState.REMOVED.value)
    is_shut = pl.lit(bool(share.only_rows)) & ~pl.col(UID).is_in(list(share.only_rows))
    return pl.col(UID).is_null() | (is_changed & is_shut)


def _doubled(met: pl.DataFrame, texts: pl.DataFrame, titles: str) -> pl.Series:
    """Return why rows with the same key are refused: of wholly same ones all but the first, otherwise all."""
    if met[KEY].drop_nulls().is_unique().all():
        return pl.Series(WHY, [""]).new_from_index(0, met.height)
    digest = texts.select(pl.struct(pl.all()).hash().alias(DIGEST)).to_series()
    key = pl.col(KEY)
    many = key.is_not_null() & (pl.len().over(KEY) > 1)
    alike = pl.col(DIGEST).n_unique().over(KEY) == 1
    first = pl.col(SHEET_ROW).first().over(KEY)
    rows = pl.col(SHEET_ROW).sort().head(NAMED).cast(pl.String).implode().list.join("、").over(KEY)
    more = pl.when(pl.len().over(KEY) > NAMED).then(pl.lit(" 等行")).otherwise(pl.lit(" 行"))
    return (
        met.with_columns(digest)
        .select(
            pl.when(many & alike & (pl.col(SHEET_ROW) > first))
            .then(pl.format("与第 {} 行完全相同，只读入一次；可以删去这一行", first))
            .when(many & ~alike)
            .then(
                pl.format("第 {}{}的" + titles + "相同而内容不同，分不清以哪一行为准；请只留一行", rows, more)
            )
            .otherwise(pl.lit(""))
            .alias(WHY)
        )
        .to_series()
    )


def _found() -> pl.Expr:
    """Return what each row is; one that is to be removed and stands in the file stays, which is a change."""
    is_kept = pl.col("#differs") | (pl.col(STATE) == RowState.REMOVED.value)
    return (
        pl.when(pl.col(WHY) != "")
        .then(pl.lit(Found.REFUSED.value))
        .when(pl.col(UID).is_null())
        .then(pl.lit(Found.NEW.value))
        .when(is_kept)
        .then(pl.lit(Found.CHANGED.value))
        .otherwise(pl.lit(Found.SAME.value))
    )
