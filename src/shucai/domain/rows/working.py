"""The rows of a return as they stand now: accepted ones, and over them what is staged and waits for its acceptance."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import polars as pl

from shucai.domain.catalogue import Form

UID, VERSION, STATE, POSITION, PART = "#uid", "#version", "#state", "#position", "#part"
META = {
    UID: pl.String,
    VERSION: pl.Int64,
    STATE: pl.String,
    POSITION: pl.Float64,
    PART: pl.Int64,
}
MARKS = {"uid": pl.String, "field": pl.String, "mark": pl.String, "shown": pl.String}


class RowState(StrEnum):
    """Where a row stands: accepted, or staged as new, as a change or as a removal of an accepted one."""

    FORMAL = "formal"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """Return the word people read."""
        return {"formal": "已复核", "added": "新增待复核", "changed": "修改待复核", "removed": "删除待复核"}[
            self.value
        ]


KEPT = frozenset({(RowState.CHANGED, RowState.ADDED), (RowState.CHANGED, RowState.REMOVED)})


@dataclass(frozen=True, slots=True)
class Patch:
    """Cells of one row that were typed over. version: of the row afterwards."""

    uid: str
    cells: Mapping[str, str | None]
    state: RowState | None = None
    version: int | None = None


@dataclass(frozen=True)
class WorkingRows:
    """All rows of a return, in the order people see.

    frame: the columns of META, then one String column a field: texts in their one spelling; 「无」 where that was declared;
        what could not be read as it was typed. PART: the id of the contribution a row belongs to.
    marks: columns of MARKS: what a cell brought in from a file no longer tells by its text.
    revision: of the return; it grows with every change. as_of: number of an entry of the history up to which all is in them.
    """

    form: Form
    frame: pl.DataFrame
    marks: pl.DataFrame
    revision: int
    as_of: int = 0

    @property
    def counted(self) -> pl.DataFrame:
        """Return the rows that would be there if everything staged were accepted."""
        return self.frame.filter(pl.col(STATE) != RowState.REMOVED.value)

    @property
    def texts(self) -> pl.DataFrame:
        """Return the fields of all rows."""
        return self.frame.select(list(self.form.by_name))


def blank_rows(form: Form) -> pl.DataFrame:
    """Return no rows, with every column there is."""
    return pl.DataFrame(schema={**META, **dict.fromkeys(form.by_name, pl.String)})


def rows_of_nothing(form: Form) -> pl.DataFrame:
    """Return the fields of a form that was declared to have nothing to report, as texts.

    No rows; of a form that has one row that row, with 0 in every number that may be 0, for so much is there (FIL-5).
    """
    if form.cardinality == "many":
        return pl.DataFrame(schema=dict.fromkeys(form.by_name, pl.String))
    zeros = {name: "0" if field.may_be_zero else None for name, field in form.by_name.items()}
    return pl.DataFrame([zeros], schema=dict.fromkeys(form.by_name, pl.String))


def with_patches(frame: pl.DataFrame, patches: Iterable[Patch]) -> pl.DataFrame:
    """Return rows with cells typed over, later patches over earlier ones; a patch of a row that is not there is left.

    A new row that is changed by a second department stays new; one that is to be removed stays so, whoever changes it. Of
    several versions of a row the highest counts.
    """
    given = list(patches)
    at = frame[UID].is_in([patch.uid for patch in given]).arg_true()
    place = dict(zip(frame[UID].gather(at), at, strict=True))
    states, versions = frame[STATE], frame[VERSION]
    written: dict[str, dict[int, Any]] = {}  # a text, a state or a version
    for patch in given:
        number = place.get(patch.uid)
        if number is None:
            continue
        for name, text in patch.cells.items():
            if name in frame.columns:
                written.setdefault(name, {})[number] = text
        before = written.get(STATE, {}).get(number, states[number])
        if patch.state is not None and (patch.state, before) not in KEPT:
            written.setdefault(STATE, {})[number] = patch.state.value
        if patch.version is not None:
            known = written.setdefault(VERSION, {})
            known[number] = max(int(versions[number]), int(known.get(number, 0)), patch.version)
    return frame.with_columns(
        frame[name]
        .scatter(list(cells), pl.Series(list(cells.values()), dtype=frame.schema[name]))
        .alias(name)
        for name, cells in written.items()
    )


def changed_rows(
    rows: WorkingRows,
    patches: Sequence[Patch],
    *,
    added: pl.DataFrame,
    dropped: Collection[str],
    revision: int,
) -> WorkingRows:
    """Return rows after a change, without putting them together anew. added: columns as the frame; dropped: uids."""
    frame = with_patches(rows.frame, patches)
    if dropped:
        frame = frame.filter(~pl.col(UID).is_in(list(dropped)))
    if added.height:
        frame = pl.concat([frame, added.select(frame.columns)]).sort(POSITION, maintain_order=True)
    return WorkingRows(rows.form, frame, without_typed(rows.marks, patches), revision, rows.as_of)


def replaced_rows(frame: pl.DataFrame, uids: Collection[str], now: pl.DataFrame) -> pl.DataFrame:
    """Return rows of which some stand otherwise now. uids: of those; now: they as they stand, without those that are gone.

    Each keeps its place; new ones come behind the others of their position.
    """
    there, new = frame.select(UID), now.select(UID).with_row_index("#new", offset=frame.height)
    at = there.with_row_index("#old").join(new, on=UID, how="left", maintain_order="left")
    stays = at.filter(~pl.col(UID).is_in(list(uids)) | pl.col("#new").is_not_null())
    behind = new.join(there, on=UID, how="anti", maintain_order="left")["#new"]
    order = pl.concat([stays.select(pl.coalesce("#new", "#old")).to_series(), behind])
    laid = pl.concat([frame, now.select(frame.columns)])[order]
    return laid if laid[POSITION].is_sorted() else laid.sort(POSITION, maintain_order=True)


def without_typed(marks: pl.DataFrame, patches: Iterable[Patch]) -> pl.DataFrame:
    """Return the marks of cells that nobody typed over."""
    if marks.is_empty():
        return marks
    over = [(patch.uid, name) for patch in patches for name in patch.cells]
    typed = pl.DataFrame(over, schema={"uid": pl.String, "field": pl.String}, orient="row")
    return marks.join(typed, on=["uid", "field"], how="anti")
