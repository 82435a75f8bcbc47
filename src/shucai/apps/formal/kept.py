"""Tables kept in memory between requests, under names that change whenever what they name does."""

from collections import OrderedDict
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakSet

K = TypeVar("K")
V = TypeVar("V")


class Kept(Generic[K, V]):
    """The values used last, most of them a number; opening a sealed table takes longer than using it."""

    def __init__(self, most: int) -> None:
        self._most, self._values, self._lock = most, OrderedDict[K, V](), Lock()
        _EVERY.add(self)

    def get(self, key: K) -> V | None:
        """Return what is kept, which thereby is the last used."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def put(self, key: K, value: V) -> V:
        """Keep a value, and let go of the one not used for longest."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def forget(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._values.clear()


_EVERY: "WeakSet[Kept[Any, Any]]" = WeakSet()


def forget_everything() -> None:
    """Let go of all that is kept anywhere: the database is another one, as after a restore."""
    for one in list(_EVERY):
        one.forget()
