"""What the text of cells will not tell, found in a worksheet's XML by searching bytes: never a step per cell.

A search finds the rare place first (an error, a long number, a style); only there the cell around it is looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from shucai.adapters.workbooks.reading.columns import Patch
from shucai.adapters.workbooks.reading.contents import MarkRow, Refused
from shucai.adapters.workbooks.reading.limits import HEADING_ROWS, Limits
from shucai.adapters.workbooks.reading.number_formats import Look
from shucai.adapters.workbooks.reading.numbers import AMBIGUOUS, is_long, number_text, shown_long, span_text
from shucai.adapters.workbooks.reading.sheet_cell import Cell, cell_at, column_number, row_number_at

ODD_TYPE = re.compile(rb' t="[bed]"')
# Long ones, those with an exponent, and those of ten decimals: fastexcel rounds to nine when it makes text of them.
ODD_NUMBER = re.compile(rb"<v>(?:-?[\d.]{16}|-?\d*\.\d{10}|-?[\d.]+[eE]|-0<|(?:19|20)\d\d\.1<)")
EMPTY_FORMULA = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>")
EMPTY_SHARED_FORMULA = re.compile(rb"<f [^>]*/>\s*(?:<v\s*/>|<v></v>)?\s*</c>")
ZERO_FORMULA = re.compile(rb"</f><v>0</v></c>")
ROW = re.compile(rb'<row\s[^>]*?\br="(\d+)"')
LETTERS = re.compile(rb"[A-Z]+")
LAST_CELL = re.compile(rb'<c r="([A-Z]{1,3})\d+"[^>]*>(?=\s*<)')
HIDDEN = re.compile(rb'<row\s[^>]*\shidden="(?:1|true)"')


@dataclass
class SheetScan:
    """Collects what is found while the rows of a sheet pass by."""

    limits: Limits
    looks: list[Look]
    recalculates: bool = False
    marks: list[MarkRow] = field(default_factory=list[MarkRow])
    patches: list[Patch] = field(default_factory=list[Patch])
    hidden_rows: list[int] = field(default_factory=list[int])
    has_errors: bool = False
    last_row: int = 0
    last_column: int = 0
    _row_before: int = 0
    _formulas: bool = False

    def __post_init__(self) -> None:
        styled = [f"{i}" for i, look in enumerate(self.looks) if look in (Look.PERCENT, Look.SPAN)]
        self._styled = re.compile(rf' s="(?:{"|".join(styled)})"'.encode()) if styled else None

    def take(self, rows: bytes) -> None:
        """Search some whole rows. Raises Refused."""
        self._take_extent(rows)
        self._take_hidden(rows)
        for found in ODD_TYPE.finditer(rows):
            self._take_typed(cell_at(rows, found.start()))
        for found in ODD_NUMBER.finditer(rows):
            self._take_number(cell_at(rows, found.start()))
        if self._styled is not None:
            for found in self._styled.finditer(rows):
                self._take_styled(cell_at(rows, found.start()))
        for cell in self._uncalculated(rows):
            self.patches.append((cell.row, cell.column, None))
            self.marks.append((cell.row, cell.column, "no_value", None))

    def _take_extent(self, rows: bytes) -> None:
        numbers = [int(number) for number in ROW.findall(rows)]
        if any(b <= a for a, b in zip([self._row_before, *numbers], numbers, strict=False)):
            raise Refused("W105", detail="工作表里各行的次序混乱")
        if numbers:
            self._row_before = numbers[-1]
        last_value = max(rows.rfind(b"</v>"), rows.rfind(b"</is>"), rows.rfind(b"</f>"))
        if last_value >= 0:
            self.last_row = row_number_at(rows, last_value)
        self._take_width(rows)
        too_long = self.last_row > self.limits.rows + HEADING_ROWS
        if too_long or self.last_column > self.limits.columns:
            raise self._too_large()

    def _take_width(self, rows: bytes) -> None:
        end = rows.find(b"</row>")
        start = 0
        while end >= 0:
            cell = rows.rfind(b'<c r="', start, end)
            letters = LETTERS.match(rows, cell + 6) if cell >= 0 else None
            if letters and column_number(letters[0]) > self.last_column:
                self.last_column = max(self.last_column, _last_value_column(rows[start:end]))
            start, end = end + 6, rows.find(b"</row>", end + 6)

    def _take_hidden(self, rows: bytes) -> None:
        if b' hidden="' in rows:
            self.hidden_rows += [row_number_at(rows, found.end()) for found in HIDDEN.finditer(rows)]

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

    def _uncalculated(self, rows: bytes) -> Iterator[Cell]:
        self._formulas = (
            self._formulas or b"</f>" in rows
        )  # a shared one is written out once, before it is referred to
        if not self._formulas:
            return
        patterns = [EMPTY_FORMULA, EMPTY_SHARED_FORMULA, *([ZERO_FORMULA] if self.recalculates else [])]
        for pattern in patterns:
            for found in pattern.finditer(rows):
                cell = cell_at(rows, found.start())
                if not (cell.kind == b"str" and b"<v" in found[0]):  # a text that was calculated to be empty
                    yield cell

    def _look(self, cell: Cell) -> Look:
        return self.looks[cell.style] if cell.style < len(self.looks) else Look.PLAIN

    def _too_large(self) -> Refused:
        limits = {"row_limit": f"{self.limits.rows:,}", "column_limit": str(self.limits.columns)}
        return Refused("W107", rows=f"{self.last_row:,}", columns=f"{self.last_column:,}", **limits)


def _last_value_column(row: bytes) -> int:
    """Return the last column of a row that holds a value; styled blank cells do not count."""
    valued = [found[1] for found in LAST_CELL.finditer(row) if not found[0].endswith(b"/>")]
    return max((column_number(letters) for letters in valued), default=0)
