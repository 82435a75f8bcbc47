"""The rows of the demo school as they are typed in a campaign of another year: what lies in its years is moved along."""

import re
from functools import cached_property

import polars as pl

from shucai.demo import demo_school
from shucai.demo.school_year import SchoolYear
from shucai.demo.tables import table_of
from shucai.domain.catalogue import Field, Form
from shucai.domain.normalise import normalise_columns
from shucai.domain.rows import canonical
from shucai.toolkit.normalising import readers

SINCE = 2015  # nobody of the school was born as late; birthdays stay, and so do the numbers made of them
YEAR_IN = re.compile(r"(?<!\d)20[1-3]\d(?!\d)")
YEAR_NAMED = re.compile(r"(?<!\d)20[1-3]\d(?= ?[年级届〕])")
CALENDAR = frozenset({"date", "yearmonth", "year"})
NO_MARKS = pl.DataFrame(
    schema={"index": pl.UInt32, "field": pl.String, "mark": pl.String, "shown": pl.String}
)


class RowsOfYear:
    """The rows of a campaign's year, as people type them. year: of the campaign. last: of the school's year before."""

    def __init__(self, year: int, *, last: bool = False) -> None:
        self.year, self.last = year, last

    @cached_property
    def at(self) -> SchoolYear:
        """Return the school in its own year."""
        school = demo_school()
        return school.last if self.last else school

    def of(self, code: str) -> list[dict[str, str | None]]:
        """Return the rows of a form, field -> text in its one spelling."""
        form = self.at.form(code)
        table = table_of(form, self.at.rows(code))
        texts = canonical(form.fields, table.typed, normalise_columns(readers(form), table.typed, NO_MARKS))
        return [self._moved(form, row) for row in texts.to_dicts()]

    def _moved(self, form: Form, row: dict[str, str | None]) -> dict[str, str | None]:
        years = self.year - self.at.year.number
        return {name: _moved(form.by_name[name], text, years) for name, text in row.items()}


def _moved(field: Field, text: str | None, years: int) -> str | None:
    """Return a text of a cell with the years in it moved: those of days, and those that a name speaks of."""
    if text is None:
        return text
    is_of_calendar = field.type in CALENDAR or field.kind == "academic_year"
    pattern = YEAR_IN if is_of_calendar else YEAR_NAMED
    moved = pattern.sub(lambda found: str(_year(int(found[0]), years)), text)
    return f"{moved[:-2]}28" if moved.endswith("-02-29") else moved


def _year(year: int, years: int) -> int:
    return year + years if year >= SINCE else year
