"""Whose cells: what a department may change of a return that several departments fill (FIL-8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Other:
    """Another department's part of the same return. fields: the columns it supplies, empty where it supplies rows."""

    unit: str
    leads: bool = False
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Scope:
    """A department's part of a return, among the others.

    part: id of the contribution. leads: it gathers the whole, and fills what nobody else supplies.
    fields: the columns it supplies, empty where it supplies rows. titles: of the fields, for what is said to people.
    others: id of the contribution -> the other parts of the return.
    reopened: the only columns a re-opening is for, reopened_rows: the only rows, by uid; empty where there is no such
    bound (REV-3).
    """

    part: int
    leads: bool = True
    fields: frozenset[str] = frozenset()
    others: Mapping[int, Other] = field(default_factory=dict[int, Other])
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    reopened: frozenset[str] = frozenset()
    reopened_rows: frozenset[str] = frozenset()

    @property
    def is_of_fields(self) -> bool:
        """Return whether it supplies columns of rows that others have, and neither adds nor deletes rows."""
        return bool(self.fields) and not self.leads

    def sees(self, row_part: int) -> bool:
        """Return whether a row is shown: all to the lead and to who supplies columns, else one's own."""
        return self.leads or self.is_of_fields or row_part == self.part

    def why_not_cell(self, row_part: int, name: str, uid: str = "") -> str:
        """Return why a cell may not be changed, blank where it may.

        row_part: of the row. name: of the field. uid: of the row, blank where it is asked of the column in any row.
        """
        if (self.reopened and name not in self.reopened) or (uid and self.is_shut(uid)):
            return self.only_reopened
        if self.is_of_fields:
            return "" if name in self.fields else _by(self._supplier(row_part, name))
        if row_part != self.part and row_part in self.others:
            return _by(self._supplier(row_part, name))
        claimed = name not in self.fields and self._claimant(name)
        return _by(claimed) if claimed else ""

    def why_not_row(self, row_part: int, uid: str = "") -> str:
        """Return why a row may not be added, deleted or restored, blank where it may.

        row_part: of the row, or to be. uid: of the row, blank where it is to be added.
        """
        if self.reopened or self.is_shut(uid):
            return self.only_reopened
        if self.is_of_fields:
            shown = "、".join(title for name, title in self.titles.items() if name in self.fields)
            lead = self.leading_unit
            return f"您的部门只填“{shown}”，行由{lead}增删"
        return self.whose_row(row_part)

    @property
    def leading_unit(self) -> str:
        """Return the department that leads, of another part than its own."""
        return next((one.unit for one in self.others.values() if one.leads), "牵头部门")

    def whose_row(self, row_part: int) -> str:
        """Return that a row is another department's, blank where it is not."""
        other = self.others.get(row_part) if row_part != self.part else None
        return f"这一行{_by(other.unit)}" if other else ""

    @property
    def may_delete(self) -> bool:
        """Return whether there can be rows that may be deleted, though none may be added."""
        return bool(self.reopened_rows) and not self.reopened and not self.is_of_fields

    def is_shut(self, uid: str) -> bool:
        """Return whether a re-opening is for other rows than this one; uid blank: one that is to be added."""
        return bool(self.reopened_rows) and uid not in self.reopened_rows

    @property
    def only_reopened(self) -> str:
        """Return what a re-opening is for, in words; blank where it has no bound."""
        shown = "、".join(title for name, title in self.titles.items() if name in self.reopened)
        columns = f"“{shown}”" if shown else ""
        rows = f"选出的 {len(self.reopened_rows)} 行" if self.reopened_rows else ""
        bound = f"{rows}的{columns}" if rows and columns else rows or columns
        return f"这次只重新开放了{bound}" if bound else ""

    def own_fields(self) -> frozenset[str]:
        """Return the columns that may be changed at all."""
        return frozenset(name for name in self.titles if not self.why_not_cell(self.part, name))

    def _supplier(self, row_part: int, name: str) -> str:
        """Return the department that fills a cell."""
        return self._claimant(name) or self._holder(row_part)

    def _claimant(self, name: str) -> str:
        """Return the department that supplies a column, blank where it comes with the rows."""
        return "、".join(one.unit for one in self.others.values() if not one.leads and name in one.fields)

    def _holder(self, row_part: int) -> str:
        """Return the department a row belongs to; the lead's where its part is there no more."""
        held = self.others.get(row_part)
        if held is not None and (held.leads or not held.fields):
            return held.unit
        return self.leading_unit


def _by(unit: str) -> str:
    return f"由{unit}填报"
