"""Rows of a part as the files that are in had them."""

from collections.abc import Iterator

import polars as pl

from shucai.apps.filling.bringing.opened import table_of
from shucai.apps.filling.models import Import
from shucai.domain.catalogue import Form
from shucai.domain.rows.keys import meeting_key
from shucai.domain.rows.meeting import FOUND, INDEX, ROW, Found

MOST_LOOKED_AT = 8  # earlier files, the latest first
KEY, AT, FILE, AS_OF = "#key", "#at", "#file", "#as_of"
LEFT = (
    "KEPT",
    "BOTH",
)  # rules of changes of which the row may have what stood on the page; before: what the file had


def brought_before(brought: Import, form: Form) -> pl.DataFrame:
    """Return the rows of a part as the files that are in had them, the latest file first.

    KEY and the fields as texts; FILE, AS_OF, INDEX and ROW: in which file, when that was handed out where it says so, where
    in it, and which row there was it met.
    """
    others = Import.objects.filter(contribution=brought.contribution_id, state="committed")
    latest = others.exclude(pk=brought.pk).order_by("-committed_at", "-pk")[:MOST_LOOKED_AT]
    frames = [rows for one in latest for rows in _rows_in(one, form)]
    return pl.concat(frames, how="diagonal") if frames else pl.DataFrame()


def latest_of(earlier: pl.DataFrame) -> pl.DataFrame:
    """Return each row as the latest of some files had it."""
    return earlier.unique(KEY, keep="first", maintain_order=True)


def _rows_in(one: Import, form: Form) -> Iterator[pl.DataFrame]:
    rows = _as_in_the_file(one).filter(pl.col(FOUND) != Found.REFUSED.value)
    names = [name for name in form.by_name if name in rows.columns]
    if set(form.primary_key) <= set(names):
        handed = pl.col(AS_OF) if AS_OF in rows.columns else pl.lit(None, pl.String).alias(AS_OF)
        place = (pl.lit(one.pk, pl.Int64).alias(FILE), handed)
        yield rows.select(meeting_key(form).alias(KEY), *place, INDEX, ROW, *names).drop_nulls(KEY)


def _as_in_the_file(one: Import) -> pl.DataFrame:
    """Return the rows of a file with its own texts, also where those of the page were left."""
    rows = table_of(one, "rows")
    if not one.changes:
        return rows
    left = table_of(one, "changes").filter(pl.col("rule").is_in(LEFT))
    for (name,), cells in left.partition_by("field", as_dict=True).items():
        column = rows[str(name)].scatter(cells["index"].to_list(), cells["before"].to_list())
        rows = rows.with_columns(column.alias(str(name)))
    return rows
