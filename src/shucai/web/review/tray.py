"""The list of what will be returned: each place with the row and column it is, and the words about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from shucai.apps.review.comparing import Compared, compared
from shucai.apps.review.looking import marks_of
from shucai.apps.review.models import Mark
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.rows import UID
from shucai.domain.rows.looking import NUMBER
from shucai.web.rows.cells import Reader


@dataclass(frozen=True)
class Placed:
    """A marked place. pin: as it is sent. where: row and column in words; is_there: the row is still there."""

    pin: str
    where: str
    key: str
    words: str
    is_there: bool


def placed_in(parts: Sequence[Reviewed], reader: Reader, person: int | None) -> Iterator[tuple[str, Placed]]:
    """Yield the department and the place of what somebody marked in the data of a return's parts, where it is still there."""
    for one in parts:
        marks = marks_of(one.part.pk, person)
        there = placed(compared(one), reader, marks) if marks else []
        yield from ((one.part.assignment.unit.title, place) for place in there if place.is_there)


def placed(compared: Compared, reader: Reader, marks: Sequence[Mark]) -> list[Placed]:
    """Return marked places as people read them."""
    if not marks:
        return []
    rows = compared.rows.filter(pl.col(UID).is_in([mark.uid for mark in marks]))
    numbers = dict(zip(rows[UID], rows[NUMBER], strict=True))
    keys = dict(zip(rows[UID], reader.keys(rows), strict=True))
    return [
        Placed(
            f"{mark.uid}/{mark.field}",
            _where(numbers.get(mark.uid), reader.title(mark.field) if mark.field else ""),
            keys.get(mark.uid, ""),
            mark.words,
            mark.uid in numbers,
        )
        for mark in marks
    ]


def _where(number: int | None, title: str) -> str:
    row = f"第 {number} 行" if number else "已删除的行"
    return f"{row}「{title}」" if title else f"{row}（整行）"
