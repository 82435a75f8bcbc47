"""Rows as a reviewer reads them: last year's beside this year's, by how much it moved, and why it is worth a look."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

import polars as pl

from shucai.apps.review.comparing import Compared, Slice, moved
from shucai.domain.rows import UID
from shucai.domain.rows.looking import NUMBER
from shucai.web.findings.masking import message_of
from shucai.web.rows.cells import Cell, Reader

FIRST = 8  # cells of a row that are shown at once
MOST_FINDINGS = 3
TOLD = (Slice.SINCE, Slice.DISPUTED, Slice.EXPLAINED, Slice.OUTLYING, Slice.FIRST)
LEAST_SHOWN = Decimal("0.05")  # per cent
HUNDRED = 100
DATED = frozenset({"date", "yearmonth"})


@dataclass(frozen=True)
class Side:
    """A cell of a row. old: last year's, None where the row had none. why: it is unusual, in words. name: of the field.

    theirs: another department fills it, and nobody here can be asked to mend it. dated: it stands in one line.
    """

    name: str
    title: str
    new: str
    old: str | None = None
    moved: bool = False
    numeric: bool = False
    key: bool = False
    difference: str = ""
    percent: str = ""
    why: str = ""
    marked: bool = False
    theirs: bool = False
    dated: bool = False


@dataclass(frozen=True)
class Line:
    """A row of the page. sides: beside last year's; cells: the first of a row that has nothing beside it; more: the rest.

    since: the cells that were typed over since the part was sent back; is_added: the row was not there then.
    """

    uid: str
    number: int
    key: str
    sides: Sequence[Side]
    cells: Sequence[Side]
    more: Sequence[Side]
    tags: Sequence[str] = ()
    findings: Sequence[tuple[str, str]] = ()
    seen: bool = False
    waits: bool = False
    marked: bool = False
    since: Sequence[Cell] = ()
    is_added: bool = False


@dataclass(frozen=True)
class Lines:
    """Makes the lines of a page. seen: rows looked at; marked: (uid, field) on the list of what will be returned."""

    compared: Compared
    reader: Reader
    seen: Collection[str] = frozenset()
    marked: Collection[tuple[str, str]] = frozenset()
    why: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, uids: Sequence[str]) -> list[Line]:
        """Return the lines of some rows."""
        found = self.compared.lines(uids)
        former = self.compared.former(uids)
        placed = self.compared.rows.filter(pl.col(UID).is_in(list(uids)))
        keys = dict(zip(placed[UID], self.reader.keys(placed), strict=True))
        findings, then = self._findings(uids), self.compared.since.was(uids)
        return [
            replace(
                self._line(row, keys[uid], former.get(uid), findings.get(uid, ())),
                since=list(self.reader.changed(row | then.get(uid, {}), row)),
                is_added=uid in self.compared.since.added,
            )
            for row in found
            for uid in (str(row[UID]),)
        ]

    def gone(self, places: Iterable[int]) -> list[Line]:
        """Return the lines of rows that only last year had, by their places."""
        frame = self.compared.gone[list(places)]
        keys = self.reader.keys(frame)
        return [
            self._line(row, key, None, ()) for row, key in zip(frame.iter_rows(named=True), keys, strict=True)
        ]

    def _line(
        self,
        row: Mapping[str, object],
        key: str,
        was: Mapping[str, str | None] | None,
        findings: Sequence[tuple[str, str]],
    ) -> Line:
        uid, own = str(row.get(UID, "")), set(self.compared.names)
        names = own.intersection(moved(row, was))
        form, keyed = self.compared.reviewed.rows.form, self.compared.reviewed.key_fields
        partly = keyed if len(keyed) < len(form.by_name) else ()
        supplied = own if len(own) < len(form.by_name) else ()  # blank, too: it is what is looked at
        shown = [
            name for name in form.by_name if row.get(name) is not None or name in names or name in supplied
        ]
        sides = {name: self._side(uid, name, row, was) for name in shown}
        worth = {name for name in shown if name in names or sides[name].why or name in partly}
        beside = [sides[name] for name in shown if was is not None and name in worth]
        rest = sorted(
            (sides[name] for name in shown if sides[name] not in beside),
            key=lambda one: (one.theirs, one.name not in worth),
        )
        first = [] if beside else self._first(rest)
        number = int(str(row.get(NUMBER, 0)))
        return Line(
            uid, number, key, sorted(beside, key=lambda one: not one.key), first, rest[len(first) :],
            self._tags(uid), findings, uid in self.seen, uid in self.compared.reviewed.waiting_uids,
            (uid, "") in self.marked,
        )  # fmt: skip

    def _first(self, sides: Sequence[Side]) -> Sequence[Side]:
        """Return the cells that are shown at once: all that a department supplies, what others fill behind them."""
        own = [one for one in sides if not one.theirs]
        return own if len(own) < len(sides) else sides[:FIRST]

    def _side(
        self, uid: str, name: str, row: Mapping[str, object], was: Mapping[str, str | None] | None
    ) -> Side:
        new, old = _text(row.get(name)), None if was is None else was[name]
        field = self.compared.reviewed.rows.form.by_name[name]
        numeric = field.is_numeric
        difference, percent = difference_of(old, new) if numeric else ("", "")
        return Side(
            name, self.reader.title(name), self._shown(name, new),
            None if was is None else self._shown(name, old), was is not None and old != new, numeric,
            name in self.compared.reviewed.key_fields, difference, percent, self.why.get((uid, name), ""),
            (uid, name) in self.marked, name not in self.compared.names, field.type in DATED,
        )  # fmt: skip

    def _shown(self, name: str, text: str | None) -> str:
        number = _decimal(text) if self.compared.reviewed.rows.form.by_name[name].is_numeric else None
        return self.reader.shown(name, text) if number is None else f"{number:,f}"

    def _tags(self, uid: str) -> list[str]:
        if not uid:
            return []
        return [one.label for one in TOLD if uid in self.compared.members[one]]

    def _findings(self, uids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
        """Return uid -> weight and words of the first findings of the row itself."""
        seen = self.compared.reviewed.seen
        frame = seen.frame.filter(
            pl.col("mine")
            & pl.col("uid").is_in(list(uids))
            & ~pl.col("rule").is_in(list(seen.found.whole_rules))
        )
        told: dict[str, list[tuple[str, str]]] = {}
        for one in frame.iter_rows(named=True):
            mine = told.setdefault(one["uid"], [])
            if len(mine) < MOST_FINDINGS:
                words = message_of(
                    self.compared.reviewed.rows.form,
                    seen.rules[one["rule"]],
                    one["message"],
                    masked=not self.reader.in_clear,
                )
                mine.append((one["severity"], words))
        return told


def difference_of(old: str | None, new: str | None) -> tuple[str, str]:
    """Return by how much a number moved, and by how many per cent; blank where either is no number."""
    before, after = _decimal(old), _decimal(new)
    if before is None or after is None or before == after:
        return "", ""
    moved_by = after - before
    percent = _percent(moved_by / before * HUNDRED) if before > 0 else ""
    return f"{moved_by:+,f}", percent


def _decimal(text: str | None) -> Decimal | None:
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _percent(share: Decimal) -> str:
    """Return a change in per cent, to a tenth; what is less than that is said to be so."""
    return f"{share:+,.1f}%" if not share or abs(share) >= LEAST_SHOWN else "不到 0.1%"
