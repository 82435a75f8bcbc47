"""What the page of review shows: what stands against approving, explanations, rows beside last year's, decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl
from django.core.paginator import Page, Paginator

from shucai.apps.filling.models import Contribution, Receipt
from shucai.apps.filling.seeing import Seen
from shucai.apps.filling.situations import PartNow
from shucai.apps.review.comparing import NUMBER, Compared, Slice, compared
from shucai.apps.review.corrections import Correction, correction_of
from shucai.apps.review.models import Decision
from shucai.apps.review.reviewed import Reviewed, fillers_of
from shucai.domain.access import Actor, Allowed, Verb
from shucai.domain.catalogue import Severity
from shucai.domain.problems import Refused
from shucai.domain.rows import UID, keys_of
from shucai.domain.workflow import State
from shucai.web.review.explained import Told, explained
from shucai.web.rows.cells import Cell, Reader

PAGE = 50
Rows = Page[Any]  # uids; of rows that are gone, their places
FIRST = 8  # cells of a row that are shown at once
WORDS = {
    Verb.PUT_KEY_DATA: "报主管领导",
    Verb.APPROVE_KEY_DATA: "批准关键数据",
    Verb.APPROVE_DEPARTMENT: "通过",
    Verb.WITHDRAW: "撤回审核",
}
LOOKS = {
    Verb.PUT_KEY_DATA.value: ("s-wait", "send", "已报主管领导"),
    Verb.APPROVE_KEY_DATA.value: ("s-pass", "check", "已批准关键数据"),
    Verb.APPROVE_DEPARTMENT.value: ("s-pass", "check", "审核通过"),
    Verb.RETURN.value: ("s-back", "arrow-back-up", "退回修改"),
    Verb.WITHDRAW.value: ("s-doing", "arrow-back-up", "撤回审核"),
    Verb.APPROVE_COMPLIANCE.value: ("s-pass", "check", "合规检查通过"),
    Verb.REOPEN.value: ("s-back", "lock-open", "重新开放"),
}


@dataclass(frozen=True)
class Pinnable:
    """A cell that can be pointed at. name: of the field."""

    name: str
    cell: Cell


@dataclass(frozen=True)
class Line:
    """A row of the page. cells: those that moved since last year, or the first ones; more: the others."""

    uid: str
    number: int
    key: str
    cells: Sequence[Pinnable]
    more: Sequence[Pinnable]


@dataclass(frozen=True)
class Tab:
    """A slice of the rows with how many there are."""

    slice: Slice
    count: int
    chosen: bool


@dataclass(frozen=True)
class ReviewPage:
    """A part under review as an actor sees it."""

    seen: Seen
    now: PartNow
    actor: Actor
    today: date
    wanted: str = ""

    @property
    def part(self) -> Contribution:
        """Return the part."""
        return self.now.part

    @cached_property
    def reviewed(self) -> Reviewed:
        """Return what is reviewed."""
        return Reviewed(self.part, self.seen.at, self.today)

    @cached_property
    def compared(self) -> Compared:
        """Return the rows beside last year's."""
        return compared(self.reviewed)

    @property
    def count(self) -> int:
        """Return how many rows the part stands for."""
        return self.reviewed.own.height

    @property
    def has_past(self) -> bool:
        """Return whether there is a last year to compare with."""
        return self.compared.before is not None

    @cached_property
    def reader(self) -> Reader:
        """Return who reads the cells."""
        return Reader(self.reviewed.rows.form, not self.seen.is_masked)

    @cached_property
    def fillers(self) -> frozenset[int]:
        """Return who filled the part."""
        return fillers_of(self.part, self.reviewed.scope)

    def answer(self, verb: Verb) -> Allowed | Refused:
        """Return whether a decision is the actor's now."""
        return self.now.may_now(self.actor, verb, self.today, filled_by=self.fillers)

    @cached_property
    def forward(self) -> tuple[Verb, str] | None:
        """Return the decision that carries the part on and is the actor's now, with its word."""
        for verb in (Verb.APPROVE_KEY_DATA, Verb.PUT_KEY_DATA, Verb.APPROVE_DEPARTMENT):
            if isinstance(self.answer(verb), Allowed):
                return verb, WORDS[verb]
        return None

    @property
    def may_return(self) -> bool:
        """Return whether the actor may send the part back now."""
        return isinstance(self.answer(Verb.RETURN), Allowed)

    @property
    def may_withdraw(self) -> bool:
        """Return whether the actor may take the approval back now."""
        return self.part.state == State.DEPARTMENT_APPROVED.value and isinstance(
            self.answer(Verb.WITHDRAW), Allowed
        )

    @property
    def may_explain(self) -> bool:
        """Return whether the actor decides on explanations and rows now."""
        return isinstance(self.answer(Verb.ACCEPT_ROWS), Allowed)

    @property
    def why_not(self) -> str:
        """Return why nothing can be decided now, blank where something can."""
        if self.forward or self.may_return or self.may_withdraw:
            return ""
        answer = self.answer(Verb.APPROVE_DEPARTMENT)
        return answer.reason if isinstance(answer, Refused) else ""

    @cached_property
    def against(self) -> list[Refused]:
        """Return what stands against approving."""
        return list(self.reviewed.all_against())

    @property
    def severities(self) -> list[tuple[Severity, int]]:
        """Return how many findings of each weight there are."""
        return [(one, self.reviewed.counts[one.value]) for one in Severity]

    @property
    def receipt(self) -> Receipt | None:
        """Return the receipt of what was submitted."""
        return Receipt.objects.filter(contribution=self.part, withdrawn_at=None).select_related("by").first()

    @property
    def correction(self) -> Correction | None:
        """Return what it was returned for, while that is open."""
        return correction_of(self.part, at=self.seen.at)

    @property
    def decisions(self) -> list[tuple[Decision, tuple[str, str, str]]]:
        """Return the decisions over the part and its return, the newest first, each with its look."""
        found = Decision.objects.filter(made_return=self.part.made_return)
        own = found.filter(contribution=self.part) | found.filter(contribution=None)
        return [(one, LOOKS[one.verb]) for one in own.select_related("by", "on_behalf_of").order_by("-pk")]

    @property
    def explanations(self) -> list[Told]:
        """Return what was explained, undecided first."""
        return explained(self.reviewed, masked=self.seen.is_masked)

    @cached_property
    def tabs(self) -> list[Tab]:
        """Return the slices that hold rows; one is chosen: the one asked for, else the first that matters."""
        counts = {one: len(uids) for one, uids in self.compared.slices.items()}
        counts[Slice.GONE] = self.compared.gone.height
        there = [one for one in Slice if counts[one] or one is Slice.ALL]
        chosen = next((one for one in there if one.value == self.wanted), there[0])
        return [Tab(one, counts[one], one is chosen) for one in there]

    @property
    def chosen(self) -> Slice:
        """Return the slice that is shown."""
        return next(tab.slice for tab in self.tabs if tab.chosen)

    def page(self, number: str | None) -> Rows:
        """Return a page of the rows of the chosen slice; of rows that are gone, their places."""
        if self.chosen is Slice.GONE:
            return Paginator(range(self.compared.gone.height), PAGE).get_page(number)
        return Paginator(self.compared.slices[self.chosen], PAGE).get_page(number)

    def lines(self, page: Rows) -> list[Line]:
        """Return the rows of a page."""
        if self.chosen is Slice.GONE:
            frame = self.compared.gone[list(page.object_list)]
            keys = keys_of(self.reviewed.rows.form, frame)
            rows = frame.iter_rows(named=True)
            return [self._line(row, key, moved=[]) for row, key in zip(rows, keys, strict=True)]
        found = self.compared.lines(list(page.object_list))
        placed = self.compared.rows.filter(pl.col(UID).is_in([row[UID] for row in found]))
        key_of = dict(zip(placed[UID], keys_of(self.reviewed.rows.form, placed), strict=True))
        return [self._line(row, key_of.get(str(row[UID])), self.compared.moved(row)) for row in found]

    def _line(self, row: Mapping[str, object], key: str | None, moved: Sequence[str]) -> Line:
        was = self.compared.former.get(str(row.get(UID, "")), {})
        shown = [
            name for name in self.reviewed.rows.form.by_name if row.get(name) is not None or name in moved
        ]
        cells = [self._cell(name, row, was if name in moved else None) for name in shown]
        first = [one for one in cells if one.name in moved] or cells[:FIRST]
        rest = [one for one in cells if one not in first]
        uid, number = str(row.get(UID, "")), int(str(row.get(NUMBER, 0)))
        return Line(uid, number, key or "", first, rest)

    def _cell(self, name: str, row: Mapping[str, object], was: Mapping[str, object] | None) -> Pinnable:
        """Return a cell, beside last year's where it moved."""
        old = None if was is None else self.reader.shown(name, _text(was.get(name)))
        return Pinnable(
            name, Cell(self.reader.title(name), self.reader.shown(name, _text(row.get(name))), old)
        )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
