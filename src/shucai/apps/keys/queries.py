"""Opening what is sealed."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from django.conf import settings

from shucai.adapters import sealed_values
from shucai.apps.keys.models import DataKey

_ring: ContextVar[dict[int, DataKey] | None] = ContextVar("ring", default=None)


class KeyDestroyed(Exception):
    """Retention ended: what this key sealed is unreadable for ever."""


class MasterKeyMissing(Exception):
    """The master key that wraps a key is not at hand; the operator must bring it back from its own backup."""


def unseal(sealed: str, *, place: str) -> str:
    """Return the text of a sealed value; blank stays blank. Raises BrokenValue, KeyDestroyed, MasterKeyMissing."""
    if not sealed:
        return ""
    found = key_numbered(sealed_values.key_number(sealed))
    if found is None:
        raise sealed_values.BrokenValue(place)
    return sealed_values.unseal(sealed, key=key_of(found), place=place)


def unseal_bytes(sealed: bytes | memoryview, *, number: int, place: str) -> bytes:
    """Return sealed bytes, such as a whole table. number: of the key. Raises BrokenValue, KeyDestroyed, MasterKeyMissing."""
    found = key_numbered(number)
    if found is None:
        raise sealed_values.BrokenValue(place)
    return sealed_values.unseal_bytes(bytes(sealed), key=key_of(found), place=place)


@contextmanager
def keys_asked_once() -> Generator[None]:
    """Ask for the keys of a school once while a page is read: its years are few, and a page reads tables of several.

    A key that is destroyed meanwhile opens nothing from the next page on.
    """
    token = _ring.set({})
    try:
        yield
    finally:
        _ring.reset(token)


def key_numbered(number: int) -> DataKey | None:
    """Return the key of a number, None where there is none."""
    ring, wanted = _ring.get(), DataKey.objects.filter(pk=number)
    if ring is None:
        return wanted.first()
    if number not in ring:
        ring.update({one.pk: one for one in DataKey.objects.filter(school__in=wanted.values("school"))})
    return ring.get(number)


def key_of_year(school: int, year: int) -> DataKey | None:
    """Return the key in use of a school and year, None where none was made yet."""
    ring, wanted = _ring.get(), {"school": school, "year": year, "retired_at": None}
    if ring is None:
        return DataKey.objects.filter(**wanted).first()
    known = next((one for one in ring.values() if _is(one, wanted)), None)
    if known is None:
        ring.update({one.pk: one for one in DataKey.objects.filter(school=school)})
    return known or next((one for one in ring.values() if _is(one, wanted)), None)


def _is(found: DataKey, wanted: dict[str, int | None]) -> bool:
    return all(getattr(found, name) == value for name, value in wanted.items())


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
