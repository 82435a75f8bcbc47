"""Edits that began from an older version of a row: laid together where different cells changed, else a conflict."""

from collections.abc import Iterable, Mapping

from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.filling.actions.saving.desk import There
from shucai.apps.formal.past import PastChange, past_of
from shucai.domain.rows import Cells, Conflict, Edit, RowState


def past_by_row(form: CampaignForm, uids: Iterable[str]) -> dict[str, list[PastChange]]:
    """Return what became of some rows, the oldest first."""
    found: dict[str, list[PastChange]] = {}
    wanted = list(uids)
    for one in past_of(form, wanted) if wanted else ():
        found.setdefault(one.uid, []).append(one)
    return found


def conflict_of(
    edit: Edit, mine: Cells, row: There | None, past: Iterable[PastChange], *, person: int
) -> Conflict | None:
    """Return the conflict of an edit with what was done since, None where it stands beside that.

    mine: its cells in their one spelling. row: as it stands, None where it is gone. person: whose edit it is. An accepted
    row that was marked as removed meanwhile is told as gone too, with its version: it can be restored for the edit.
    """
    since = [one for one in past if edit.version is None or one.version > edit.version]
    last = since[-1] if since else None
    by, at = (last.by, last.at.isoformat()) if last else ("", "")
    is_own = bool(since) and all(one.person == person for one in since)
    if row is None:
        return Conflict(edit.uid, 0, by, at, {}, {}, mine, gone=True, is_own=is_own)
    if edit.version in {None, row.version}:
        return None
    if row.state is RowState.REMOVED:
        return Conflict(edit.uid, row.version, by, at, {}, {}, mine, gone=True, is_own=is_own)
    before = _before(since)
    theirs = {name: row.cells.get(name) for name in mine}
    if not any(name in before and theirs[name] != text for name, text in mine.items()):
        return None
    base = {name: before.get(name, theirs[name]) for name in mine}
    return Conflict(edit.uid, row.version, by, at, base, theirs, mine, is_own=is_own)


def _before(since: Iterable[PastChange]) -> Mapping[str, str | None]:
    """Return what stood in the cells that changed, before the first of the changes."""
    found: dict[str, str | None] = {}
    for one in since:
        for name, (old, _) in one.cells.items():
            found.setdefault(name, old)
    return found
