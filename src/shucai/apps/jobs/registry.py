"""The kinds of long work: each is registered under a name by the app it belongs to, and must bear being run again."""

from collections.abc import Callable, Mapping
from typing import Protocol

from shucai.domain.problems import Refused

Result = Mapping[str, object]


class Progress(Protocol):
    """What long work says of itself as it goes on."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Tell the stage, and how many pieces of how many are done; total 0 where nobody knows."""


Work = Callable[[Mapping[str, object], Progress], Result | Refused]
KINDS: dict[str, Work] = {}


def kind(name: str) -> Callable[[Work], Work]:
    """Register a function as a kind of long work: (arguments, progress) -> result, or why it was not done.

    The app registers its kinds in a module that its AppConfig.ready imports, so that every worker knows them.
    A worker may be killed at any point and the work begun again: it must do its writing in one transaction, or in steps
    that know what was already done.
    """

    def register(work: Work) -> Work:
        KINDS[name] = work
        return work

    return register
