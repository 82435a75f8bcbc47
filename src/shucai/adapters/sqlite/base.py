"""The database backend that settings name; Django looks for it in a module of this name.

SQLite lets one transaction write at a time and lets the others try again and again: each sleeps up to a tenth of a second
between two tries, and whoever comes last tries most often. So thirty who save at once leave the database idle half of the
time, and some of them wait for ever. Here the threads of a process wait in a row; other processes still try.
"""

from typing import Any  # as Django's own backend is typed

from django.db import OperationalError
from django.db.backends.sqlite3.base import DatabaseWrapper as Sqlite

from shucai.adapters.sqlite.turns import Turns

LOCKED = "database is locked"
WAIT_SECONDS = 60  # for one's turn among the threads of this process
TRIES = 6  # against other processes, each as long as the setting ``timeout``; single statements try once
_TURNS: dict[str, Turns] = {}


class DatabaseWrapper(Sqlite):
    """A connection that waits for its turn before a transaction, and gives it on when that is over."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turns: Turns | None = None  # while this connection has its turn

    def _start_transaction_under_autocommit(self) -> None:
        turns = _TURNS.setdefault(str(self.settings_dict["NAME"]), Turns())
        if not turns.take(WAIT_SECONDS):
            raise OperationalError(LOCKED)
        self._turns = turns
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
        if self._turns is not None:
            turns, self._turns = self._turns, None
            turns.give()
