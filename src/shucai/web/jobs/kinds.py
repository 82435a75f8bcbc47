"""How each kind of long work is shown: where it was asked for, and what to do with its result. Each noun adds its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shucai.apps.jobs.models import Job


@dataclass(frozen=True)
class Origin:
    """The page long work was asked for on, to which its own page leads back."""

    title: str
    address: str


@dataclass(frozen=True)
class Ending:
    """What is shown of long work that was done. part: the template of what to do next, with its facts."""

    words: str
    part: str = ""
    facts: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class Kind:
    """How a kind is shown."""

    origin: Callable[[Job], Origin]
    ending: Callable[[Job], Ending]


SHOWN: dict[str, Kind] = {}
"""By the name the kind is registered under in apps.jobs; filled by the views of each noun as the addresses are read."""
