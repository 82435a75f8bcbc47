"""Indicators: figures of a school that its annual quality report and its authorities look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from shucai.domain.catalogue.figure import Figure, Platform, Source


@dataclass(frozen=True, slots=True)
class Grouping:
    """What an indicator is given for one by one: every value of a field of a form, such as the group of a major."""

    source: Source
    by: str


@dataclass(frozen=True)
class Indicator:
    """One indicator, or one variant of it where sources count differently.

    figures: what is looked up over the whole school, or for each value of ``per``. numerator, denominator, value:
    expressions over the figures; value is the quotient where it is not given. unit: of the value, blank for a plain
    ratio. places: decimals it is rounded to, half up. at_least, at_most: expressions of what is held up as qualified,
    None where nothing is. variant: how this way of counting differs from the others of the same title.
    """

    platform: Platform
    id: str
    title: str
    unit: str
    figures: tuple[Figure, ...]
    value: str
    numerator: str | None = None
    denominator: str | None = None
    places: int = 2
    at_least: str | None = None
    at_most: str | None = None
    per: Grouping | None = None
    variant: str | None = None
    limits: Mapping[str, float] = field(default_factory=dict[str, float])
    source: str | None = None
    note: str | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return every form whose rows it needs."""
        return tuple(dict.fromkeys(self._sources()))

    def _sources(self) -> Iterator[Source]:
        if self.per is not None:
            yield self.per.source
        for figure in self.figures:
            yield from figure.sources()
