"""What actions answer while the demo school is opened: a refusal is a fault of ours."""

from typing import TypeVar

from shucai.domain.problems import Refused

T = TypeVar("T")


class NotOpened(Exception):
    """A step of opening was refused; the message is the refusal."""


def done(answer: T | Refused) -> T:
    """Return what an action gave. Raises NotOpened where it refused."""
    if isinstance(answer, Refused):
        raise NotOpened(answer.reason)
    return answer
