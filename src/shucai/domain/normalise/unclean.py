"""The cells that do not stand as they are, of all columns in one table, so that they are read and put back at once."""

from collections.abc import Mapping, Sequence

import polars as pl

from shucai.domain.normalise.marked import with_merged_filled
from shucai.domain.tables import Mark

# column: place of the field among the readers. before: as it stood; text: with a merge filled (F6); merged: so filled.
UNCLEAN = {
    "column": pl.UInt32,
    "index": pl.UInt32,
    "before": pl.String,
    "text": pl.String,
    "mark": pl.String,
    "shown": pl.String,
    "merged": pl.Boolean,
}


def unclean_cells(texts: pl.DataFrame, clean: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Return the cells of a sheet that have to be read one by one, columns of UNCLEAN.

    texts: String columns named as fields. clean: the same columns, whether a cell stands as it is. marks: index, field,
    mark, shown.
    """
    marked = {str(name): rows for (name,), rows in marks.partition_by("field", as_dict=True).items()}
    done = clean.select(pl.all().all()).row(0)
    places = {name: place for place, name in enumerate(texts.columns)}
    plain = [
        name
        for name, all_clean in zip(texts.columns, done, strict=True)
        if not all_clean and name not in marked
    ]
    parts = [_of_plain(texts, clean, plain, places)]
    parts += [_of_marked(texts[name], clean[name], rows, places[name]) for name, rows in marked.items()]
    return pl.concat(parts)


def _of_plain(
    texts: pl.DataFrame, clean: pl.DataFrame, names: Sequence[str], places: Mapping[str, int]
) -> pl.DataFrame:
    """Return the unclean cells of columns without marks."""
    if not names:
        return pl.DataFrame(schema=UNCLEAN)
    index = clean.select(pl.col(name).not_().arg_true().implode() for name in names).row(0)
    text = texts.select(pl.col(name).gather(at).implode() for name, at in zip(names, index, strict=True)).row(
        0
    )
    cells = pl.DataFrame(
        {"column": [places[name] for name in names], "index": list(index), "before": list(text)},
        schema={"column": pl.UInt32, "index": pl.List(pl.UInt32), "before": pl.List(pl.String)},
    )
    none = pl.lit(None, pl.String)
    return cells.explode("index", "before").with_columns(
        pl.col("before").alias("text"), none.alias("mark"), none.alias("shown"), merged=False
    )


def _of_marked(text: pl.Series, clean: pl.Series, marks: pl.DataFrame, place: int) -> pl.DataFrame:
    """Return the unclean and the marked cells of one column, those below in a merge filled from above."""
    cells = pl.DataFrame({"before": text, "text": text, "clean": clean}).with_row_index("index")
    of_cell = marks.select(pl.col("index").cast(pl.UInt32), "mark", "shown").unique("index", keep="first")
    marked = cells.join(of_cell, on="index", how="left", maintain_order="left")
    merges = (marks["mark"] == Mark.MERGED).any()
    marked = with_merged_filled(marked) if merges else marked.with_columns(merged=False)
    filled = pl.col("merged") & pl.col("text").is_not_null()
    wanted = marked.filter(~pl.col("clean") | pl.col("mark").is_not_null() | filled)
    return wanted.with_columns(pl.lit(place, pl.UInt32).alias("column")).select(list(UNCLEAN))
