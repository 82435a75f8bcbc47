"""What the text of cells will not tell, found in a worksheet's XML by searching bytes: never a step per cell.

The rows that hold anything notable are found first; only in these the places are searched, and the cells around them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from shucai.adapters.workbooks.reading import notable
from shucai.adapters.workbooks.reading.columns import Patch
from shucai.adapters.workbooks.reading.contents import MarkRow, Refused
from shucai.adapters.workbooks.reading.limits import HEADING_ROWS, Limits
from shucai.adapters.workbooks.reading.moments import TYPED_MOMENT
from shucai.adapters.workbooks.reading.number_formats import Look
from shucai.adapters.workbooks.reading.numbers import AMBIGUOUS, is_long, number_text, shown_long, span_text
from shucai.adapters.workbooks.reading.sheet_cell import Cell, cell_at, column_number, row_number_at

ODD_TYPE = re.compile(notable.ODD_TYPE.encode())
ODD_NUMBER = re.compile(notable.ODD_NUMBER.encode())
NO_RESULT = re.compile(notable.NO_RESULT.encode())
RESULT = re.compile(notable.RESULT.encode())
HIDDEN = re.compile(notable.HIDDEN.encode())
ROW = re.compile(rb'<row\s[^>]*?\br="(\d+)"')
VALUED_CELL = re.compile(rb'<c\s(?:[^>]*\s)?r="([A-Z]{1,3})\d+"[^>]*(?<!/)>(?!\s*</c>)')


@dataclass
class SheetScan:
    """Collects what is found while the rows of a sheet pass by. recalculates: as in WorkbookPart."""

    limits: Limits
    looks: list[Look]
    recalculates: bool = False
    marks: list[MarkRow] = field(default_factory=list[MarkRow])
    patches: list[Patch] = field(default_factory=list[Patch])
    hidden_rows: list[int] = field(default_factory=list[int])
    has_errors: bool = False
    has_typed_moments: bool = False
    last_row: int = 0
    _row_before: int = 0
    _zeros: list[Cell] = field(default_factory=list[Cell])
    _has_results: bool = False

    def __post_init__(self) -> None:
        self._notable = notable.notable_pattern(
            self.looks, self.limits.columns, recalculates=self.recalculates
        )
        self._beyond = re.compile(notable.beyond_pattern(self.limits.columns).encode())
        styled = notable.styled_pattern(self.looks)
        self._styled = re.compile(styled.encode()) if styled else None

    def take(self, rows: bytes) -> None:
        """Search some whole rows. Raises Refused."""
        self._take_extent(rows)
        for run in notable.notable_runs(rows, self._notable):
            self._take_run(run)

    def finish(self) -> None:
        """Judge what only the whole sheet tells.

        A program that cannot calculate leaves 0 as the result of every formula and asks to calculate on loading, as
        XlsxWriter does. One that can may ask for that too, but then some formula of the sheet has another result: there
        each 0 is what it was calculated to be. Where all are 0 and calculating is asked for, an unfounded mark costs the
        user one saving in a spreadsheet; an unfounded 0 would be reported as a figure.
        """
        if not self._has_results:
            self._mark_no_value(self._zeros)

    def _take_extent(self, rows: bytes) -> None:
        numbers = [int(number) for number in ROW.findall(rows)]
        if any(b <= a for a, b in zip([self._row_before, *numbers], numbers, strict=False)):
            raise Refused("W105", detail="工作表里各行的次序混乱")
        if numbers:
            self._row_before = numbers[-1]
        last_value = rows.rfind(b"</v>")
        for end in (
            b"</is>",
            b"</f>",
        ):  # mostly there are none: not to be looked for in all that stands before
            last_value = max(last_value, rows.rfind(end, max(last_value, 0)))
        if last_value >= 0:
            self.last_row = row_number_at(rows, last_value)
        if self.last_row > self.limits.rows + HEADING_ROWS:
            raise self._too_large(_last_value_column(rows))

    def _take_run(self, rows: bytes) -> None:
        self._take_width(rows)
        if b' hidden="' in rows:
            self.hidden_rows += [row_number_at(rows, found.end()) for found in HIDDEN.finditer(rows)]
        for cell in _cells(ODD_TYPE, rows):
            self._take_typed(cell)
        for cell in _cells(ODD_NUMBER, rows):
            self._take_number(cell)
        if self._styled is not None:
            for cell in _cells(self._styled, rows):
                self._take_styled(cell)
        if Look.DATE in self.looks and not self.has_typed_moments:
            self.has_typed_moments = TYPED_MOMENT.search(rows) is not None
        if b"</f>" in rows or b"<f " in rows:
            self._take_formulas(rows)

    def _take_width(self, rows: bytes) -> None:
        if self._beyond.search(rows) and (last := _last_value_column(rows)) > self.limits.columns:
            raise self._too_large(last)

    def _take_typed(self, cell: Cell) -> None:
        match cell.kind:
            case b"e":
                self.has_errors = True
                self.marks.append((cell.row, cell.column, "error", cell.value.decode()))
            case b"b":
                self.patches.append(
                    (cell.row, cell.column, "TRUE" if cell.value in (b"1", b"true") else "FALSE")
                )
            case b"d":
                moment = cell.value.decode().removesuffix("Z").replace("T", " ")
                self.patches.append((cell.row, cell.column, moment.removesuffix(" 00:00:00")))
            case _:
                pass

    def _take_number(self, cell: Cell) -> None:
        if cell.kind not in (b"", b"n") or self._look(cell) in (Look.DATE, Look.SPAN):
            return
        value = float(cell.value)
        text = number_text(value)
        self.patches.append((cell.row, cell.column, text))
        if is_long(value):
            self.marks.append((cell.row, cell.column, "long_number", shown_long(value)))
        elif AMBIGUOUS.fullmatch(text):
            self.marks.append((cell.row, cell.column, "ambiguous_month", None))

    def _take_styled(self, cell: Cell) -> None:
        if cell.kind not in (b"", b"n") or not cell.value:
            return
        value = float(cell.value)
        if self._look(cell) is Look.SPAN:
            self.patches.append((cell.row, cell.column, span_text(value)))
        else:
            self.marks.append((cell.row, cell.column, "percent", f"{number_text(value * 100)}%"))

    def _take_formulas(self, rows: bytes) -> None:
        self._mark_no_value(
            cell
            for found in NO_RESULT.finditer(rows)
            if not ((cell := cell_at(rows, found.start())).kind == b"str" and b"<v" in found[0])
        )  # a text may well have been calculated to be empty
        for cell in _cells(RESULT, rows) if self.recalculates else ():
            if cell.value == b"0" and cell.kind in (b"", b"n"):
                self._zeros.append(cell)
            else:
                self._has_results = True

    def _mark_no_value(self, cells: Iterable[Cell]) -> None:
        for cell in cells:
            self.patches.append((cell.row, cell.column, None))
            self.marks.append((cell.row, cell.column, "no_value", None))

    def _look(self, cell: Cell) -> Look:
        return self.looks[cell.style] if cell.style < len(self.looks) else Look.PLAIN

    def _too_large(self, columns: int) -> Refused:
        limits = {"row_limit": f"{self.limits.rows:,}", "column_limit": str(self.limits.columns)}
        return Refused("W107", rows=f"{self.last_row:,}", columns=f"{columns:,}", **limits)


def _cells(pattern: re.Pattern[bytes], rows: bytes) -> Iterable[Cell]:
    return (cell_at(rows, found.start()) for found in pattern.finditer(rows))


def _last_value_column(rows: bytes) -> int:
    """Return the last column that holds a value; styled blank cells do not count."""
    return max((column_number(letters) for letters in VALUED_CELL.findall(rows)), default=0)
