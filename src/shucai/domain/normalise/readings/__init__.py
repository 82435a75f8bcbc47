"""The order of Chinese characters by how they are read, as Excel and a browser sort them for zh-CN.

All characters of GBK, of several readings the most usual one; signs, digits and letters come before them.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from shucai.domain.normalise.readings.a_to_l import FIRST
from shucai.domain.normalise.readings.m_to_z import SECOND

Thing = TypeVar("Thing")
_FROM = 0x4E00
_PLACES = {ord(one): chr(_FROM + place) for place, one in enumerate(FIRST + SECOND)}


def as_read(text: str) -> str:
    """Return a text that sorts where the text is looked for: letters without their case, characters by their reading.

    For comparing alone; nobody can read it.
    """
    return text.casefold().translate(_PLACES)


def by_reading(things: Iterable[Thing], called: Callable[[Thing], str]) -> list[Thing]:
    """Return things in the order in which their names are looked for; those called alike stay in theirs.

    The one order of people in lists: a database knows none for Chinese, or each another.
    """
    return sorted(things, key=lambda one: as_read(called(one)))


def all_as_read(texts: Iterable[str | None]) -> list[str | None]:
    """Return what texts sort by; a blank stays blank."""
    return [None if text is None else as_read(text) for text in texts]
