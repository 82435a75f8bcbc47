"""One school in one year: the rows of every form, built when somebody asks for them."""

from collections.abc import Callable
from functools import cached_property
from random import Random

from shucai.demo.completing import completed, default_rows
from shucai.demo.school import School
from shucai.demo.tables import Rows
from shucai.demo.year import Year
from shucai.domain.catalogue import Form
from shucai.toolkit.catalogue import YEAR, catalogue

Builder = Callable[["SchoolYear"], Rows]


class SchoolYear:
    """The demo school in a year. Forms ask it for the rows of others: totals and derived forms are computed from them."""

    def __init__(self, school: School, year: Year, builders: dict[str, Builder]) -> None:
        self.school, self.year = school, year
        self._builders = builders
        self._given: dict[str, Rows] = {}
        self._rows: dict[str, Rows] = {}
        self._begun: set[str] = set()
        self._asked: list[str] = []

    @cached_property
    def last(self) -> "SchoolYear":
        """Return the same school a year before."""
        return SchoolYear(self.school, self.year.before, self._builders)

    def random(self, purpose: str) -> Random:
        """Return numbers drawn for a purpose, the same for the same seed, year and purpose whoever asks first."""
        return Random(f"{self.school.seed}/{self.year.number}/{purpose}")

    def rows(self, code: str) -> Rows:
        """Return the rows of a form in full; while they are still being completed, what its builder has said."""
        if code in self._rows:
            return self._rows[code]
        if code in self._begun:
            return self.given(code)
        self._begun.add(code)
        form = self.form(code)
        self._rows[code] = completed(form, self.given(code), self.year.number, self.form, self.rows)
        return self._rows[code]

    def given(self, code: str) -> Rows:
        """Return the rows of a form as its builder says them, nothing filled in."""
        if code not in self._given:
            self._refuse_circle(code)
            builder = self._builders.get(code)
            rows = builder(self) if builder else default_rows(self.form(code), self.year.number)
            self._given[code] = rows
            self._asked.remove(code)
        return self._given[code]

    def _refuse_circle(self, code: str) -> None:
        if code in self._asked:
            raise RecursionError(f"builders ask each other in a circle: {' -> '.join([*self._asked, code])}")
        self._asked.append(code)

    @property
    def edition(self) -> int:
        """Return the edition in which both years are written."""
        return YEAR

    @staticmethod
    def form(code: str) -> Form:
        """Return the form of a code, on whichever platform has it; both years are written in the edition in force."""
        return catalogue().find(code, YEAR)
