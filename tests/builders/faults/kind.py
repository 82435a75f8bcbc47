"""A kind of fault: what is typed in a cell, what it has to become, what has to be said of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tests.builders.college import Row

Typed = object  # the value of a cell, or a function of the right row that gives it


class How(StrEnum):
    """What becomes of a fault."""

    WRITTEN = "规整"  # read in the one spelling without a word
    AGREED = "同意改写"  # read so once the person agrees
    REPAIRED = "一次改好"  # certain, offered for all at once
    FOUND = "读后指出"  # a finding of the file
    LEFT_OUT = "没有读入"  # the row is not read, and it is said why
    LATER = "填报页指出"  # shown at the grid, typed over there
    EXPLAINED = "解释"
    TICKED = "核实"


IN_THE_FILE = frozenset({How.FOUND, How.LEFT_OUT})  # what is repaired in the workbook that comes back


@dataclass(frozen=True)
class Kind:
    """A kind of fault in one row.

    typed: what stands in the cell of the field. says: what the message has to name. right: what the student has otherwise
    than the others. also: further cells as typed. fits: which students it can be shown with.
    """

    name: str
    field: str
    typed: Typed
    how: How
    says: str = ""
    right: Mapping[str, Typed] = field(default_factory=dict)
    also: Mapping[str, Typed] = field(default_factory=dict)
    fits: Callable[[Row], bool] = lambda _row: True

    def real(self, row: Row) -> Row:
        """Return what a student has really, told from that of an ordinary one."""
        return {**row, **_resolved(self.right, row)}  # type: ignore[dict-item]

    def cells(self, row: Row) -> dict[str, object]:
        """Return the cells as typed, by field. row: the ordinary student."""
        return _resolved({self.field: self.typed, **self.also}, row)


def _resolved(wanted: Mapping[str, Typed], row: Row) -> dict[str, object]:
    return {name: value(row) if callable(value) else value for name, value in wanted.items()}


def wide(text: str) -> str:
    """Return digits and letters in full width."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
