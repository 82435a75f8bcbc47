"""What an example is: rows of a form, the verdict a check must give on them, and rows of other forms it looks at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Row = Mapping[str, object]


class Verdict(StrEnum):
    """What a check says of a row."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    OPEN = "open"

    @property
    def label(self) -> str:
        """Return the word people read."""
        return {"pass": "通过", "fail": "不通过", "open": "未定"}[self.value]


@dataclass(frozen=True)
class Example:
    """Rows on which a check must give one verdict. A row names its values by field; what it does not name is blank.

    rows: each of them has the verdict. before, after: rows of the form itself without a stated verdict.
    given: rows of other forms by ``code``, ``national.CODE``, ``last_year CODE`` or ``last_year national.CODE``.
    Values are as typed into a cell, or as the catalogue writes them: labels of codes, dates as text, true and false.
    """

    verdict: Verdict
    rows: tuple[Row, ...]
    before: tuple[Row, ...] = ()
    after: tuple[Row, ...] = ()
    given: Mapping[str, tuple[Row, ...]] = field(default_factory=dict[str, tuple[Row, ...]])

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """Return the rows of the form in their order."""
        return (*self.before, *self.rows, *self.after)

    @property
    def places(self) -> range:
        """Return where in all_rows those with the verdict stand."""
        return range(len(self.before), len(self.before) + len(self.rows))


def passing(*rows: Row, given: Mapping[str, tuple[Row, ...]] | None = None) -> Example:
    """Return an example of rows that pass."""
    return Example(Verdict.PASS, rows, given=given or {})


def failing(*rows: Row, given: Mapping[str, tuple[Row, ...]] | None = None) -> Example:
    """Return an example of rows that fail."""
    return Example(Verdict.FAIL, rows, given=given or {})


def left_open(*rows: Row, given: Mapping[str, tuple[Row, ...]] | None = None) -> Example:
    """Return an example of rows that a blank leaves open."""
    return Example(Verdict.OPEN, rows, given=given or {})
