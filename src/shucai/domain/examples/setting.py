"""What examples of one form are made from."""

from collections.abc import Mapping
from dataclasses import dataclass

from shucai.domain.catalogue import CodeLists, Field, Form
from shucai.domain.examples.values import right_text
from shucai.domain.predicates import Parameters


@dataclass(frozen=True)
class Setting:
    """A form with what its fields refer to. forms: of its platform, by code."""

    form: Form
    forms: Mapping[str, Form]
    code_lists: CodeLists
    parameters: Parameters

    def right(self, field: Field, number: int = 1) -> str:
        """Return a right value of a field as typed, another for every number."""
        if field.event_date:
            return self.day_in_period(field, number)
        return right_text(field, self.code_lists, number)

    def day_in_period(self, field: Field, number: int) -> str:
        """Return a day, or a month, of the reporting period of the form."""
        start = self.parameters.period_start
        day = start.replace(
            month=start.month % 12 + 1, year=start.year + start.month // 12, day=10 + number % 15
        )
        return f"{day:%Y-%m-%d}" if field.type == "date" else f"{day:%Y-%m}"
