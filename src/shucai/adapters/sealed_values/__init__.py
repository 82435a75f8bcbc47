"""Single values that are personal data: encrypted where they are stored, findable by a keyed hash."""

from shucai.adapters.sealed_values.cipher import (
    BrokenValue,
    key_number,
    keyed_hash,
    new_key,
    seal,
    seal_bytes,
    unseal,
    unseal_bytes,
    unwrap,
    wrap,
)

__all__ = [
    "BrokenValue", "key_number", "keyed_hash", "new_key", "seal", "seal_bytes", "unseal", "unseal_bytes", "unwrap", "wrap",
]  # fmt: skip
