"""What a part of a return waits for: one reason a part, the one that somebody has to act on first."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shucai.domain.todos import OpenPart
from shucai.domain.workflow import KeyData, State


class HoldKind(StrEnum):
    """Why a part is not further, the most pressing first."""

    RETURNED = "returned"
    REOPENED_OVER = "reopened_over"
    LATE = "late"
    REOPENED = "reopened"
    KEY_DATA = "key_data"
    TO_PUT = "to_put"
    REVIEW = "review"
    COMPLIANCE = "compliance"
    OTHERS = "others"
    WAITING = "waiting"
    FILLING = "filling"
    NOT_STARTED = "not_started"
    NOT_YET = "not_yet"

    @property
    def label(self) -> str:
        """Return the words after a number of forms."""
        return HOLD_WORDS[self]

    @property
    def short(self) -> str:
        """Return the words without a number: 退回未改."""
        return self.label.removeprefix("张")


HOLD_WORDS = {
    HoldKind.RETURNED: "张退回未改",
    HoldKind.REOPENED_OVER: "张重开已到期",
    HoldKind.LATE: "张已过截止",
    HoldKind.REOPENED: "张重新开放未交",
    HoldKind.KEY_DATA: "张等主管领导批准",
    HoldKind.TO_PUT: "张等部门报主管领导",
    HoldKind.REVIEW: "张等部门审核",
    HoldKind.COMPLIANCE: "张等合规检查",
    HoldKind.OTHERS: "张等其他部门的栏目或行",
    HoldKind.WAITING: "张等前面的表",
    HoldKind.FILLING: "张在填",
    HoldKind.NOT_STARTED: "张未开始",
    HoldKind.NOT_YET: "张还没到时间",
}
KEY_HOLDS = {KeyData.DUE: HoldKind.TO_PUT, KeyData.PUT: HoldKind.KEY_DATA}
OPENED = (HoldKind.RETURNED, HoldKind.REOPENED, HoldKind.REOPENED_OVER)  # filled once more
HOT = frozenset({HoldKind.RETURNED, HoldKind.REOPENED_OVER, HoldKind.LATE})
BEFORE_CHECK = frozenset({State.NOT_STARTED, State.FILLING})


@dataclass(frozen=True, slots=True)
class Hold:
    """Parts held up for one reason. since: how long the oldest of them has been so, None where nobody knows."""

    kind: HoldKind
    count: int
    since: datetime | None

    @property
    def is_hot(self) -> bool:
        """Return whether somebody is overdue."""
        return self.kind in HOT

    @property
    def words(self) -> str:
        """Return it as it is read: 2 张退回未改."""
        return f"{self.count} {self.kind.label}"


def hold_of(part: OpenPart, today: date) -> HoldKind | None:
    """Return why a part is not further; None where its department has done all it can, or a form fills itself."""
    if part.state in BEFORE_CHECK:
        return _before_check(part, today) if part.is_typed else None
    if part.state is State.CHECKED:
        return KEY_HOLDS.get(part.key, HoldKind.REVIEW)
    if part.state is not State.DEPARTMENT_APPROVED or not part.leads:
        return None
    return HoldKind.COMPLIANCE if part.return_state is State.DEPARTMENT_APPROVED else HoldKind.OTHERS


def _before_check(part: OpenPart, today: date) -> HoldKind:
    if part.is_returned:
        return _opened(part, today)
    if part.opens_on > today:
        return HoldKind.NOT_YET
    if part.due_on < today:
        return HoldKind.LATE
    if part.waits_for:
        return HoldKind.WAITING
    return HoldKind.FILLING if part.state is State.FILLING else HoldKind.NOT_STARTED


def _opened(part: OpenPart, today: date) -> HoldKind:
    """Return whether it was sent back, or re-opened by request and still open, or no longer."""
    if part.is_locked_again(today):
        return HoldKind.REOPENED_OVER
    return HoldKind.RETURNED if part.is_back else HoldKind.REOPENED
