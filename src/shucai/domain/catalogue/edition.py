"""Editions: the forms of one platform in one year, and the catalogue that holds them all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from shucai.domain.catalogue.codes import CodeLists
from shucai.domain.catalogue.form import Form, Platform


class UnknownForm(KeyError):
    """No form of this code in the edition; the message names near codes."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the yearly work with its dates (附件3, 附件4)."""

    name: str
    starts_on: date | None
    ends_on: date | None
    work: str
    departments: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    remark: str | None = None


@dataclass(frozen=True)
class Edition:
    """The definitions of one platform in force for one year."""

    platform: Platform
    year: int
    title: str
    forms: Mapping[str, Form]
    stages: tuple[Stage, ...] = ()
    steps: tuple[Stage, ...] = ()
    source: str | None = None

    def form(self, code: str) -> Form:
        """Return the form of this code.

        Raises UnknownForm with the nearest codes in its message.
        """
        try:
            return self.forms[code]
        except KeyError:
            raise UnknownForm(code) from None


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
        """Return one edition. Raises KeyError where there is none."""
        return next(e for e in self.editions if (e.platform, e.year) == (platform, year))
