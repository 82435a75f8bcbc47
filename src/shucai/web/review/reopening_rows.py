"""The rows a re-opening is for: from the numbers somebody types to rows, and from rows to what names them."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime

import polars as pl

from shucai.apps.filling.models import Contribution
from shucai.apps.filling.scopes import scope_of
from shucai.apps.filling.working import working_rows
from shucai.domain.problems import Refused
from shucai.domain.rows import UID
from shucai.domain.rows.looking import NUMBER, numbered, shown_to
from shucai.web.rows.cells import Reader

BETWEEN = re.compile(r"[\s、,，;；.。行第]+")
ONE_OR_SPAN = re.compile(r"(\d{1,7})(?:[-–—~～至到](\d{1,7}))?")
LONGEST_SPAN, NAMED = 100_000, 5


def rows_of_numbers(text: str, part: Contribution, at: datetime) -> tuple[str, ...] | Refused:
    """Return the rows with numbers as somebody typed them, counted as the department's grid does."""
    wanted = list[int]()
    for one in filter(None, BETWEEN.split(re.sub(r"\s*([-–—~～至到])\s*", r"\1", text))):
        found = ONE_OR_SPAN.fullmatch(one)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, -1)
        if not first <= last < first + LONGEST_SPAN:
            return Refused("R730", {"text": one})
        wanted += range(first, last + 1)
    if not wanted:
        return Refused("R729")
    frame = _frame(part, at)
    by_number = dict(frame.select(NUMBER, UID).iter_rows())
    absent = [str(one) for one in wanted if one not in by_number]
    if absent:
        more = "等" if len(absent) > NAMED else ""
        return Refused("R728", {"numbers": f"{'、'.join(absent[:NAMED])}{more}"})
    return tuple(by_number[one] for one in wanted)


def names_of_rows(
    part: Contribution,
    uids: Collection[str],
    reader: Reader,
    at: datetime,
    siblings: Sequence[Contribution] | None = None,
) -> Sequence[tuple[int, str]]:
    """Return number and key of some rows, those that are gone left out. siblings: its parts, where read already."""
    if not uids:
        return ()
    found = _frame(part, at, siblings).filter(pl.col(UID).is_in(list(uids)))
    return list(zip(found[NUMBER].to_list(), reader.keys(found), strict=True))


def _frame(part: Contribution, at: datetime, siblings: Sequence[Contribution] | None = None) -> pl.DataFrame:
    return numbered(shown_to(scope_of(part, siblings), working_rows(part.made_return, at=at).frame))
