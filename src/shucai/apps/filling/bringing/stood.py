"""Rows that people deleted, as they stood at one time or another: what the history of rows tells, wherever they came from."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import polars as pl

from shucai.apps.filling.bringing.earlier import KEY
from shucai.apps.filling.models import Contribution
from shucai.apps.formal.past import PastChange, past_of
from shucai.apps.keys.queries import keys_asked_once
from shucai.domain.catalogue import Form
from shucai.domain.rows import UID
from shucai.domain.rows.keys import key_of

AT_ONCE = 5_000  # uids in one statement


def some(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield as many uids as one statement takes."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def stood_once(part: Contribution, uids: Iterable[str], form: Form) -> pl.DataFrame:
    """Return rows of a part as they stood after each change of which all their cells are known: KEY, UID, the fields.

    part: with its return and form at hand.
    """
    wanted = sorted(uids)
    with keys_asked_once():
        changes = [one for few in some(wanted) for one in past_of(part.made_return.form, few)]
    by_row = groupby(sorted(changes, key=lambda one: one.uid), key=lambda one: one.uid)
    states = [{UID: uid, **cells} for uid, past in by_row for cells in _states(past)]
    schema = {UID: pl.String, **dict.fromkeys(form.by_name, pl.String)}
    rows = pl.DataFrame(states, schema=schema, orient="row")
    return rows.with_columns(key_of(form).alias(KEY)).drop_nulls(KEY)


def _states(past: Iterable[PastChange]) -> Iterator[dict[str, str | None]]:
    """Yield the cells of a row as they stood, the oldest first; of one that came with a file nothing until it is deleted."""
    cells: dict[str, str | None] | None = None
    for one in past:
        if one.kind == "deleted" and one.cells:
            cells = {name: old for name, (old, _) in one.cells.items()}
        elif one.cells and (cells is not None or one.version == 1):
            cells = {**(cells or {}), **{name: new for name, (_, new) in one.cells.items()}}
        else:
            continue
        yield cells
