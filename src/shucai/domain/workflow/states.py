"""The states of a return or a contribution (ruling 10)."""

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
