"""Turns at something only one can have: whoever asks first has it first."""

import os
from collections import deque
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, flock
from pathlib import Path
from threading import Event, Lock
from time import monotonic, sleep

PAUSE = 0.001  # seconds between two looks at a door


class Turns:
    """A lock that is given on in the order in which it was asked for; ``threading.Lock`` promises no order."""

    def __init__(self) -> None:
        self._lock, self._waiting, self._is_taken = Lock(), deque[Event](), False

    def take(self, seconds: float) -> bool:
        """Wait for one's turn and return whether it came in that time."""
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = Event()
            self._waiting.append(mine)
        if mine.wait(seconds):
            return True
        with self._lock:
            if mine.is_set():  # it came at the last moment
                return True
            self._waiting.remove(mine)
        return False

    def give(self) -> None:
        """End one's turn; the next one's begins."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False


class Doors:
    """The same among processes: two locked files, of which the outer one keeps the order.

    Whoever stands between the doors is next: a process that just had its turn waits outside for those already there. The
    system opens the doors of a process that died. A process sends one thread at a time.
    """

    def __init__(self, path: Path) -> None:
        """Open the files beside a database at path; they are made at the first transaction."""
        self._outer, self._inner = (
            _opened(path.with_name(f"{path.name}-{door}")) for door in ("next", "turn")
        )

    def take(self, seconds: float) -> bool:
        """Wait for the turn of this process and return whether it came in that time."""
        until = monotonic() + seconds
        if not _locked(self._outer, until):
            return False
        try:
            return _locked(self._inner, until)
        finally:
            flock(self._outer, LOCK_UN)

    def give(self) -> None:
        """End the turn of this process."""
        flock(self._inner, LOCK_UN)


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _locked(file: int, until: float) -> bool:
    while True:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            if monotonic() > until:
                return False
            sleep(PAUSE)
        else:
            return True
