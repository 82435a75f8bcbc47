"""AES-256-GCM over whole files, in pieces, so that a file of any size passes through little memory.

A sealed file is MAGIC, a salt of its own, then pieces of ciphertext. Its key is derived from the master key,
the salt and its name; a piece is bound to its place and to whether it is the last, so that none can be moved,
dropped or taken from another file.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"SHUCAI1\n"
SALT_BYTES = 16
TAG_BYTES = 16
PIECE_BYTES = 1 << 20


class BrokenSeal(Exception):
    """The file was altered, cut off, or sealed with another key or name."""


def seal(source: BinaryIO, target: Path, *, key: bytes, name: str) -> None:
    """Encrypt the rest of ``source`` into ``target``, which appears only when it is complete."""
    salt = secrets.token_bytes(SALT_BYTES)
    cipher = _cipher(key, salt, name)
    partial = target.with_name(target.name + ".part")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(MAGIC + salt)
        for place, (piece, last) in enumerate(_pieces(source, PIECE_BYTES)):
            out.write(cipher.encrypt(_nonce(place), piece, _binding(last=last)))
    partial.replace(target)


def unseal(source: Path, *, key: bytes, name: str) -> Iterator[bytes]:
    """Yield the plain pieces of a sealed file in order. Raises BrokenSeal at one that is not genuine."""
    with source.open("rb") as sealed:
        if sealed.read(len(MAGIC)) != MAGIC:
            raise BrokenSeal(source.name)
        cipher = _cipher(key, sealed.read(SALT_BYTES), name)
        for place, (piece, last) in enumerate(_pieces(sealed, PIECE_BYTES + TAG_BYTES)):
            try:
                yield cipher.decrypt(_nonce(place), piece, _binding(last=last))
            except InvalidTag:
                raise BrokenSeal(source.name) from None


def _pieces(source: BinaryIO, size: int) -> Iterator[tuple[bytes, bool]]:
    """Yield pieces with whether each is the last; an empty source is one empty piece."""
    piece = source.read(size)
    while True:
        following = source.read(size)
        yield piece, not following
        if not following:
            return
        piece = following


def _cipher(key: bytes, salt: bytes, name: str) -> AESGCM:
    derived = HKDF(SHA256(), length=32, salt=salt, info=b"shucai sealed file " + name.encode()).derive(key)
    return AESGCM(derived)


def _nonce(place: int) -> bytes:
    """Return the place of a piece as its nonce: it never repeats under a key, as each file has its own."""
    return place.to_bytes(12, "big")


def _binding(*, last: bool) -> bytes:
    return b"last" if last else b"more"
