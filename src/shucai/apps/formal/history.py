"""Writing the history of rows: one entry a change of a row, all held together by the audit entry of their action."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.formal.bulk import insert_rows
from shucai.apps.formal.models import RowChange
from shucai.apps.keys.sealing import Sealing
from shucai.domain.access import Actor

Cells = Mapping[str, tuple[str | None, str | None]]
COLUMNS = ("school", "form", "uid", "version", "kind", "sealed", "by", "by_name", "at", "origin", "digest")


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a row. version: of the row afterwards. kind, origin: as in RowChange.

    cells: field -> (old, new); empty where the values lie elsewhere, such as in the file that origin names.
    """

    uid: str
    version: int
    kind: str
    cells: Cells = field(default_factory=dict[str, tuple[str | None, str | None]])
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """How many entries were written, and a digest over theirs in order (ruling 9)."""

    row_changes: int
    rows_digest: str


def write_changes(
    changes: Iterable[Change], *, form: CampaignForm, sealing: Sealing, by: Actor, at: datetime
) -> Written:
    """Add entries to the history of the rows of a form, inside the transaction of the action they tell of."""
    head, stamp = (by.school, form.pk), at.astimezone(UTC).isoformat()
    together, rows = sha256(), list[tuple[object, ...]]()
    for change in changes:
        sealed = _sealed(change, sealing)
        told = (change.uid, change.version, change.kind, sealed, by.person, by.name)
        digest = digest_of(*head, *told, stamp, change.origin)
        together.update(digest.encode())
        rows.append((*head, *told, at, change.origin, digest))
    return Written(insert_rows(RowChange, COLUMNS, rows), together.hexdigest())


def digest_of(*told: object) -> str:
    """Return the digest of an entry: over all its columns."""
    return sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def place_of_change(uid: str, version: int) -> str:
    """Return what the sealed cells of an entry are bound to."""
    return f"change/{uid}/{version}"


def _sealed(change: Change, sealing: Sealing) -> str:
    if not change.cells:
        return ""
    return sealing.seal(
        json.dumps(change.cells, ensure_ascii=False), place_of_change(change.uid, change.version)
    )
