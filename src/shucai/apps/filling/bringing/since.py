"""Cells that a file has otherwise than they stand, with what they were before: when it was handed out, in an earlier file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.utils import timezone

from shucai.apps.filling.bringing.earlier import AS_OF, KEY, latest_of
from shucai.apps.filling.bringing.stood import some
from shucai.apps.filling.models import Contribution
from shucai.apps.formal.past import PastChange, past_of
from shucai.apps.keys.queries import keys_asked_once
from shucai.domain.rows import UID, WorkingRows
from shucai.domain.rows.keys import meeting_key
from shucai.domain.rows.meeting import Share

AT, FILE, NOW, THEN, TOLD = "#at", "#file", "#now", "#then", "#told"
DIFFERING = {
    AT: pl.UInt32, UID: pl.String, KEY: pl.String, "field": pl.String, FILE: pl.String, NOW: pl.String,
}  # fmt: skip
PAST = {UID: pl.String, "field": pl.String, "#old": pl.String, TOLD: pl.String}


@dataclass(frozen=True)
class Before:
    """What is known of the time before a file came.

    earlier: as ``brought_before`` gives them. handed: when it was handed out with the rows there were, as it says itself;
    None where it does not say so.
    """

    part: Contribution
    earlier: pl.DataFrame
    handed: str | None

    @property
    def as_of(self) -> datetime | None:
        """Return the same as a moment."""
        return datetime.fromisoformat(self.handed) if self.handed else None


def handed_at(identity: Mapping[str, str] | None) -> str | None:
    """Return when a workbook was handed out with the rows there were. identity: what its hidden sheet says."""
    said = (identity or {}).get("as_of", "")
    try:
        return said if said and datetime.fromisoformat(said).tzinfo else None
    except ValueError:
        return None


def differing(texts: pl.DataFrame, working: WorkingRows, share: Share) -> pl.DataFrame:
    """Return the cells a file has otherwise than they stand, in rows found by their key: columns of DIFFERING."""
    form = working.form
    names = [name for name in texts.columns if name not in {*form.primary_key, *share.others}]
    standing = working.counted.with_columns(meeting_key(form).alias(KEY)).drop_nulls(KEY)
    standing = standing.unique(KEY, keep="none").select(
        KEY, UID, *(pl.col(name).alias(f"{name}{NOW}") for name in names)
    )
    met = texts.select(meeting_key(form).alias(KEY), *names).with_row_index(AT).join(standing, on=KEY)
    parts = [
        met.filter(pl.col(name).ne_missing(pl.col(f"{name}{NOW}"))).select(
            AT,
            UID,
            KEY,
            pl.lit(name).alias("field"),
            pl.col(name).alias(FILE),
            pl.col(f"{name}{NOW}").alias(NOW),
        )
        for name in names
    ]
    return pl.concat([pl.DataFrame(schema=DIFFERING), *parts])


def with_past(cells: pl.DataFrame, before: Before) -> pl.DataFrame:
    """Return cells with THEN: what the file had when it came before, else what stood when it was handed out.

    cells: columns of DIFFERING. ``#is_known``: whether that is known. TOLD: who changed the cell last and when.
    """
    known = cells.join(_in_earlier(cells, before), on=[KEY, "field"], how="left", maintain_order="left")
    is_before = pl.col("#is_before").fill_null(value=False)
    moved = known.filter(is_before & pl.col("#before").ne_missing(pl.col(NOW)))
    asked = known if before.handed else moved
    past = _changed(before, asked[UID].unique().to_list())
    told = known.join(past, on=[UID, "field"], how="left", maintain_order="left")
    is_old = pl.col(TOLD).is_not_null() & pl.lit(before.handed is not None)
    return told.with_columns(
        pl.when(is_before).then(pl.col("#before")).otherwise(pl.col("#old")).alias(THEN),
        (is_before | is_old).alias("#is_known"),
        pl.col(TOLD).fill_null(""),
    )


def is_untouched() -> pl.Expr:
    """Return which cells a file has as they were; it has nothing new to say of them."""
    return pl.col("#is_known") & pl.col(FILE).eq_missing(pl.col(THEN))


def is_changed_in_both() -> pl.Expr:
    """Return which cells were changed on the page and in the file."""
    return pl.col("#is_known") & pl.col(THEN).ne_missing(pl.col(NOW)) & pl.col(FILE).ne_missing(pl.col(THEN))


def _in_earlier(cells: pl.DataFrame, before: Before) -> pl.DataFrame:
    """Return KEY, field and what the files that are in had; of a workbook handed out, only that same workbook."""
    schema = pl.Schema({KEY: pl.String, "field": pl.String, "#before": pl.String, "#is_before": pl.Boolean})
    if before.earlier.is_empty():
        return pl.DataFrame(schema=schema)
    same = pl.col(AS_OF) == before.handed if before.handed else pl.lit(value=True)
    rows = latest_of(before.earlier.filter(same & pl.col(KEY).is_in(cells[KEY].unique().implode())))
    names = [name for name in cells["field"].unique() if name in rows.columns]
    told = rows.unpivot(names, index=KEY, variable_name="field", value_name="#before")
    return told.with_columns(pl.lit(value=True).alias("#is_before")).cast(schema)


def _changed(before: Before, uids: list[str]) -> pl.DataFrame:
    """Return the cells of rows that were changed, since a file was handed out or ever: columns of PAST."""
    form = before.part.made_return.form
    with keys_asked_once():
        changes = [one for few in some(uids) for one in past_of(form, few, since=before.as_of)]
    return pl.DataFrame(list(_by_cell(changes)), schema=PAST, orient="row")


def _by_cell(changes: Iterable[PastChange]) -> Iterable[tuple[str, str, str | None, str]]:
    old: dict[tuple[str, str], str | None] = {}
    last: dict[tuple[str, str], PastChange] = {}
    for one in changes:
        for name, (text, _) in one.cells.items():
            old.setdefault((one.uid, name), text)
            last[one.uid, name] = one
    for (uid, name), one in last.items():
        yield uid, name, old[uid, name], who_and_when(one.by, one.at)


def who_and_when(name: str, at: datetime | None) -> str:
    """Return who did something and when, in words."""
    moment = timezone.localtime(at) if at else None
    return " ".join(filter(None, (name, f"{moment.month}-{moment:%d %H:%M}" if moment else "")))
