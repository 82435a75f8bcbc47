"""What stands in sentences for the names that a predicate uses."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shucai.domain.catalogue.form import Check, Form
from shucai.domain.catalogue.words import plain_number

DATE_TYPES = frozenset({"date", "yearmonth"})


class NoWords(ValueError):
    """A predicate uses something that has no words here yet."""


@dataclass(frozen=True)
class Vocabulary:
    """words: name -> what stands for it, brackets included. own: the same for ``own.x``, of the row that asks.

    dates: names of days and months, which are early or late where numbers are small or large. limits: named numbers.
    rows: name of a number of rows -> the rows it counts, for whether there are any.
    """

    words: Mapping[str, str]
    own: Mapping[str, str] = field(default_factory=dict[str, str])
    dates: frozenset[str] = frozenset()
    limits: Mapping[str, float] = field(default_factory=dict[str, float])
    rows: Mapping[str, str] = field(default_factory=dict[str, str])

    def named(self, name: str, table: str = "") -> str:
        """Return what stands for a name. Raises NoWords where nothing does."""
        if name in self.limits:
            return f" {plain_number(self.limits[name])}"
        found = (self.own if table else self.words).get(name)
        if found is None:
            raise NoWords(f"{name} 没有 title，说不出来")
        return f"本行的{found}" if table and found.startswith("「") else found


def vocabulary_of(form: Form, check: Check | None = None) -> Vocabulary:
    """Return the words for the fields of a form, and for the titled figures and the limits of a check."""
    words = {one.name: f"「{one.title}」" for one in form.fields}
    if check is not None:
        words |= {figure.name: f"「{figure.title}」" for figure in check.figures if figure.title}
    return Vocabulary(words, dates=dates_of(form), limits=check.limits if check is not None else {})


def dates_of(form: Form) -> frozenset[str]:
    """Return the names of the fields that hold days or months."""
    return frozenset(one.name for one in form.fields if one.type in DATE_TYPES)
