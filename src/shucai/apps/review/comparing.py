"""The rows of a part beside last year's: what is new, what moved, what is gone, and what was explained or disputed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import polars as pl

from shucai.apps.filling.last_year import rows_of_last_year
from shucai.apps.filling.models import Dispute
from shucai.apps.review.reviewed import Reviewed
from shucai.domain.rows import UID

NUMBER = "#number"


class Slice(StrEnum):
    """A group of rows a reviewer looks at, what matters most first."""

    DISPUTED = "disputed"
    EXPLAINED = "explained"
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
    Slice.DISPUTED: "规则有异议",
    Slice.EXPLAINED: "有解释",
    Slice.CHANGED: "比上年有变化",
    Slice.FIRST: "首次出现",
    Slice.GONE: "上年有、今年没有",
    Slice.SAME: "与上年相同",
    Slice.ALL: "全部",
}


@dataclass(frozen=True)
class Compared:
    """The rows a part stands for, beside last year's. before: None where the school had no campaign last year."""

    reviewed: Reviewed
    before: pl.DataFrame | None

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Return the rows of the part, numbered as people see them."""
        frame = self.reviewed.rows.frame.with_row_index(NUMBER, offset=1)
        return frame.join(self.reviewed.own.select(UID), on=UID, how="semi", maintain_order="left")

    @property
    def _key(self) -> list[str]:
        return list(self.reviewed.rows.form.primary_key)

    @cached_property
    def former(self) -> Mapping[str, Mapping[str, str | None]]:
        """Return uid -> last year's row of the same key; of a form of one row, that row."""
        if self.before is None or self.before.is_empty():
            return {}
        if self.reviewed.rows.form.cardinality == "one":
            return dict.fromkeys(self.rows[UID], self.before.row(0, named=True))
        if not self._key:
            return {}
        both = self.rows.select(UID, *self._key).join(
            self.before, on=self._key, how="inner", nulls_equal=True
        )
        return {row.pop(UID): row for row in both.iter_rows(named=True)}

    def moved(self, row: Mapping[str, object]) -> list[str]:
        """Return the fields in which a row is not as last year."""
        was = self.former.get(str(row[UID]))
        return [] if was is None else [name for name in was if was[name] != row[name]]

    @cached_property
    def slices(self) -> dict[Slice, list[str]]:
        """Return slice -> uids, in the order of the form; those of last year only have no uid and are in ``gone``."""
        uids = self.rows[UID].to_list()
        changed = {str(row[UID]) for row in self.rows.iter_rows(named=True) if self.moved(row)}
        known = self.former
        has_past = self.before is not None
        return {
            Slice.DISPUTED: [uid for uid in uids if uid in self._disputed],
            Slice.EXPLAINED: [uid for uid in uids if uid in self._explained],
            Slice.CHANGED: [uid for uid in uids if uid in changed],
            Slice.FIRST: [uid for uid in uids if has_past and uid not in known],
            Slice.SAME: [uid for uid in uids if uid in known and uid not in changed],
            Slice.ALL: uids,
        }

    @cached_property
    def gone(self) -> pl.DataFrame:
        """Return last year's rows whose key nobody has this year; nothing where they cannot be compared."""
        scope = self.reviewed.scope
        if self.before is None or not self._key or (scope.others and not scope.leads):
            return pl.DataFrame(schema=dict.fromkeys(self.reviewed.rows.form.by_name, pl.String))
        return self.before.join(
            self.reviewed.rows.counted.select(self._key), on=self._key, how="anti", nulls_equal=True
        )

    def lines(self, uids: Sequence[str]) -> list[dict[str, object]]:
        """Return some rows, in order."""
        found = self.rows.filter(pl.col(UID).is_in(list(uids)))
        return list(found.iter_rows(named=True))

    @cached_property
    def _explained(self) -> frozenset[str]:
        mine = self.reviewed.seen.frame.filter(pl.col("mine") & pl.col("said").is_not_null())
        spoken = [number for number, one in self.reviewed.seen.said.items() if one.kind == "explain"]
        return frozenset(mine.filter(pl.col("said").is_in(spoken))["uid"])

    @cached_property
    def _disputed(self) -> frozenset[str]:
        part = self.reviewed.part
        open_ones = Dispute.objects.filter(school=part.school_id, withdrawn_at=None, answered_at=None)
        rules = list(open_ones.values_list("rule", flat=True).distinct())
        return frozenset(self.reviewed.seen.frame.filter(pl.col("rule").is_in(rules))["uid"])


def compared(reviewed: Reviewed) -> Compared:
    """Return the rows of a part beside last year's."""
    return Compared(reviewed, rows_of_last_year(reviewed.part.made_return, reviewed.rows.form))
