"""Texts of coded cells that no list has, in words: what each may mean, and what was picked for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from shucai import toolkit
from shucai.domain.catalogue import Form
from shucai.domain.rows.picks import PICK, cause_of_pick, list_to_pick_from, offered

MOST_PICKS = 20  # texts offered at once, the most frequent first
COLUMNS = ("field", "before", "title", "count", "first", "picked")


@dataclass(frozen=True)
class Pick:
    """A text of a column that stands for no value. near, others: values as code and label; picked: code, blank for none."""

    cause: str
    text: str
    title: str
    count: int
    row: int
    picked: str
    near: Sequence[tuple[str, str]]
    others: Sequence[tuple[str, str]]


def picks(changes: pl.DataFrame, form: Form, answers: Mapping[str, bool | str]) -> list[Pick]:
    """Return the texts a value can be picked for, the most frequent first. answers: as given so far.

    Not those of which a repair is offered that is certain.
    """
    code_lists = toolkit.catalogue().code_lists
    coded = [name for name in form.by_name if list_to_pick_from(form, name, code_lists) is not None]
    cell, is_pick = ["field", "index"], pl.col("cause").str.starts_with(PICK)
    repairs = changes.filter(pl.col("rule") == "FIX")
    refused = changes.filter((pl.col("level") == "REJECT") & pl.col("field").is_in(coded))
    left = refused.drop_nulls("before").join(
        repairs.filter(~is_pick), on=cell, how="anti", maintain_order="left"
    )
    known = repairs.filter(is_pick).select(*cell, pl.col("after").alias("picked"))
    texts = (
        left.join(known, on=cell, how="left", maintain_order="left")
        .group_by("field", "before", maintain_order=True)
        .agg(
            pl.col("title").first(),
            pl.len().alias("count"),
            pl.col("row").first().alias("first"),
            pl.col("picked").first(),
        )
        .sort("count", descending=True, maintain_order=True)
    )
    found = [_pick(form, row, answers) for row in texts.head(MOST_PICKS).select(COLUMNS).iter_rows()]
    return [one for one in found if one.near or one.others]


def _pick(
    form: Form, row: tuple[str, str, str, int, int, str | None], answers: Mapping[str, bool | str]
) -> Pick:
    name, text, title, count, first, picked = row
    code_list = list_to_pick_from(form, name, toolkit.catalogue().code_lists)
    near, others = offered(text, code_list) if code_list else ([], [])
    cause = cause_of_pick(name, text)
    return Pick(cause, text, title, count, first, str(answers.get(cause, picked or "")), near, others)
