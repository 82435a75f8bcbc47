"""What is told of the findings of a rule: line by line, and rows that fail together as one case."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from shucai.apps.filling.checking import Said
from shucai.domain.catalogue import Severity
from shucai.domain.checks import CATEGORIES, Level, Rule


@dataclass(frozen=True)
class Line:
    """A finding. called: what names its row. shown: its value in words. said: about it. mine: the part answers for it.

    case: what rows that fail together share. before: what was said of it while it had another value.
    """

    id: str
    uid: str
    case: str
    number: int
    called: str
    field: str
    value: str
    shown: str
    message: str
    said: Said | None
    mine: bool
    open: bool
    before: Said | None = None

    @property
    def is_settled(self) -> bool:
        """Return whether it was explained or ticked."""
        return self.said is not None


@dataclass(frozen=True)
class Case:
    """Rows that fail a rule for the same reason. lines: some of them, the first one first; size: how many rows."""

    lines: tuple[Line, ...]
    size: int

    @property
    def first(self) -> Line:
        """Return the finding that stands for all."""
        return self.lines[0]

    @property
    def is_settled(self) -> bool:
        """Return whether all of them that are listed were explained or ticked."""
        return all(line.is_settled for line in self.lines)

    @property
    def more(self) -> int:
        """Return how many rows are not listed."""
        return self.size - len(self.lines)


@dataclass(frozen=True)
class RuleGroup:
    """The findings of one rule that weigh the same. severity: today; final: at submission.

    fix: what can be corrected for certain, in words.

    count, open: rows; cases, open_cases: where rows that fail together are one. sizes: case -> rows, of larger ones.
    """

    rule: Rule
    title: str
    severity: Severity
    final: Severity
    count: int
    open: int
    cases: int
    open_cases: int
    sizes: Mapping[str, int]
    fix: tuple[str, int] | None
    lines: tuple[Line, ...]
    rest: pl.DataFrame

    @property
    def key(self) -> str:
        """Return what tells it from the other groups of a part."""
        return f"{self.rule.id} {self.final.value}"

    @property
    def is_of_last_year(self) -> bool:
        """Return whether it compares with last year."""
        return self.rule.level is Level.YEARS

    @property
    def categories(self) -> tuple[str, ...]:
        """Return the causes to choose from."""
        return CATEGORIES[self.rule.level]

    @property
    def more(self) -> bool:
        """Return whether there are more findings than lines."""
        return self.count > len(self.lines)

    @property
    def told(self) -> tuple[Case, ...]:
        """Return what is listed, case by case."""
        found: dict[str, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.case, []).append(line)
        return tuple(Case(tuple(lines), self.sizes.get(case, 1)) for case, lines in found.items())
