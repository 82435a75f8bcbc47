"""Editions: the forms of one platform in one year, and the catalogue that holds them all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from shucai.domain.catalogue.codes import CodeLists
from shucai.domain.catalogue.figure import Platform
from shucai.domain.catalogue.form import Form


class UnknownForm(KeyError):
    """No edition of the year has a form of this code."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the yearly work with its dates, or a step of the order of filling (附件3, 附件4)."""

    name: str
    starts_on: date | None
    ends_on: date | None
    work: str
    departments: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    remark: str | None = None
    order: int | None = None


@dataclass(frozen=True)
class Edition:
    """The definitions of one platform in force for one year.

    periods: name of the period (academic_year, calendar_year) -> first and last day.
    """

    platform: Platform
    year: int
    title: str
    forms: Mapping[str, Form]
    periods: Mapping[str, tuple[date, date]] = field(default_factory=dict[str, tuple[date, date]])
    stages: tuple[Stage, ...] = ()
    steps: tuple[Stage, ...] = ()
    source: str | None = None


@dataclass(frozen=True)
class Catalogue:
    """Every edition of both platforms, with the code lists they share."""

    editions: tuple[Edition, ...]
    code_lists: CodeLists

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Return all forms of all editions in the platforms' own order."""
        return tuple(form for edition in self.editions for form in edition.forms.values())

    def __iter__(self) -> Iterator[Form]:
        return iter(self.forms)

    def edition(self, platform: str, year: int) -> Edition:
        """Return one edition. Raises KeyError naming the editions there are."""
        found = next((e for e in self.editions if (e.platform, e.year) == (platform, year)), None)
        if found is None:
            there = "、".join(f"{e.platform} {e.year}" for e in self.editions)
            raise KeyError(f"没有 {platform} {year} 年度版，现有：{there}")
        return found

    def edition_of(self, form: Form) -> Edition:
        """Return the edition a form belongs to."""
        return self.edition(form.platform, form.edition)

    def form_at(self, platform: str, code: str, year: int) -> Form | None:
        """Return the form of a platform in a year, or None where it has none of this code.

        While a platform has no edition of the year yet, its newest one before it is in force.
        """
        editions = [e for e in self.editions if e.platform == platform and e.year <= year]
        newest = max(editions, key=lambda e: e.year, default=None)
        return None if newest is None else newest.forms.get(code)

    def find(self, code: str, year: int) -> Form:
        """Return the form of this code in this year, on whichever platform has it. Raises UnknownForm naming the code."""
        for edition in self.editions:
            if edition.year == year and code in edition.forms:
                return edition.forms[code]
        raise UnknownForm(code)
