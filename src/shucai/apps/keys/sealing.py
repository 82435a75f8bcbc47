"""Sealing many values of a school and year: the key is looked up once."""

from dataclasses import dataclass
from datetime import datetime

from shucai.adapters import sealed_values
from shucai.apps.keys.actions import key_in_use
from shucai.apps.keys.queries import key_of, unseal


@dataclass(frozen=True)
class Sealing:
    """The key in use of a school and year, ready to seal with.

    Bytes do not carry the number of their key as texts do: whoever keeps them keeps ``number`` beside them.
    """

    number: int
    key: bytes

    def seal(self, text: str, place: str) -> str:
        """Return a text sealed. place: table, column and row. Blank stays blank."""
        return sealed_values.seal(text, key=self.key, number=self.number, place=place)

    def seal_bytes(self, raw: bytes, place: str) -> bytes:
        """Return bytes sealed, such as a whole table."""
        return sealed_values.seal_bytes(raw, key=self.key, place=place)

    def hash(self, text: str) -> str:
        """Return the keyed hash of a text, by which it is found and held unique."""
        return sealed_values.keyed_hash(text, key=self.key)

    def unseal(self, sealed: str, place: str) -> str:
        """Return the text of a sealed value, also where an older key of the school and year sealed it."""
        if sealed and sealed_values.key_number(sealed) == self.number:
            return sealed_values.unseal(sealed, key=self.key, place=place)
        return unseal(sealed, place=place)


def sealing_of(school: int, year: int, *, at: datetime) -> Sealing:
    """Return what seals for a school and year; its key is made at the first use. year: of the campaign."""
    found = key_in_use(school, year, at=at)
    return Sealing(found.pk, key_of(found))
