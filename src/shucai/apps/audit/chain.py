"""The chain: each entry's hash covers it and the hash before it, so that none can be altered, dropped or moved."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from shucai.apps.audit.models import Entry

GENESIS = "0" * 64
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COVERED = (
    "school", "number", "actor", "actor_name", "on_behalf_of", "action", "subject_kind", "subject_id", "subject",
    "facts", "row_changes", "rows_digest", "previous",
)  # fmt: skip


def hash_of(entry: Entry) -> str:
    """Return the hash of an entry, in hexadecimal: over its columns as canonical JSON, the time in UTC microseconds."""
    told = {name: getattr(entry, name) for name in COVERED}
    told["at"] = (entry.at - EPOCH) // timedelta(microseconds=1)
    return sha256(
        json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()
