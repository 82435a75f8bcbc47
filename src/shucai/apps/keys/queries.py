"""Opening what is sealed."""

from functools import lru_cache

from django.conf import settings

from shucai.adapters import sealed_values
from shucai.apps.keys.models import DataKey


class KeyDestroyed(Exception):
    """Retention ended: what this key sealed is unreadable for ever."""


class MasterKeyMissing(Exception):
    """The master key that wraps a key is not at hand; the operator must bring it back from its own backup."""


def unseal(sealed: str, *, place: str) -> str:
    """Return the text of a sealed value; blank stays blank. Raises BrokenValue, KeyDestroyed, MasterKeyMissing."""
    if not sealed:
        return ""
    found = DataKey.objects.filter(pk=sealed_values.key_number(sealed)).first()
    if found is None:
        raise sealed_values.BrokenValue(place)
    return sealed_values.unseal(sealed, key=key_of(found), place=place)


def unseal_bytes(sealed: bytes | memoryview, *, number: int, place: str) -> bytes:
    """Return sealed bytes, such as a whole table. number: of the key. Raises BrokenValue, KeyDestroyed, MasterKeyMissing."""
    found = DataKey.objects.filter(pk=number).first()
    if found is None:
        raise sealed_values.BrokenValue(place)
    return sealed_values.unseal_bytes(bytes(sealed), key=key_of(found), place=place)


def key_of(found: DataKey) -> bytes:
    """Return the key itself. Raises KeyDestroyed, MasterKeyMissing."""
    if found.destroyed_at is not None:
        raise KeyDestroyed(str(found))
    master = settings.MASTER_KEYS.get(found.master_id)
    if master is None:
        raise MasterKeyMissing(found.master_id)
    return _unwrapped(bytes(found.wrapped), master, owner(found.school, found.year))


def owner(school: int, year: int) -> str:
    """Return what a wrapping is bound to."""
    return f"{school}/{year}"


@lru_cache(maxsize=256)
def _unwrapped(wrapped: bytes, master: bytes, bound_to: str) -> bytes:
    return sealed_values.unwrap(wrapped, master=master, owner=bound_to)
