"""Indicators: figures of a school that its annual quality report and its authorities look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shucai.domain.catalogue.figure import Figure, Platform, Source


@dataclass(frozen=True)
class Indicator:
    """One indicator, or one variant of it where sources count differently.

    figures: what is looked up over the whole school. numerator, denominator, value: expressions over the figures; value
    is the quotient where it is not given. unit: of the value. places: decimals it is rounded to, half up.
    at_least, at_most: what is held up as qualified, None where nothing is.
    variant: how this way of counting differs from the others of the same title.
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
    at_least: float | None = None
    at_most: float | None = None
    variant: str | None = None
    limits: Mapping[str, float] = field(default_factory=dict[str, float])
    source: str | None = None
    note: str | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return every form whose rows it needs."""
        return tuple(dict.fromkeys(source for figure in self.figures for source in figure.sources()))
