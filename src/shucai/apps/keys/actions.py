"""Making and destroying keys, and sealing with them."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from shucai.adapters import sealed_values
from shucai.apps.keys.models import DataKey
from shucai.apps.keys.queries import key_of, key_of_year, owner

ACCOUNTS = 0  # the year of keys for what belongs to a person's account and to no campaign


def seal(text: str, *, school: int, year: int, place: str, at: datetime) -> str:
    """Return a text sealed with the key of a school and year, made at its first use. place: table, column and row."""
    if not text:
        return ""
    found = key_in_use(school, year, at=at)
    return sealed_values.seal(text, key=key_of(found), number=found.pk, place=place)


def keyed_hash(text: str, *, school: int, year: int, at: datetime) -> str:
    """Return the keyed hash of a text for a school and year, by which it is found and held unique."""
    return sealed_values.keyed_hash(text, key=key_of(key_in_use(school, year, at=at)))


def key_in_use(school: int, year: int, *, at: datetime) -> DataKey:
    """Return the key of a school and year, made where there is none; of two that make it at once, one wins."""
    found = key_of_year(school, year)
    if found is None:
        try:
            with transaction.atomic():
                found = _make(school, year, at)
        except IntegrityError:
            found = DataKey.objects.get(school=school, year=year, retired_at=None)
    return found


def destroy(school: int, year: int, *, at: datetime) -> int:
    """Destroy all keys of a school and year: what they sealed is unreadable for ever. Return how many."""
    return DataKey.objects.filter(school=school, year=year, destroyed_at=None).update(
        wrapped=b"", destroyed_at=at, retired_at=at
    )


def _make(school: int, year: int, at: datetime) -> DataKey:
    master_id, master = next(iter(settings.MASTER_KEYS.items()))
    wrapped = sealed_values.wrap(sealed_values.new_key(), master=master, owner=owner(school, year))
    return DataKey.objects.create(school=school, year=year, wrapped=wrapped, master_id=master_id, made_at=at)
