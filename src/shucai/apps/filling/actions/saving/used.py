"""Before a save: which accepted rows it speaks of are used by other forms, so that they stay as they are (FIL-7)."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from shucai.apps.filling.actions.saving.desk import Desk, Used
from shucai.apps.filling.uses import Touched, held_fields, uses_of
from shucai.apps.formal.queries import formal_rows
from shucai.domain.rows import UID, Cells, Edit


def used_by_others(desk: Desk, edits: Sequence[Edit], texts: Sequence[Cells], removed: Iterable[str]) -> Used:
    """Return what uses the accepted rows that are to be changed where others may refer to them, or to go."""
    held, form = desk.held, desk.rows.form
    fields = held_fields(held.made, form)
    new = {
        one.uid: {**desk.there[one.uid].cells, **cells}
        for one, cells in zip(edits, texts, strict=True)
        if one.uid in desk.there and _moves(desk.there[one.uid].cells, cells, fields)
    }
    going = set(removed) if fields else set()
    if not new and not going:
        return Used()
    accepted = formal_rows(held.made.form, form)
    changed = Touched(
        accepted.filter(pl.col(UID).is_in(list(new))),
        pl.DataFrame(
            [{UID: uid, **cells} for uid, cells in new.items()],
            schema={UID: pl.String, **dict.fromkeys(form.by_name, pl.String)},
        ),
    )
    gone = Touched(accepted.filter(pl.col(UID).is_in(list(going))))
    return Used(
        fields,
        uses_of(held.made, form, changed, at=held.at),
        uses_of(held.made, form, gone, at=held.at),
    )


def _moves(there: Mapping[str, str | None], cells: Cells, fields: frozenset[str]) -> bool:
    """Return whether a held cell is typed over with something else."""
    return any(name in fields and there.get(name) != text for name, text in cells.items())
