"""One stage of a campaign: what it is for and its days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StageKind(StrEnum):
    """What a stage is for; what may be done in it follows from this."""

    PREPARATION = "preparation"
    FILLING = "filling"
    REVIEW = "review"
    ANALYSIS = "analysis"

    @property
    def label(self) -> str:
        """Return the word people read."""
        return STAGE_WORDS[self]


STAGE_WORDS = {
    StageKind.PREPARATION: "准备",
    StageKind.FILLING: "填报",
    StageKind.REVIEW: "审核提交",
    StageKind.ANALYSIS: "核对分析",
}


@dataclass(frozen=True, slots=True)
class PlannedStage:
    """A stage with its dates, both included."""

    name: str
    kind: StageKind
    starts_on: date
    ends_on: date
    work: str = ""
    departments: str = ""
    remark: str = ""


def kind_of_stage(name: str) -> StageKind:
    """Return what a stage is for, by the words of the step tables."""
    words = (
        ("准备", StageKind.PREPARATION),
        ("分析", StageKind.ANALYSIS),
        ("审核", StageKind.REVIEW),
        ("提交", StageKind.REVIEW),
    )
    return next((kind for word, kind in words if word in name), StageKind.FILLING)
