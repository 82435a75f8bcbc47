"""The waiting rows of a part as lines of a page: filtered, with what is new, old beside new, or what goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl

from shucai.apps.filling.models import Import
from shucai.apps.filling.reviewing import Review, Waiting
from shucai.apps.organisation.models import Person
from shucai.domain.normalise.readings import by_reading
from shucai.domain.problems import Refused
from shucai.domain.rows import UID, RowState
from shucai.web.rows.cells import Cell, Reader

KINDS = {
    "added": ("s-wait", "plus", "新增"),
    "changed": ("s-doing", "pencil", "修改"),
    "removed": ("s-back", "trash", "删除"),
}
NOW = "#now"
OWN = "R105"  # the refusal of what somebody filled themselves: said once of all such rows
FIRST = 8  # cells of a new or removed row that are shown at once


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are looked for; blank finds all. text: in a cell. field: that was changed. origin: id of an import."""

    text: str = ""
    kind: str = ""
    who: int | None = None
    field: str = ""
    origin: int | None = None
    barred: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is left out."""
        return self == Filter()


@dataclass(frozen=True, slots=True)
class Line:
    """A waiting row. number: its place among all rows. why: what stands against accepting it, but that it is one's own.

    is_over_waiting: it changes a row that was not accepted itself yet, so that there is nothing to compare it with.
    """

    uid: str
    number: int
    key: str
    kind: str
    look: tuple[str, str, str]
    who: str
    at: datetime | None
    origin: str
    cells: Sequence[Cell]
    more: Sequence[Cell]
    why: str
    is_own: bool = False
    is_over_waiting: bool = False


@dataclass(frozen=True)
class Board:
    """A review as it is looked at: the uids that fit, in order, and those of them that can be accepted."""

    review: Review
    wanted: Filter
    found: Sequence[str] = field(default_factory=list[str])

    @property
    def free(self) -> list[str]:
        """Return those that can be accepted."""
        return [uid for uid in self.found if uid not in self.review.barred]

    @property
    def own(self) -> list[Refused]:
        """Return the same refusal for each of them that the one who looks filled."""
        barred = self.review.barred
        return [barred[uid] for uid in self.found if uid in barred and barred[uid].code == OWN]


def board_of(review: Review, wanted: Filter, reader: Reader) -> Board:
    """Return what fits of a review; texts are looked for where the reader sees them."""
    fitting = set(review.waiting)
    if wanted.field:
        fitting &= _changed(review, wanted.field)
    if wanted.text:
        fitting &= set(reader.holding(review.rows.frame, wanted.text)[UID])
    found = [uid for uid, one in review.waiting.items() if uid in fitting and _fits(one, review, wanted)]
    return Board(review, wanted, found)


def lines_of(board: Board, uids: Sequence[str], reader: Reader) -> list[Line]:
    """Return some rows as lines."""
    review = board.review
    chosen = [review.waiting[uid] for uid in uids]
    names = dict(Person.objects.filter(pk__in={one.edited_by for one in chosen}).values_list("pk", "name"))
    brought = Import.objects.filter(pk__in={one.origin for one in chosen}).select_related("made_by")
    imports = {one.pk: one for one in brought}
    frame = review.rows.frame
    placed = frame.filter(pl.col(UID).is_in(list(uids)))
    keys = dict(zip(placed[UID], reader.keys(placed), strict=True))
    new = {row[UID]: row for row in placed.iter_rows(named=True)}
    old = {row[UID]: row for row in review.formal.filter(pl.col(UID).is_in(list(uids))).iter_rows(named=True)}
    return [
        Line(
            one.uid,
            review.places.get(one.uid, 0),
            keys.get(one.uid, ""),
            one.kind,
            KINDS[one.kind],
            *_origin(one, names, imports),
            *_cells(one, old.get(one.uid, {}), new.get(one.uid, {}), reader),
            *_why(review.barred.get(one.uid), reader),
            is_over_waiting=one.kind == RowState.CHANGED and one.uid not in old,
        )
        for one in chosen
    ]


def _why(barred: Refused | None, reader: Reader) -> tuple[str, bool]:
    """Return what is said of a row that cannot be accepted, and whether it is only that the one who looks filled it."""
    is_own = barred is not None and barred.code == OWN
    return "" if is_own else reader.reason(barred), is_own


def choices(review: Review) -> dict[str, list[tuple[object, str]]]:
    """Return what can be looked for: people, files and changed fields of what waits."""
    waiting = review.waiting.values()
    people = Person.objects.filter(pk__in={one.edited_by for one in waiting}).order_by("pk")
    files = Import.objects.filter(pk__in={one.origin for one in waiting}).order_by("-pk")
    both = _old_and_new(review)
    changed = [one for one in review.form.fields if not _differing(both, one.name).is_empty()]
    return {
        "people": by_reading(people.values_list("pk", "name"), lambda one: one[1]),
        "files": list(files.values_list("pk", "file_name")),
        "fields": [(one.name, one.title) for one in changed],
    }


def counts(review: Review) -> dict[str, int]:
    """Return how many rows of each kind wait."""
    kinds = [one.kind for one in review.waiting.values()]
    return {kind: kinds.count(kind) for kind in KINDS}


def _origin(
    one: Waiting, names: Mapping[int, str], imports: Mapping[int, Import]
) -> tuple[str, datetime | None, str]:
    """Return who filled a row and when, whoever was last, and the file it came with."""
    brought = imports.get(one.origin or 0)
    if brought is None:
        return names.get(one.edited_by or 0, ""), one.edited_at, ""
    who = names.get(one.edited_by or 0, brought.made_by.name)
    return who, one.edited_at or brought.committed_at, brought.file_name


def _fits(one: Waiting, review: Review, wanted: Filter) -> bool:
    return (
        wanted.kind in {"", one.kind}
        and wanted.who in {None, one.edited_by}
        and wanted.origin in {None, one.origin}
        and wanted.barred in {"", "yes" if one.uid in review.barred else "no"}
    )


def _changed(review: Review, name: str) -> frozenset[str]:
    """Return the changed rows that a field differs in."""
    return frozenset(_differing(_old_and_new(review), name))


def _old_and_new(review: Review) -> pl.DataFrame:
    """Return the changed rows as they were accepted, and beside every column what it is now."""
    uids = [uid for uid, one in review.waiting.items() if one.kind == RowState.CHANGED]
    new = review.rows.frame.filter(pl.col(UID).is_in(uids))
    return review.formal.filter(pl.col(UID).is_in(uids)).join(new, on=UID, suffix=NOW)


def _differing(both: pl.DataFrame, name: str) -> pl.Series:
    """Return the uids of the rows that a field differs in."""
    if f"{name}{NOW}" not in both.columns:
        return both[UID].clear()
    return both.filter(pl.col(name).ne_missing(pl.col(f"{name}{NOW}")))[UID]


def _cells(
    one: Waiting, old: Mapping[str, object], new: Mapping[str, object], reader: Reader
) -> tuple[list[Cell], list[Cell]]:
    """Return the cells that are shown at once, and the others."""
    if one.kind == RowState.CHANGED:
        return list(reader.changed(old, new)), []
    cells = list(reader.filled(new or old))
    return cells[:FIRST], cells[FIRST:]
