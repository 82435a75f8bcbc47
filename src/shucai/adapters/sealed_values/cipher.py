"""AES-256-GCM over single values and over keys.

A sealed value is text: ``s1.<number of its key>.<nonce and ciphertext in base64>``. It is bound to its place (table, column,
row), so that none can be moved to another person's row.
"""

import base64
import binascii
import hmac
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = "s1"
KEY_BYTES = 32
NONCE_BYTES = 12


class BrokenValue(Exception):
    """The value was altered, moved, or sealed with another key."""


def new_key() -> bytes:
    """Return a key of 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def wrap(key: bytes, *, master: bytes, owner: str) -> bytes:
    """Return a key encrypted with the master key, bound to its owner."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(master).encrypt(nonce, key, owner.encode())


def unwrap(wrapped: bytes, *, master: bytes, owner: str) -> bytes:
    """Return the key of a wrapping. Raises BrokenValue."""
    return _decrypt(AESGCM(master), wrapped, owner)


def seal(text: str, *, key: bytes, number: int, place: str) -> str:
    """Return a text encrypted; number: which key it is, so that it is found again. Blank stays blank."""
    if not text:
        return ""
    sealed = _encrypt(_cipher(key, b"value"), text.encode(), place)
    return f"{VERSION}.{number}.{base64.urlsafe_b64encode(sealed).decode()}"


def seal_bytes(raw: bytes, *, key: bytes, place: str) -> bytes:
    """Return bytes encrypted, such as a whole table. place: what they are bound to."""
    return _encrypt(_cipher(key, b"bytes"), raw, place)


def unseal_bytes(sealed: bytes, *, key: bytes, place: str) -> bytes:
    """Return what was sealed. Raises BrokenValue."""
    return _decrypt(_cipher(key, b"bytes"), sealed, place)


def key_number(sealed: str) -> int:
    """Return the number of the key a value is sealed with. Raises BrokenValue."""
    version, _, rest = sealed.partition(".")
    number, _, _ = rest.partition(".")
    if version != VERSION or not number.isdecimal():
        raise BrokenValue(version[:8])
    return int(number)


def unseal(sealed: str, *, key: bytes, place: str) -> str:
    """Return the text of a sealed value. Raises BrokenValue."""
    try:
        raw = base64.urlsafe_b64decode(sealed.rpartition(".")[2])
    except binascii.Error:
        raise BrokenValue(place) from None
    return _decrypt(_cipher(key, b"value"), raw, place).decode()


def keyed_hash(text: str, *, key: bytes) -> str:
    """Return a hash that only the holder of the key can make: for finding and uniqueness of sealed values."""
    return hmac.digest(_derived(key, b"index"), text.encode(), "sha256").hex()


@lru_cache(maxsize=256)
def _cipher(key: bytes, purpose: bytes) -> AESGCM:
    return AESGCM(_derived(key, purpose))


@lru_cache(maxsize=256)
def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), length=KEY_BYTES, salt=None, info=b"shucai " + purpose).derive(key)


def _encrypt(cipher: AESGCM, raw: bytes, bound_to: str) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, raw, bound_to.encode())


def _decrypt(cipher: AESGCM, raw: bytes, bound_to: str) -> bytes:
    try:
        return cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound_to.encode())
    except (InvalidTag, ValueError):
        raise BrokenValue(bound_to) from None
