"""Cells that were changed on the page and in the file, in words: what they were, what stands now, which of them counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from shucai.apps.filling.bringing.keeping import BOTH, taken_from_file
from shucai.domain.catalogue import Form
from shucai.domain.rows.meeting import INDEX
from shucai.web.imports.telling import key_of_line, since_words, spoken


@dataclass(frozen=True)
class BothLine:
    """A row with cells changed in both. cells: place, title, what it was, what stands, who and when, what the file has."""

    cause: str
    key: str
    cells: Sequence[tuple[str, str, str, str, str, str]]
    takes_file: bool


def both_of(changes: pl.DataFrame) -> pl.DataFrame:
    """Return the cells changed in both, of the changes of a file."""
    return changes.filter(pl.col("rule") == BOTH)


def both_cells(changes: pl.DataFrame, form: Form, answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return how many cells and rows were changed in both and in how many the file counts, with the first; or None."""
    both = both_of(changes)
    if both.is_empty():
        return None
    causes = both["cause"].unique().to_list()
    taken = len(taken_from_file(answers, causes))
    first = both.row(0, named=True)
    place, title, *texts = _told(form, first)
    names = ("then", "now", "who", "file")
    return {
        "count": both.height,
        "rows": len(causes),
        "from_file": taken,
        "from_page": len(causes) - taken,
        "since": since_words(both),
        "cause": BOTH,
        "cell": place,
        "title": title,
        **dict(zip(names, texts, strict=True)),
    }


def both_lines(
    form: Form, rows: pl.DataFrame, both: pl.DataFrame, answers: Mapping[str, Any]
) -> list[BothLine]:
    """Return the rows with cells changed in both. rows: of the file; both: their cells."""
    taken = taken_from_file(answers, both["cause"].unique())
    known = rows.filter(pl.col(INDEX).is_in(both["index"].unique().implode()))
    keys = {row[INDEX]: key_of_line(form, row) for row in known.iter_rows(named=True)}
    parts = both.partition_by("cause", maintain_order=True)
    return [
        BothLine(
            part["cause"][0],
            keys.get(part["index"][0], ""),
            [_told(form, row) for row in part.iter_rows(named=True)],
            part["cause"][0] in taken,
        )
        for part in parts
    ]


def _told(form: Form, row: Mapping[str, Any]) -> tuple[str, str, str, str, str, str]:
    then, now, file = (spoken(form, row["field"], row[name]) for name in ("then", "after", "before"))
    return row["cell"], row["title"], then, now, row["told"], file
