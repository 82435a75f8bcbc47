"""Cells that people changed on the page since a file was handed out, or since the one before it came.

A workbook handed out is a patch: what nobody touched in it says nothing about what was done on the page meanwhile. What
was changed in both is told apart; the file counts, unless somebody says that the page does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl

from shucai.apps.filling.bringing.since import (
    AT,
    FILE,
    NOW,
    THEN,
    TOLD,
    Before,
    differing,
    is_changed_in_both,
    is_untouched,
    with_past,
)
from shucai.domain.rows import UID, WorkingRows
from shucai.domain.rows.meeting import Share
from shucai.domain.tables import column_letters
from shucai.toolkit.bringing import Brought

KEPT = "KEPT"  # the rule and the cause of cells that stay as they stand; yes to it takes those of the file
BOTH = "BOTH"  # the rule of cells changed in both; the cause names the row, no to it or to all leaves them as they stand
HANDED, EARLIER = (
    "HANDED",
    "EARLIER",
)  # the levels of either: since the file was handed out, since the file before


def keeping(
    read: Brought, before: Before, working: WorkingRows, share: Share, answers: Mapping[str, bool]
) -> Brought:
    """Return a file with the cells of the page where it has nothing new to say, and where somebody says that they count.

    Each is listed among its changes; of those changed in both also ``then``, what they were, and ``told``, who changed
    them when. answers: where somebody wants the cells of the file, they are listed alone.
    """
    form = working.form
    if not set(form.primary_key) <= set(read.texts.columns):
        return read
    if before.earlier.is_empty() and before.handed is None:
        return read
    cells = differing(read.texts, working, share)
    if cells.is_empty():
        return read
    known = with_past(cells, before).with_columns(pl.lit(HANDED if before.handed else EARLIER).alias("level"))
    kept = known.filter(is_untouched()).with_columns(pl.lit(KEPT).alias(name) for name in ("rule", "cause"))
    both = known.filter(is_changed_in_both()).with_columns(
        pl.lit(BOTH).alias("rule"),
        pl.concat_str(pl.lit(f"{BOTH}:"), UID).alias("cause"),
    )
    changes = [read.changes, _as_changes(kept, read)]
    if both.height:
        was = both.select(pl.col(THEN).alias("then"), pl.col(TOLD).alias("told"))
        changes.append(_as_changes(both, read).with_columns(was))
    stay = both.filter(~pl.col("cause").is_in(list(taken_from_file(answers, both["cause"].unique()))))
    told = replace(read, changes=pl.concat(changes, how="diagonal"))
    return _staying(told, pl.concat([kept.clear() if answers.get(KEPT) else kept, stay]), working)


def taken_from_file(answers: Mapping[str, object], causes: Iterable[str]) -> frozenset[str]:
    """Return the causes of rows changed in both of which the cells of the file count."""
    every = answers.get(BOTH, True)
    return frozenset(cause for cause in causes if answers.get(cause, every))


def _staying(read: Brought, cells: pl.DataFrame, working: WorkingRows) -> Brought:
    """Return a file with some cells as they stand on the page."""
    if cells.is_empty():
        return read
    texts = read.texts
    for (name,), found in cells.partition_by("field", as_dict=True).items():
        column = texts[str(name)].scatter(found[AT].to_list(), found[NOW].to_list())
        texts = texts.with_columns(column.alias(str(name)))
    return replace(read, texts=texts, marks=_marks(read.marks, cells, working), is_repaired=True)


def _as_changes(cells: pl.DataFrame, read: Brought) -> pl.DataFrame:
    """Return cells as changes. before: the text of the file; after: what stands."""
    titles = {f.name: f.title for f in read.table.form.fields}
    letters = {name: column_letters(column) for name, column in read.table.places.items()}
    row = read.table.rows.gather(cells[AT]).cast(pl.Int64)
    field = pl.col("field")
    return cells.with_columns(
        row.alias("row"),
        field.replace_strict(titles, default="", return_dtype=pl.String).alias("title"),
        (field.replace_strict(letters, default="", return_dtype=pl.String) + row.cast(pl.String)).alias(
            "cell"
        ),
        pl.col(AT).alias("index"),
        pl.col(FILE).alias("before"),
        pl.col(NOW).alias("after"),
    ).select(pl.col(name).cast(dtype) for name, dtype in read.changes.schema.items())


def _marks(marks: pl.DataFrame, cells: pl.DataFrame, working: WorkingRows) -> pl.DataFrame:
    """Return the marks of a file, of the cells that stay those they have on the page."""
    place = cells.select(
        pl.col(AT).cast(marks.schema["index"]).alias("index"), pl.col(UID).alias("uid"), "field"
    )
    standing = working.marks.join(place, on=["uid", "field"]).select(list(marks.columns))
    others = marks.join(place, on=["index", "field"], how="anti")
    return pl.concat([others, standing.cast(marks.schema)])
