"""Applying what was asked to the rows of a desk: cells typed over, rows added, deleted, restored. Nothing is written yet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from shucai.apps.filling.actions.saving.desk import Desk, There
from shucai.apps.filling.actions.saving.stale import conflict_of
from shucai.apps.filling.models import StagedRow
from shucai.apps.formal.history import Change
from shucai.apps.formal.past import PastChange
from shucai.domain.problems import Refused
from shucai.domain.rows import (
    PART,
    POSITION,
    STATE,
    UID,
    VERSION,
    Addition,
    Cells,
    Edit,
    Patch,
    RowState,
    positions_of,
)
from shucai.domain.rows.looking import shown_to

REMOVED = "这一行已标为删除，要改请先恢复这一行"
NO_FIELD = "这张表没有这一栏，请刷新页面"
ONE_ROW = "这张表只填一行，已经有了"
ACCEPTED_GONE = "这一行已经不在了"


def add(desk: Desk, added: Sequence[Addition], texts: Sequence[Cells]) -> None:
    """Add new rows; one that is there already, as after a lost answer, is typed over."""
    why = desk.scope.why_not_row(desk.part) or _why_no_more(desk, added)
    new = [one for one in added if one.uid not in desk.there and not why]
    positions = positions_of(_in_own_order(desk, new), desk.rows.frame) if new else {}
    for one, cells in zip(added, texts, strict=True):
        if why:
            desk.refuse(one.uid, why)
        elif one.uid in desk.there:
            edit(desk, Edit(one.uid, None, cells), cells, ())
        else:
            _add(desk, one, cells, positions[one.uid])


def _in_own_order(desk: Desk, new: Sequence[Addition]) -> Sequence[Addition]:
    """Return new rows as they stand among all rows: the top is that of the rows the part sees, else below all others."""
    uids, seen = desk.rows.frame[UID], shown_to(desk.scope, desk.rows.frame)[UID]
    if seen.len() == uids.len():
        return new
    first = (uids.index_of(seen[0]) or 0) if seen.len() else uids.len()
    top = uids[first - 1] if first else None
    return [replace(one, after=top) if one.after is None else one for one in new]


def _why_no_more(desk: Desk, added: Sequence[Addition]) -> str:
    if desk.rows.form.cardinality == "many":
        return ""
    others = {*desk.rows.counted[UID], *(one.uid for one in added)} - desk.dropped
    return ONE_ROW if len(others) > 1 else ""


def _add(desk: Desk, one: Addition, cells: Cells, position: float) -> None:
    before = desk.staged.get(one.uid)
    version = before.version + 1 if before is not None else 1
    row = There(version, RowState.ADDED, desk.part, {})
    desk.there[one.uid] = row
    desk.staged[one.uid] = StagedRow(
        school_id=desk.held.made.school_id,
        made_return=desk.held.made,
        contribution=desk.held.part,
        uid=one.uid,
        kind=RowState.ADDED.value,
        position=position,
        made_at=desk.held.at,
    )
    written = _allowed_cells(desk, one.uid, cells)
    row.cells = {name: text for name, text in written.items() if text is not None}
    _stage(desk, one.uid, row.cells, version)
    desk.added.append(
        {
            UID: one.uid, VERSION: version, STATE: row.state.value, POSITION: position, PART: desk.part,
            **row.cells,
        }
    )  # fmt: skip
    desk.changes.append(
        Change(one.uid, version, "typed", {name: (None, text) for name, text in row.cells.items()})
    )
    desk.save(one.uid, cells)


def edit(desk: Desk, asked: Edit, texts: Cells, past: Sequence[PastChange]) -> None:
    """Type cells of a row over, as far as they are the part's and nobody else changed them since.

    Who began from an older version is told the other cells that moved since too: the version told is that of all of them.
    """
    row = desk.there.get(asked.uid)
    conflict = conflict_of(asked, texts, row, past, person=desk.held.by.person)
    if conflict is not None or row is None:
        desk.conflicts.extend([conflict] if conflict else [])
        return
    if row.state is RowState.REMOVED:
        desk.refuse(asked.uid, REMOVED)
        return
    written = _allowed_cells(desk, asked.uid, texts)
    new = {name: text for name, text in written.items() if row.cells.get(name) != text}
    if new:
        _type_over(desk, asked.uid, row, new)
    moved = (name for one in past if asked.version and one.version > asked.version for name in one.cells)
    desk.save(asked.uid, [*written, *moved])


def _type_over(desk: Desk, uid: str, row: There, new: Mapping[str, str | None]) -> None:
    cells = {name: (row.cells.get(name), text) for name, text in new.items()}
    row.version += 1
    row.cells.update(new)
    if row.state is RowState.FORMAL:
        row.state = RowState.CHANGED
    _stage_over(desk, uid, RowState.CHANGED)
    _stage(desk, uid, new, row.version)
    desk.patches.append(Patch(uid, dict(new), row.state, row.version))
    desk.changes.append(Change(uid, row.version, "typed", cells))


def remove(desk: Desk, uid: str) -> None:
    """Delete a row: a new one goes at once, an accepted one is marked and waits for a second person."""
    row = desk.there.get(uid)
    if row is None or row.state is RowState.REMOVED:
        return
    use = desk.used.removed.get(uid)
    held = Refused("R543", {"use": use.words}).reason if use else desk.shared.get(uid, "")
    why = desk.scope.why_not_row(row.part, uid) or held
    if why:
        desk.refuse(uid, why)
        return
    row.version += 1
    if row.state is RowState.ADDED:
        one = _stage(desk, uid, {}, row.version)
        one.state = "deleted"
        desk.dropped.add(uid)
        desk.changes.append(
            Change(uid, row.version, "deleted", {n: (t, None) for n, t in row.cells.items() if t})
        )
    else:
        _stage_over(desk, uid, RowState.REMOVED)
        one = _stage(desk, uid, {}, row.version)
        one.kind = RowState.REMOVED.value
        desk.patches.append(Patch(uid, {}, RowState.REMOVED, row.version))
        desk.changes.append(Change(uid, row.version, "removed"))
    row.state = RowState.REMOVED
    desk.save(uid)


def restore(desk: Desk, uid: str, formal_version: int | None) -> None:
    """Take a deletion back. formal_version: of the accepted row, None where there is none."""
    one, row = desk.staged.get(uid), desk.there.get(uid)
    why = desk.scope.why_not_row(desk.part, uid) if desk.scope.only_reopened else ""
    if why:
        desk.refuse(uid, why)
        return
    if one is None or (one.state, one.kind) not in {("deleted", "added"), ("pending", "removed")}:
        if row is None:
            desk.refuse(uid, ACCEPTED_GONE)
        else:
            desk.save(uid)
        return
    desk.unkept = True
    state = RowState.ADDED if one.kind == RowState.ADDED.value else RowState.CHANGED
    row = row or There(one.version, state, desk.part, {})
    row.version, row.state = row.version + 1, state
    _stage(desk, uid, {}, row.version)
    one.state, one.kind = "pending", state.value
    if state is RowState.CHANGED and not one.sealed and one.index is None:
        one.state, row.state, row.version = "undone", RowState.FORMAL, formal_version or row.version
    desk.there[uid] = row
    desk.changes.append(Change(uid, one.version, "restored"))
    desk.save(uid)


def _allowed_cells(desk: Desk, uid: str, texts: Cells) -> dict[str, str | None]:
    """Return the cells the part may change, the others refused with the reason."""
    row, allowed = desk.there[uid], dict[str, str | None]()
    for name, text in texts.items():
        why = desk.scope.why_not_cell(row.part, name, uid) or _why_held(desk, uid, name, text)
        if why and row.cells.get(name) != text:
            desk.refuse(uid, why, name)
        elif not why:
            allowed[name] = text
    return allowed


def _why_held(desk: Desk, uid: str, name: str, text: str | None) -> str:
    """Return which row of another form holds a cell of an accepted row, blank where none does."""
    use = desk.used.changed.get(uid) if name in desk.used.fields else None
    if use is None or desk.there[uid].cells.get(name) == text:
        return ""
    return Refused("R544", {"use": use.words}).reason


def _stage_over(desk: Desk, uid: str, state: RowState) -> None:
    """Have something staged over an accepted row: anew, or again what the same request has just taken back."""
    one = desk.staged.get(uid)
    if one is not None and one.state == "undone":
        one.state, one.kind = "pending", state.value
    elif one is None or one.state != "pending":
        desk.staged[uid] = _over(desk, uid, state)


def _over(desk: Desk, uid: str, state: RowState) -> StagedRow:
    """Return what the part stages over a row it has nothing staged over yet."""
    where = desk.rows.frame.filter(pl.col(UID) == uid)[POSITION]
    return StagedRow(
        school_id=desk.held.made.school_id,
        made_return=desk.held.made,
        contribution=desk.held.part,
        uid=uid,
        kind=state.value,
        position=where[0] if where.len() else 0.0,
        made_at=desk.held.at,
    )


def _stage(desk: Desk, uid: str, cells: Cells, version: int) -> StagedRow:
    """Return what the part has staged of a row, with cells typed into it, to be written at the end."""
    one = desk.staged[uid]
    held = desk.held
    one.version, one.edited_by, one.edited_at = version, held.by.person, held.at
    one.fillers = sorted({*one.fillers, *held.fillers})
    desk.touched[uid] = one
    desk.typed.setdefault(uid, {}).update(cells)
    return one
