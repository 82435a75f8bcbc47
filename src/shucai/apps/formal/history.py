"""Writing the history of rows: one entry a change of a row, all held together by the audit entry of their action."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import compress
from json.encoder import encode_basestring as quoted  # as json.dumps spells a text
from types import MappingProxyType
from typing import NamedTuple

from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.formal.bulk import insert_rows
from shucai.apps.formal.models import RowChange
from shucai.apps.keys.sealing import Sealing
from shucai.domain.access import Actor

Cells = Mapping[str, tuple[str | None, str | None]]
NO_CELLS: Cells = MappingProxyType({})


class Change(NamedTuple):
    """What happened to a row. version: of the row afterwards. kind, origin: as in RowChange.

    cells: field -> (old, new); empty where the values lie elsewhere, such as in the file that origin names.
    """

    uid: str
    version: int
    kind: str
    cells: Cells = NO_CELLS
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """How many entries were written, and a digest over theirs in order (ruling 9)."""

    row_changes: int
    rows_digest: str


@dataclass(frozen=True)
class Entries:
    """Entries of the history, ready to be written. same, each: as ``insert_rows`` takes them."""

    same: Mapping[str, object]
    each: Mapping[str, Sequence[object]]
    told: Written


def entries_of(
    changes: Iterable[Change], *, form: CampaignForm, sealing: Sealing, by: Actor, at: datetime
) -> Entries:
    """Return the entries of an action; nothing is written yet."""
    given, stamp = list(changes), at.astimezone(UTC).isoformat()
    sealed = [_sealed(change, sealing) for change in given]
    ends = (f"[{by.school},{form.pk},", f",{by.person},{quoted(by.name)},{quoted(stamp)},")
    digests = list(_digests(given, sealed, *ends))
    same = {"school": by.school, "form": form.pk, "by": by.person, "by_name": by.name, "at": at}
    each: dict[str, Sequence[object]] = {
        "uid": [change.uid for change in given],
        "version": [change.version for change in given],
        "kind": [change.kind for change in given],
        "sealed": sealed,
        "origin": [change.origin for change in given],
        "digest": digests,
    }
    return Entries(same, each, _told(digests))


def entries_without(entries: Entries, uids: Collection[str]) -> Entries:
    """Return entries that are not written yet without those of some rows."""
    left = [uid not in uids for uid in entries.each["uid"]]
    each = {name: list(compress(values, left)) for name, values in entries.each.items()}
    return Entries(entries.same, each, _told([str(digest) for digest in each["digest"]]))


def _told(digests: Sequence[str]) -> Written:
    return Written(len(digests), sha256("".join(digests).encode()).hexdigest())


def write_entries(entries: Entries) -> Written:
    """Add entries to the history, inside the transaction of the action they tell of."""
    insert_rows(RowChange, entries.same, entries.each)
    return entries.told


def _digests(changes: Iterable[Change], sealed: Iterable[str], head: str, who: str) -> Iterable[str]:
    """Yield the digest of each entry: over all its columns, as JSON without blanks. head, who: what all of them have."""
    for one, secret in zip(changes, sealed, strict=True):
        own = f'{quoted(one.uid)},{one.version},"{one.kind}","{secret}"'
        yield sha256(f"{head}{own}{who}{quoted(one.origin)}]".encode()).hexdigest()


def place_of_change(uid: str, version: int) -> str:
    """Return what the sealed cells of an entry are bound to."""
    return f"change/{uid}/{version}"


def _sealed(change: Change, sealing: Sealing) -> str:
    if not change.cells:
        return ""
    return sealing.seal(
        json.dumps(change.cells, ensure_ascii=False), place_of_change(change.uid, change.version)
    )
