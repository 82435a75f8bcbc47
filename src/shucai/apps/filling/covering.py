"""What an approval covers: the rows and cells a part stands for, as one hash, so that an edit is seen (REV-3)."""

import json
from collections.abc import Collection
from hashlib import sha256

from shucai.apps.filling.checking.lacking import own_rows
from shucai.apps.filling.models import Contribution, Receipt, StagedRow
from shucai.domain.rows import UID, Scope, WorkingRows
from shucai.domain.workflow import State


def digest_of(rows: WorkingRows, scope: Scope) -> str:
    """Return the SHA-256 of what a part stands for: its rows by uid, of a part that supplies columns only those."""
    return _digest(rows, scope, scope.fields if scope.is_of_fields else rows.form.by_name)


def key_digest_of(part: Contribution, rows: WorkingRows, scope: Scope) -> str:
    """Return the SHA-256 of the key data of a part: of all of it where the whole form is marked.

    Of a part that supplies columns, the key columns among these only: those of others move without it.
    """
    form = part.made_return.form
    if form.is_key:
        return digest_of(rows, scope)
    covered = scope.fields if scope.is_of_fields else rows.form.by_name
    return _digest(rows, scope, [name for name in form.key_fields if name in covered])


def reviewed_since_submitted(part: Contribution) -> int:
    """Return how many rows of a submitted part its head has accepted since."""
    accepted = StagedRow.objects.filter(contribution=part, state="accepted", decided_at__gte=part.state_at)
    return accepted.count()


def moved_since_submitted(part: Contribution, rows: WorkingRows, scope: Scope) -> Receipt | None:
    """Return what a part that supplies columns submitted, where the rows they stand in are others by now; else None."""
    if not scope.is_of_fields or part.state != State.CHECKED.value:
        return None
    receipt = Receipt.objects.filter(contribution=part, withdrawn_at=None).first()
    return receipt if receipt is not None and receipt.digest != digest_of(rows, scope) else None


def _digest(rows: WorkingRows, scope: Scope, names: Collection[str]) -> str:
    columns = sorted(names)
    digest = sha256(json.dumps(columns).encode())
    for row in own_rows(rows, scope).select(UID, *columns).sort(UID).iter_rows():
        digest.update(json.dumps(row, ensure_ascii=False).encode())
    return digest.hexdigest()
