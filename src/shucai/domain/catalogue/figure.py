"""Figures: what a check, a derived form or an indicator looks up in other rows, forms, years or on the other platform."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Platform = Literal["talent", "national"]


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of one form. last_year: those of the collection before."""

    platform: Platform
    code: str
    last_year: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or value found for every row that asks, in the rows of ``source``.

    take: ``count()``, or ``sum`` ``distinct`` ``value`` ``min`` ``max`` ``mean`` of a term over the rows found.
    match: pairs (their expression, the asking row's expression) that must be equal; none of them means all rows.
    where: which of the rows count, over their fields and ``looked_up``; ``own.x`` is x of the asking row.
    looked_up: figures of the rows themselves, by which ``match``, ``where`` and ``take`` may go on.
    split: a multi-valued field of theirs that is taken apart, a row an item. each: a multi-valued field of the asking
    row, over all of whose items the figure goes. others: the asking row itself does not count.
    title: what it is, for people.
    """

    name: str
    source: Source
    take: str = "count()"
    match: tuple[tuple[str, str], ...] = ()
    where: str | None = None
    looked_up: tuple["Figure", ...] = ()
    split: str | None = None
    each: str | None = None
    others: bool = False
    title: str | None = None

    def sources(self) -> Iterator[Source]:
        """Return every form it needs, its own source first."""
        yield self.source
        for figure in self.looked_up:
            yield from figure.sources()
