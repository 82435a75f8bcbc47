"""The rows of a part beside last year's, in slices: what matters most to a reviewer first, the unchanged last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import polars as pl

from shucai.apps.filling.last_year import rows_of_last_year
from shucai.apps.filling.models import Dispute
from shucai.apps.review.reviewed import Reviewed
from shucai.apps.review.since import Since, since_return, without_restored
from shucai.domain.rows import UID
from shucai.domain.rows.looking import numbered, shown_to
from shucai.domain.rows.outlying import Outlying, outlying

BEFORE = "#before"


class Slice(StrEnum):
    """A group of rows a reviewer looks at, what matters most first."""

    WAITING = "waiting"
    SINCE = "since"
    DISPUTED = "disputed"
    EXPLAINED = "explained"
    OUTLYING = "outlying"
    CHANGED = "changed"
    FIRST = "first"
    GONE = "gone"
    SAME = "same"
    ALL = "all"

    @property
    def label(self) -> str:
        """Return the words of its tab."""
        return SLICE_WORDS[self]


SLICE_WORDS = {
    Slice.WAITING: "待复核",
    Slice.SINCE: "这次改过",
    Slice.DISPUTED: "规则有异议",
    Slice.EXPLAINED: "有解释",
    Slice.OUTLYING: "数值异常",
    Slice.CHANGED: "比上年有变化",
    Slice.FIRST: "首次出现",
    Slice.GONE: "上年有、今年没有",
    Slice.SAME: "其余未变",
    Slice.ALL: "全部",
}


@dataclass(frozen=True)
class Compared:
    """The rows a part stands for, beside last year's. before: None where the school had no campaign last year."""

    reviewed: Reviewed
    before: pl.DataFrame | None

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Return the rows of the part, numbered as its grid does."""
        frame = numbered(shown_to(self.reviewed.scope, self.reviewed.rows.frame))
        return frame.join(self.reviewed.own.select(UID), on=UID, how="semi", maintain_order="left")

    @property
    def names(self) -> list[str]:
        """Return the fields the part answers for, in the order of the form: of one that supplies columns only those."""
        scope, form = self.reviewed.scope, self.reviewed.rows.form
        return [name for name in form.by_name if not scope.is_of_fields or name in scope.fields]

    @property
    def _key(self) -> list[str]:
        return list(self.reviewed.rows.form.primary_key)

    @cached_property
    def _pairs(self) -> pl.DataFrame:
        """Return uid and last year's row of the same key; of a form of one row, that row."""
        names = list(self.reviewed.rows.form.by_name)
        own = self.rows.select(UID, *self._key)
        if self.before is None or self.before.is_empty():
            return self.rows.head(0).select(UID, *names)
        if self.reviewed.rows.form.cardinality == "one":
            return self.rows.select(UID).join(self.before.head(1), how="cross").select(UID, *names)
        if not self._key:
            return self.rows.head(0).select(UID, *names)
        past = self.before.unique(self._key, keep="first", maintain_order=True)
        both = own.join(past, on=self._key, how="inner", maintain_order="left", nulls_equal=True)
        return both.select(UID, *names)

    def former(self, uids: Sequence[str]) -> dict[str, dict[str, str | None]]:
        """Return uid -> last year's row, of those of some rows that had one."""
        found = self._pairs.filter(pl.col(UID).is_in(list(uids)))
        return {str(row.pop(UID)): row for row in found.iter_rows(named=True)}

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._pairs[UID])

    @cached_property
    def changed(self) -> frozenset[str]:
        """Return the uids of the rows that are not as last year."""
        names = self.names
        both = self.rows.select(UID, *names).join(self._pairs, on=UID, how="inner", suffix=BEFORE)
        moved = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}{BEFORE}")) for name in names)
        return frozenset(both.filter(moved)[UID])

    @cached_property
    def unusual(self) -> list[Outlying]:
        """Return the numbers of the part that are unusual, with why."""
        names = set(self.names)
        found = outlying(self.reviewed.rows.form, self.rows, self.before)
        return [one for one in found if one.field in names]

    @cached_property
    def since(self) -> Since:
        """Return what moved since the part was sent back or re-opened."""
        since = since_return(self.reviewed.part, lambda: self.reviewed.decisions)
        return without_restored(since, self.rows)

    @cached_property
    def newly_filled(self) -> list[str]:
        """Return the fields that were blank in all of last year's rows and are filled now."""
        if self.before is None or self.before.is_empty():
            return []
        return [
            name
            for name in self.names
            if self.before[name].null_count() == self.before.height
            and self.rows[name].null_count() < self.rows.height
        ]

    @cached_property
    def slices(self) -> dict[Slice, list[str]]:
        """Return slice -> uids, in the order of the form; those of last year only have no uid and are in ``gone``."""
        uids = self.rows[UID].to_list()
        unusual = {one.uid for one in self.unusual}
        special = (
            self._disputed | self._explained | unusual | self.reviewed.waiting_uids | self.since.rows.keys()
        )
        has_past = self.before is not None
        return {
            Slice.WAITING: [uid for uid in uids if uid in self.reviewed.waiting_uids],
            Slice.SINCE: [uid for uid in uids if uid in self.since.rows],
            Slice.DISPUTED: [uid for uid in uids if uid in self._disputed],
            Slice.EXPLAINED: [uid for uid in uids if uid in self._explained],
            Slice.OUTLYING: [uid for uid in uids if uid in unusual],
            Slice.CHANGED: [uid for uid in uids if uid in self.changed],
            Slice.FIRST: [uid for uid in uids if has_past and uid not in self._known],
            Slice.SAME: [
                uid for uid in uids if uid in self._known and uid not in self.changed and uid not in special
            ],
            Slice.ALL: uids,
        }

    @cached_property
    def members(self) -> dict[Slice, frozenset[str]]:
        """Return slice -> uids, for asking whether a row is in it."""
        return {one: frozenset(uids) for one, uids in self.slices.items()}

    @cached_property
    def gone(self) -> pl.DataFrame:
        """Return last year's rows whose key nobody has this year; nothing where they cannot be compared."""
        scope, form = self.reviewed.scope, self.reviewed.rows.form
        if (
            self.before is None
            or not self._key
            or form.cardinality == "one"
            or (scope.others and not scope.leads)
        ):
            return pl.DataFrame(schema=dict.fromkeys(form.by_name, pl.String))
        now = self.reviewed.rows.counted.select(self._key)
        return self.before.join(now, on=self._key, how="anti", nulls_equal=True)

    def lines(self, uids: Sequence[str]) -> list[dict[str, object]]:
        """Return some rows, in order."""
        found = self.rows.filter(pl.col(UID).is_in(list(uids)))
        return list(found.iter_rows(named=True))

    @cached_property
    def _explained(self) -> frozenset[str]:
        mine = self.reviewed.seen.frame.filter(pl.col("mine") & pl.col("said").is_not_null())
        spoken = [number for number, one in self.reviewed.seen.said.items() if one.kind == "explain"]
        return frozenset(mine.filter(pl.col("said").is_in(spoken))["uid"].drop_nulls())

    @cached_property
    def _disputed(self) -> frozenset[str]:
        part = self.reviewed.part
        open_ones = Dispute.objects.filter(school=part.school_id, withdrawn_at=None, answered_at=None)
        rules = list(open_ones.values_list("rule", flat=True).distinct())
        return frozenset(self.reviewed.seen.frame.filter(pl.col("rule").is_in(rules))["uid"].drop_nulls())


def moved(row: Mapping[str, object], was: Mapping[str, str | None] | None) -> list[str]:
    """Return the fields in which a row is not as last year's."""
    return [] if was is None else [name for name, text in was.items() if text != row[name]]


def compared(reviewed: Reviewed) -> Compared:
    """Return the rows of a part beside last year's."""
    return Compared(reviewed, rows_of_last_year(reviewed.part.made_return, reviewed.rows.form))
