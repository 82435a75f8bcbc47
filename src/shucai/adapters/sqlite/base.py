"""The database backend that settings name; Django looks for it in a module of this name.

SQLite lets one transaction write at a time and lets the others try again and again: each sleeps up to a tenth of a second
between two tries, and whoever comes last tries most often. So thirty who save at once leave the database idle half of the
time, and some of them wait for ever. Here the threads of a process wait in a row, and the processes at two doors.
"""

from pathlib import Path
from threading import Lock
from typing import Any  # as Django's own backend is typed

from django.db import OperationalError
from django.db.backends.sqlite3.base import DatabaseWrapper as Sqlite

from shucai.adapters.sqlite.turns import Doors, Turns

LOCKED = "database is locked"
WAIT_SECONDS = 60  # for one's turn among the threads of this process, and then among the processes
TRIES = 6  # against single statements and other programs, each as long as the setting ``timeout``
_LINES: dict[str, "Line"] = {}
_MAKING = Lock()


class Line:
    """Where the transactions at one database wait for their turn."""

    def __init__(self, name: str) -> None:
        self._threads, self._processes = Turns(), Doors(Path(name))

    def take(self) -> bool:
        """Wait for one's turn and return whether it came."""
        if not self._threads.take(WAIT_SECONDS):
            return False
        if self._processes.take(WAIT_SECONDS):
            return True
        self._threads.give()
        return False

    def give(self) -> None:
        """End one's turn; the next one's begins."""
        self._processes.give()
        self._threads.give()


class DatabaseWrapper(Sqlite):
    """A connection that waits for its turn before a transaction, and gives it on when that is over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._line: Line | None = None  # while this connection has its turn

    def _start_transaction_under_autocommit(self) -> None:
        line = _line_at(str(self.settings_dict["NAME"]))
        if not line.take():
            raise OperationalError(LOCKED)
        self._line = line
        try:
            self._begin()
        except BaseException:
            self._give_turn()
            raise

    def _begin(self) -> None:
        for tried in range(1, TRIES + 1):
            try:
                super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs of Django
            except OperationalError as error:
                if tried == TRIES or LOCKED not in str(error):
                    raise
            else:
                return

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 - as Django calls it
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if autocommit:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _give_turn(self) -> None:
        if self._line is not None:
            line, self._line = self._line, None
            line.give()


def _line_at(name: str) -> Line:
    with _MAKING:
        if name not in _LINES:
            _LINES[name] = Line(name)
        return _LINES[name]
