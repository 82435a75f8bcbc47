"""Stages moved to other days: begun on a day that is chosen, or from today on where their own days are over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from shucai.domain.planning.stage import PlannedStage
from shucai.domain.planning.working_days import ONE_DAY, nth_working_day, working_days


def begun_on(stages: Sequence[PlannedStage], first: date) -> tuple[PlannedStage, ...]:
    """Return stages moved so that the first begins on a day or the next working day.

    Each keeps its number of working days and its distance from the beginning, counted in working days.
    """
    spans: list[tuple[int, int]] = []
    for stage in stages:
        before = working_days(stages[0].starts_on, stage.starts_on - ONE_DAY)
        spans.append((before, before + max(working_days(stage.starts_on, stage.ends_on), 1)))
    return _placed(stages, spans, first)


def still_ahead(stages: Sequence[PlannedStage], today: date) -> tuple[PlannedStage, ...]:
    """Return stages by which people can still work: as they are while none of them is over, else from today on.

    Where the last day of all is still to come, they are shortened in proportion so that it holds, as long as each keeps a
    working day of its own; otherwise they keep their lengths and end later.
    """
    if all(stage.ends_on >= today for stage in stages):
        return tuple(stages)
    moved = begun_on(stages, today)
    room = working_days(today, max(stage.ends_on for stage in stages))
    needed = working_days(moved[0].starts_on, max(stage.ends_on for stage in moved))
    if room == 0 or room >= needed:
        return moved
    shortened = _shortened(moved, today, room, needed)
    return shortened if _follow_alike(moved, shortened) else moved


def _shortened(
    stages: Sequence[PlannedStage], today: date, room: int, needed: int
) -> tuple[PlannedStage, ...]:
    spans: list[tuple[int, int]] = []
    for stage in stages:
        before = working_days(stages[0].starts_on, stage.starts_on - ONE_DAY) * room // needed
        end = working_days(stages[0].starts_on, stage.ends_on) * room // needed
        spans.append((before, max(end, before + 1)))
    return _placed(stages, spans, today)


def _placed(
    stages: Sequence[PlannedStage], spans: Sequence[tuple[int, int]], first: date
) -> tuple[PlannedStage, ...]:
    """Return stages on the working days from a day on. spans: the first of them, from 0, and the one after the last."""
    return tuple(
        replace(stage, starts_on=nth_working_day(first, start + 1), ends_on=nth_working_day(first, end))
        for stage, (start, end) in zip(stages, spans, strict=True)
    )


def _follow_alike(before: Sequence[PlannedStage], after: Sequence[PlannedStage]) -> bool:
    """Return whether stages that did not overlap still do not."""
    return all(
        later.starts_on > earlier.ends_on
        for (was_earlier, was_later), (earlier, later) in zip(pairwise(before), pairwise(after), strict=True)
        if was_later.starts_on > was_earlier.ends_on
    )
