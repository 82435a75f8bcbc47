"""A year of collection: its number and the days that lie in its periods."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


@dataclass(frozen=True, slots=True)
class Year:
    """The year of a campaign: it reports the academic year that ends in it, and the money of the calendar year before."""

    number: int

    @property
    def starts(self) -> date:
        """Return the first day of the academic year."""
        return date(self.number - 1, 9, 1)

    @property
    def ends(self) -> date:
        """Return the last day of the academic year."""
        return date(self.number, 8, 31)

    @property
    def fiscal(self) -> int:
        """Return the calendar year of the financial forms."""
        return self.number - 1

    @property
    def label(self) -> str:
        """Return the academic year as people write it, 2023-2024."""
        return f"{self.number - 1}-{self.number}"

    @property
    def before(self) -> "Year":
        """Return the year before."""
        return Year(self.number - 1)

    def day(
        self, random: Random, *, since: tuple[int, int] = (9, 1), until: tuple[int, int] = (7, 10)
    ) -> date:
        """Return a day of the academic year between two (month, day), as the school year runs."""
        first, last = self.on(*since), self.on(*until)
        return first + timedelta(days=random.randint(0, (last - first).days))

    def on(self, month: int, day: int = 1) -> date:
        """Return this month and day in the academic year: September to December lie in the year before."""
        autumn = 9
        return date(self.number - 1 if month >= autumn else self.number, month, day)
