"""Cells that people changed on the page since the file before: a file that still has the text of then leaves them alone.

A workbook handed out is a patch: what nobody touched in it says nothing about what was done on the page meanwhile.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from shucai.apps.filling.bringing.opened import table_of
from shucai.apps.filling.models import Import
from shucai.domain.catalogue import Form
from shucai.domain.rows import UID, WorkingRows
from shucai.domain.rows.keys import key_of
from shucai.domain.rows.meeting import FOUND, INDEX, ROW, Found, Share
from shucai.domain.tables import column_letters
from shucai.toolkit.bringing import Brought

KEPT = "KEPT"  # the rule, the level and the cause of cells that stay as they stand; yes to it takes those of the file
MOST_LOOKED_AT = 8  # earlier files, the latest first
KEY, AT, FILE = "#key", "#at", "#file"


def keeping(
    read: Brought, earlier: pl.DataFrame, working: WorkingRows, share: Share, answers: Mapping[str, bool]
) -> Brought:
    """Return a file with the cells of the page where it has nothing new to say, each listed among its changes.

    earlier: as ``brought_before`` gives them. answers: where somebody wants the cells of the file, they are listed alone.
    """
    form = working.form
    if earlier.is_empty() or not form.primary_key or not set(form.primary_key) <= set(read.texts.columns):
        return read
    cells = _untouched(read.texts, earlier, working, share)
    if cells.is_empty():
        return read
    changes = pl.concat([read.changes, _as_changes(cells, read)])
    if answers.get(KEPT):
        return replace(read, changes=changes)
    texts = read.texts
    for (name,), found in cells.partition_by("field", as_dict=True).items():
        column = texts[str(name)].scatter(found["index"].to_list(), found["after"].to_list())
        texts = texts.with_columns(column.alias(str(name)))
    return replace(
        read, texts=texts, marks=_marks(read.marks, cells, working), changes=changes, is_repaired=True
    )


def brought_before(brought: Import, form: Form) -> pl.DataFrame:
    """Return the rows of a part as the files that are in had them, each from the latest.

    KEY and the fields as texts; FILE, INDEX and ROW: in which file, where in it, and which row there was it met.
    """
    if not form.primary_key:
        return pl.DataFrame()
    others = Import.objects.filter(contribution=brought.contribution_id, state="committed")
    latest = others.exclude(pk=brought.pk).order_by("-committed_at", "-pk")[:MOST_LOOKED_AT]
    frames = [rows for one in latest for rows in _rows_in(one, form)]
    return (
        pl.concat(frames, how="diagonal").unique(KEY, keep="first", maintain_order=True)
        if frames
        else pl.DataFrame()
    )


def _rows_in(one: Import, form: Form) -> Iterator[pl.DataFrame]:
    rows = table_of(one, "rows").filter(pl.col(FOUND) != Found.REFUSED.value)
    names = [name for name in form.by_name if name in rows.columns]
    if set(form.primary_key) <= set(names):
        place = (pl.lit(one.pk, pl.Int64).alias(FILE), INDEX, ROW)
        yield rows.select(key_of(form).alias(KEY), *place, *names).drop_nulls(KEY)


def _untouched(
    texts: pl.DataFrame, earlier: pl.DataFrame, working: WorkingRows, share: Share
) -> pl.DataFrame:
    """Return the cells a file has as the one before it had them, and that stand otherwise now.

    index: of the row in the file; uid; field; before: the text of the file; after: what stands.
    """
    form = working.form
    own = [name for name in texts.columns if name not in {*form.primary_key, *share.others}]
    names = [name for name in own if name in earlier.columns]
    standing = working.counted.with_columns(key_of(form).alias(KEY)).drop_nulls(KEY)
    standing = standing.unique(KEY, keep="none").select(
        KEY, UID, *(pl.col(n).alias(f"{n}#now") for n in names)
    )
    met = (
        texts.select(key_of(form).alias(KEY), *names)
        .with_row_index(AT)
        .join(standing, on=KEY)
        .join(earlier.select(KEY, *(pl.col(n).alias(f"{n}#then") for n in names)), on=KEY)
    )
    parts = [
        met.filter(
            pl.col(name).eq_missing(pl.col(f"{name}#then")) & pl.col(name).ne_missing(pl.col(f"{name}#now"))
        ).select(
            pl.col(AT).alias("index"),
            pl.col(UID).alias("uid"),
            pl.lit(name).alias("field"),
            pl.col(name).alias("before"),
            pl.col(f"{name}#now").alias("after"),
        )
        for name in names
    ]
    return pl.concat(parts) if parts else pl.DataFrame()


def _as_changes(cells: pl.DataFrame, read: Brought) -> pl.DataFrame:
    titles = {f.name: f.title for f in read.table.form.fields}
    letters = {name: column_letters(column) for name, column in read.table.places.items()}
    row = read.table.rows.gather(cells["index"]).cast(pl.Int64)
    field = pl.col("field")
    return cells.with_columns(
        row.alias("row"),
        field.replace_strict(titles, default="", return_dtype=pl.String).alias("title"),
        (field.replace_strict(letters, default="", return_dtype=pl.String) + row.cast(pl.String)).alias(
            "cell"
        ),
        *(pl.lit(KEPT).alias(name) for name in ("rule", "level", "cause")),
    ).select(pl.col(name).cast(dtype) for name, dtype in read.changes.schema.items())


def _marks(marks: pl.DataFrame, cells: pl.DataFrame, working: WorkingRows) -> pl.DataFrame:
    """Return the marks of a file, of the cells that stay those they have on the page."""
    place = cells.select(pl.col("index").cast(marks.schema["index"]), "uid", "field")
    standing = working.marks.join(place, on=["uid", "field"]).select(list(marks.columns))
    others = marks.join(place, on=["index", "field"], how="anti")
    return pl.concat([others, standing.cast(marks.schema)])
