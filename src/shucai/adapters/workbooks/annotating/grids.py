"""How large cells and comment boxes are, in pixels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import NamedTuple

from shucai.adapters.workbooks.annotating.marks import LAST_COLUMN, LAST_ROW, Place
from shucai.adapters.workbooks.annotating.surveys import Survey

_CHARACTER, _LINE, _MARGIN = 12, 17, 14  # at 9 pt
_NARROW, _WIDE = 320, 560
_COMFORTABLE, _SCREEN = 340, 900  # heights: from the first on a box is made wide, beyond the second it is cut
_GAP = 15  # between the cell and its box
_DIGIT = 7  # width of a digit of the default font, in which column widths are counted
_LONGEST_WALK = 400  # cells a box is measured over, should they all be hidden


class Size(NamedTuple):
    """Of a comment box."""

    width: int
    height: int


@dataclass(frozen=True)
class Grid:
    """The sizes of the cells of a sheet. widths, heights: of those that differ from the default; 0 where hidden."""

    width: int = 72
    height: int = 20
    widths: Mapping[int, int] = field(default_factory=dict[int, int])
    heights: Mapping[int, int] = field(default_factory=dict[int, int])

    def anchor(self, place: Place, size: Size) -> str:
        """Return the cells that a box spans to the right of its cell and from a row above, as drawings write it."""
        left = min(place[1], LAST_COLUMN - 12)  # drawings count from 0, so this is the column behind the cell
        top = min(max(place[0] - 2, 0), LAST_ROW - 60)
        right, across = self._walk(self.widths, self.width, left, _GAP + size.width)
        bottom, down = self._walk(self.heights, self.height, top, 4 + size.height)
        right, bottom = min(right, LAST_COLUMN - 1), min(bottom, LAST_ROW - 1)
        return f"{left}, {_GAP}, {top}, 4, {right}, {across}, {bottom}, {down}"

    @staticmethod
    def _walk(stated: Mapping[int, int], default: int, start: int, way: int) -> tuple[int, int]:
        """Return the cell, counted from 0, in which a way ends that begins at the edge of another, and how far in."""
        position = start
        while way > (size := stated.get(position + 1, default)) and position - start < _LONGEST_WALK:
            way -= size
            position += 1
        return position, min(way, size)


def size_of(text: str) -> Size:
    """Return the size of a box that shows the whole text, or as much of it as a screen holds."""
    narrow = _height_of(text, _NARROW)
    if narrow <= _COMFORTABLE:
        return Size(_NARROW, narrow)
    return Size(_WIDE, min(_height_of(text, _WIDE), _SCREEN))


def _height_of(text: str, width: int) -> int:
    per_line = (width - _MARGIN) // _CHARACTER
    lines = sum(max(1, ceil(_width_of(line) / per_line)) for line in text.split("\n"))
    return lines * _LINE + _MARGIN


def _width_of(line: str) -> float:
    return sum(0.55 if character.isascii() else 1 for character in line)


def grid_of(survey: Survey, heights: Mapping[int, float]) -> Grid:
    """Return the sizes a sheet states. heights: row -> points."""
    width, height = survey.defaults
    default = Grid()
    widths = {
        number: 0 if column.hidden else _pixels_across(column.width, default.width)
        for column in survey.columns
        for number in range(column.first, min(column.last, column.first + _LONGEST_WALK) + 1)
    }
    return Grid(
        _pixels_across(width, default.width),
        _pixels_down(height) if height else default.height,
        widths,
        {row: _pixels_down(points) for row, points in heights.items()},
    )


def _pixels_across(characters: float | None, default: int) -> int:
    return default if characters is None else round(characters * _DIGIT + 5)


def _pixels_down(points: float) -> int:
    return round(points / 0.75)
