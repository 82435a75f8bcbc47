"""The list of what will be returned: each place with the row and column it is, and the words about it."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from shucai.apps.review.comparing import Compared
from shucai.apps.review.models import Mark
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
