"""Derivations: how the rows of a form follow from those of others, as the catalogue states them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from shucai.domain.catalogue.figure import Figure, Platform, Source

DerivationKind = Literal["derived", "exception_list", "prefill", "totals", "draft"]


@dataclass(frozen=True, slots=True)
class Join:
    """Rows of another form put beside each row: one row comes out for every pair that matches.

    match: pairs (their expression, ours). bring: new column -> their expression.
    """

    figure: Figure
    bring: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Repetition:
    """One row becomes several: a day each between two dates, or a number each from 1 up to a bound.

    name: the column that tells them apart. first: None for numbers.
    """

    name: str
    first: str | None
    last: str


@dataclass(frozen=True)
class Part:
    """Rows of one origin. The steps stand in the order in which they are taken.

    source: None where the form is one row about the school. split: a multi-valued field taken apart.
    times: column -> the texts of which every row gets each. per: what the rows of a group share; then a group is one row.
    columns: field of the form -> expression. left_out: (predicate, reason) for rows that ``where`` leaves out.
    keep: what is not computed, or cannot be, stays as it is in the own row of the form.
    """

    source: Source | None
    columns: Mapping[str, str]
    split: str | None = None
    times: tuple[tuple[str, tuple[str, ...]], ...] = ()
    joins: tuple[Join, ...] = ()
    repeat: Repetition | None = None
    figures: tuple[Figure, ...] = ()
    where: str | None = None
    per: tuple[str, ...] | None = None
    left_out: tuple[tuple[str, str], ...] = ()
    keep: bool = False

    def sources(self) -> Iterator[Source]:
        """Return every form whose rows it needs."""
        if self.source is not None:
            yield self.source
        for join in self.joins:
            yield from join.figure.sources()
        for figure in self.figures:
            yield from figure.sources()


@dataclass(frozen=True)
class Derivation:
    """The rows of a form, computed.

    name: of its file. editable: fields that people may complete by hand. order: fields by which the rows are sorted.
    """

    platform: Platform
    name: str
    form: str
    kind: DerivationKind
    title: str
    parts: tuple[Part, ...]
    editable: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict[str, float])
    source: str | None = None

    @property
    def target(self) -> Source:
        """Return the form it fills."""
        return Source(self.platform, self.form)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return every form whose rows it needs."""
        return tuple(dict.fromkeys(source for part in self.parts for source in part.sources()))
