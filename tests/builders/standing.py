"""What many tests begin with: made once, and given to each of them as it was made.

Opening a school takes longer than most of what is tested in one. So it stands on a level, a transaction that stays open
from test to test; a campaign of it stands on a level above, in a transaction within that one. A test runs in a
transaction of its own above what it asks for and leaves nothing behind. Levels that a test does not ask for are undone
before it, so that it finds no more than what it asks for.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction

from shucai.apps.formal.kept import forget_everything

Make = Callable[..., Any]


@dataclass(frozen=True)
class Level:
    """One thing that stands, what made it, and the transaction that it stands in."""

    make: Make
    thing: Any
    within: transaction.Atomic


class Levels:
    """The levels of a test process, the lowest first."""

    def __init__(self, blocker: Any) -> None:
        self._blocker = blocker
        self._levels: list[Level] = []
        self._given: dict[Make, Any] = {}

    def reach(self, *wanted: Make) -> None:
        """Have exactly the wanted levels stand; each is made from the thing below."""
        there = [level.make for level in self._levels]
        kept = next(
            (n for n, pair in enumerate(zip(there, wanted, strict=False)) if pair[0] != pair[1]), None
        )
        self.undo(min(len(there), len(wanted)) if kept is None else kept)
        with self._blocker.unblock():
            for make in wanted[len(self._levels) :]:
                self._stand(make)

    def undo(self, down_to: int = 0) -> None:
        """Undo the levels above so many."""
        self._given = {}
        with self._blocker.unblock():
            while len(self._levels) > down_to:
                transaction.set_rollback(True)
                self._levels.pop().within.__exit__(None, None, None)

    def given(self, *makes: Make) -> Any:
        """Return the thing of the last of some levels, for this test alone; things of one test know each other."""
        if not self._levels:  # a test that commits
            return reduce(lambda below, make: make(below), makes[1:], makes[0]())
        if not self._given:
            things = [level.thing for level in self._levels]
            as_they_are = {id(kept): kept for thing in things for kept in _unchanging(thing)}
            copies = deepcopy(things, as_they_are)
            self._given = {level.make: copy for level, copy in zip(self._levels, copies, strict=True)}
        return self._given[makes[-1]]

    def _stand(self, make: Make) -> None:
        forget_everything()  # tables of the tests before, whose ids may be those of what is made now
        below = [level.thing for level in self._levels[-1:]]
        within = transaction.atomic()
        within.__enter__()
        try:
            thing = make(*below)
        except BaseException as error:
            within.__exit__(type(error), error, error.__traceback__)
            raise
        self._levels.append(Level(make, thing, within))


def _unchanging(thing: Any) -> list[Any]:
    """Return what need not be copied with a thing: the definition of its form."""
    return [thing.form] if hasattr(thing, "form") else []


def standing(*makes: Make) -> Any:
    """Return a fixture that gives the thing of the last of some levels."""

    def given(db: None, levels: Levels) -> Any:
        return levels.given(*makes)

    given.levels = makes  # type: ignore[attr-defined]
    return pytest.fixture(given)


def wanted_by(item: pytest.Function) -> tuple[Make, ...]:
    """Return the levels that a test asks for by its fixtures; one that commits stands on none and has its things made."""
    marker = item.get_closest_marker("django_db")
    if "transactional_db" in item.fixturenames or (marker and marker.kwargs.get("transaction")):
        return ()
    known = item._fixtureinfo.name2fixturedefs
    fixtures = [known[name][-1].func for name in item.fixturenames if name in known]
    asked = sorted({func.levels for func in fixtures if hasattr(func, "levels")}, key=len)
    for fewer, more in pairwise(asked):
        assert more[: len(fewer)] == fewer, (
            f"{item.nodeid} asks for two things that do not stand on each other"
        )
    return asked[-1] if asked else ()
