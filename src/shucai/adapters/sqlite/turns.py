"""Turns at something only one can have: whoever asks first has it first."""

from collections import deque
from threading import Event, Lock


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
