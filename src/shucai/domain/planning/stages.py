"""Stages of a campaign: those of the edition, moved to the year and to days on which people work."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from shucai.domain.catalogue import Edition, Stage
from shucai.domain.planning.moving import still_ahead
from shucai.domain.planning.stage import PlannedStage, kind_of_stage
from shucai.domain.planning.working_days import ONE_DAY, next_working_day, nth_working_day, working_days

WEEK = 7
ENOUGH = 3  # working days before the deadline of the authority for which it holds
NOTICE_MONTH, NOTICE_DAY = (
    9,
    20,
)  # the regulation of 2024 is of 20 September; the national system opened with it


def stages_of(
    edition: Edition, year: int, opens_on: date | None = None, today: date | None = None
) -> tuple[PlannedStage, ...]:
    """Return the stages of an edition in a year.

    A platform whose stages have both dates keeps month and day, and its very dates in the year of the edition. In other
    years a stage begins and ends on working days and has as many of them as it had (days, where it had none). Where only
    the end is given, the campaign opens on a day that the lead office chooses (opens_on; by default the day of the
    regulation), the basic data take the first week, and the rest follows them; opened after the deadline of the authority,
    they still have a week, and two for the rest.
    today: planned on this day, nothing is over; see ``still_ahead``. None: as the edition has it, whatever day it is.
    """
    if all(stage.starts_on for stage in edition.stages):
        planned = _dated(edition.stages, edition.year, year)
    else:
        noticed = max(date(year, NOTICE_MONTH, NOTICE_DAY), today or date.min)
        planned = _open_ended(edition.stages, edition.year, year, opens_on or next_working_day(noticed))
    return still_ahead(planned, today) if today else planned


def _dated(stages: Sequence[Stage], of_year: int, year: int) -> tuple[PlannedStage, ...]:
    planned: list[PlannedStage] = []
    for stage in stages:
        assert stage.starts_on is not None  # noqa: S101  asked by the caller
        first, last = stage.starts_on, stage.ends_on or stage.starts_on
        if year != of_year:
            needed = working_days(first, last) or (last - first).days + 1
            after = planned[-1].ends_on + ONE_DAY if planned else date.min
            first = next_working_day(max(after, _in_year(first, year)))
            last = max(next_working_day(_in_year(last, year)), nth_working_day(first, needed))
        planned.append(_planned(stage, first, last))
    return tuple(planned)


def _open_ended(stages: Sequence[Stage], of_year: int, year: int, opens: date) -> tuple[PlannedStage, ...]:
    rest = next_working_day(opens + timedelta(days=WEEK))
    planned: list[PlannedStage] = []
    for number, stage in enumerate(stages):
        ends = _in_year(stage.ends_on, year) if stage.ends_on else rest
        first = opens if number == 0 else rest
        least = first + timedelta(days=WEEK - 1) if number == 0 else first + timedelta(days=2 * WEEK)
        deadline = ends if year == of_year else _last_working_day(ends)
        is_enough = working_days(first, deadline) >= ENOUGH
        planned.append(_planned(stage, first, deadline if is_enough else max(deadline, least)))
    return tuple(planned)


def _last_working_day(day: date) -> date:
    """Return the day itself or the last working day before it: a deadline of the authority is not passed."""
    back = day
    while next_working_day(back) != back:
        back -= ONE_DAY
    return back


def _in_year(day: date, year: int) -> date:
    """Return the same month and day; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _planned(stage: Stage, first: date, last: date) -> PlannedStage:
    return PlannedStage(
        name=stage.name,
        kind=kind_of_stage(stage.name),
        starts_on=first,
        ends_on=last,
        work=stage.work,
        departments="、".join(stage.departments),
        remark=stage.remark or "",
    )


def misplaced(stages: Sequence[PlannedStage]) -> tuple[tuple[int, str], ...]:
    """Return (place from 0, what is wrong) of the stages that cannot stand as they are."""
    wrong: list[tuple[int, str]] = []
    for place, stage in enumerate(stages):
        if not stage.name.strip():
            wrong.append((place, "阶段要有名称"))
        if stage.ends_on < stage.starts_on:
            wrong.append((place, f"结束日期 {stage.ends_on} 早于开始日期 {stage.starts_on}，请改正其中一个"))
    for place, (before, after) in enumerate(pairwise(stages), 1):
        if after.starts_on < before.starts_on:
            wrong.append(
                (place, f"开始日期 {after.starts_on} 早于上一阶段的 {before.starts_on}，请调整次序或日期")
            )
    return tuple(wrong)
