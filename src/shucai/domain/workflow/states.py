"""The states of a return or a contribution (ruling 10), and what else is known of where it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """Where a return stands; 已退回 is FILLING with an open return for correction."""

    NOT_STARTED = "not_started"
    FILLING = "filling"
    CHECKED = "checked"
    DEPARTMENT_APPROVED = "department_approved"
    COMPLIANT = "compliant"
    DELIBERATED = "deliberated"
    SUBMITTED = "submitted"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        """Return the word people read."""
        return STATE_LABELS[self]

    @property
    def rank(self) -> int:
        """Return how far it is on the way, from 0."""
        return list(State).index(self)

    @property
    def is_complete(self) -> bool:
        """Return whether a form that needs this one first may be filled: its department has approved it (CAM-6)."""
        return self not in {State.NOT_STARTED, State.FILLING, State.CHECKED}


STATE_LABELS = {
    State.NOT_STARTED: "未开始",
    State.FILLING: "填报中",
    State.CHECKED: "待部门审核",
    State.DEPARTMENT_APPROVED: "待合规检查",
    State.COMPLIANT: "待审议",
    State.DELIBERATED: "已通过",
    State.SUBMITTED: "已上报",
    State.ARCHIVED: "已归档",
}


def whole_of(parts: Iterable[State]) -> State:
    """Return where a return stands by its parts: as far as the last of them, and filled as soon as one is begun."""
    ranks = [part.rank for part in parts]
    last = min(ranks)
    begun = State.FILLING.rank if max(ranks) > 0 else last
    return list(State)[max(last, begun)]


class KeyData(StrEnum):
    """How far the key data of a return have come on their way to the school leader (REV-2)."""

    NONE = "none"
    DUE = "due"
    PUT = "put"
    APPROVED = "approved"

    @property
    def label(self) -> str:
        """Return the words people read."""
        return KEY_LABELS[self]

    @property
    def waits(self) -> bool:
        """Return whether the school leader has yet to approve them."""
        return self in {KeyData.DUE, KeyData.PUT}


KEY_LABELS = {
    KeyData.NONE: "表中没有关键数据",
    KeyData.DUE: "关键数据还没有报主管领导",
    KeyData.PUT: "关键数据已报主管领导，还没有批准",
    KeyData.APPROVED: "关键数据已由主管领导批准",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a return stands. is_returned: it is open for a correction, sent back or re-opened.

    open_until: the last day of its re-opening, None where it is not re-opened; sent_back: its head returned it since (REV-3).
    """

    state: State
    key: KeyData = KeyData.NONE
    is_returned: bool = False
    open_until: date | None = None
    sent_back: bool = False

    @property
    def is_reopened(self) -> bool:
        """Return whether it is re-opened and not submitted again."""
        return self.state is State.FILLING and self.open_until is not None

    def is_over(self, today: date) -> bool:
        """Return whether it is re-opened and its last day is past: locked until the lead office says more."""
        return self.is_reopened and self.open_until is not None and self.open_until < today

    def label_on(self, today: date) -> str:
        """Return the word people read on a day: a re-opening that is over is told apart."""
        return "重开已到期" if self.is_over(today) else self.label

    @property
    def is_back(self) -> bool:
        """Return whether it was sent back and not submitted again, whether it had been re-opened before or not."""
        is_open = self.state is State.FILLING and self.is_returned
        return is_open and (self.sent_back or not self.is_reopened)

    @property
    def label(self) -> str:
        """Return the word people read: 已退回, 已重开, 待报领导审批 and 待领导审批 are no states of their own."""
        if self.is_back:
            return "已退回"
        if self.is_reopened:
            return "已重开"
        if self.state is State.CHECKED and self.key.waits:
            return "待领导审批" if self.key is KeyData.PUT else "待报领导审批"
        return self.state.label


def standing_of_whole(state: State, parts: Sequence[Standing]) -> Standing:
    """Return where a whole return stands: as its only part does, else re-opened or sent back where a part of it is."""
    if len(parts) == 1:
        return replace(parts[0], state=state)
    until = next((one.open_until for one in parts if one.open_until is not None), None)
    return Standing(state, is_returned=any(one.is_back for one in parts), open_until=until)
