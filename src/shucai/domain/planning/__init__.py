"""Planning a campaign from an edition: stages and deadlines of a year, order of filling, prerequisites, working days."""

from shucai.domain.planning.deadlines import Due, Moved, due_of, first_days_end, stage_end
from shucai.domain.planning.moving import begun_on
from shucai.domain.planning.order import OrderedBefore, cycle_in, prerequisites_of
from shucai.domain.planning.periods import Periods, periods_of
from shucai.domain.planning.plan import Plan, PlannedForm, edition_for, plan_of
from shucai.domain.planning.stage import PlannedStage, StageKind
from shucai.domain.planning.stages import misplaced, stages_of
from shucai.domain.planning.working_days import (
    DayKind,
    is_known,
    kind_of,
    next_working_day,
    nth_working_day,
    working_days,
)

__all__ = [
    "DayKind", "Due", "Moved", "OrderedBefore", "Periods", "Plan", "PlannedForm", "PlannedStage", "StageKind",
    "begun_on", "cycle_in", "due_of", "edition_for", "first_days_end", "is_known", "kind_of", "misplaced", "next_working_day",
    "nth_working_day",
    "periods_of", "plan_of", "prerequisites_of", "stage_end", "stages_of", "working_days",
]  # fmt: skip
