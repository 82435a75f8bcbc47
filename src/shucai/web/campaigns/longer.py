"""Extending a deadline from elsewhere: for whom, what is said of it, and whether it passes the stage that follows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from shucai.apps.campaigns.lines import FormLine
from shucai.apps.campaigns.models import Extension, Stage
from shucai.apps.campaigns.queries import extensions_in_force
from shucai.domain.planning import Due, Moved, stage_end
from shucai.web.asking import whole
from shucai.web.campaigns.words import day


@dataclass(frozen=True)
class Longer:
    """A department that is to be given longer, in the stage in which it is late."""

    unit: int
    stage: int | None


def longer_of(request: HttpRequest, lines: Sequence[FormLine]) -> Longer | None:
    """Return whom a link means to give longer: ?longer= the department, of= the form that is late."""
    unit, form = whole(request.GET.get("longer", "")), whole(request.GET.get("of", ""))
    if unit is None:
        return None
    return Longer(unit, next((line.form.stage_id for line in lines if line.form.pk == form), None))


def stages_shown(
    stages: Iterable[Stage], lines: Sequence[FormLine], moved: Sequence[Moved]
) -> list[tuple[Stage, Due, str]]:
    """Return stages with their end, and what is due before it in words: 29 张表 11-28 截止."""
    ends = [(stage, stage_end(stage.pk, stage.ends_on, moved)) for stage in stages]
    return [(stage, end, _sooner(stage, end, lines)) for stage, end in ends]


def _sooner(stage: Stage, end: Due, lines: Sequence[FormLine]) -> str:
    firsts = [
        min(part.due.on for part in line.parts)
        for line in lines
        if line.form.stage_id == stage.pk and line.is_typed and line.parts
    ]
    days = Counter(on for on in firsts if on < end.on)
    return "、".join(f"{count} 张表 {day(on)}" for on, count in sorted(days.items()))


def extended_said(extension: Extension) -> str:
    """Return what is said of an extension: who has how long, and the stages that end before it."""
    stage = extension.form.stage if extension.form else extension.stage
    of = extension.form.code if extension.form else stage.name if stage else ""
    whom = " · ".join(filter(None, (of, extension.unit.title if extension.unit else "")))
    if stage and extension.form is None and extension.until < _end(extension, stage):
        return (
            f"{whom} 里更早截止的表已延期到 {day(extension.until)}；{day(_end(extension, stage))} 截止的不变"
        )
    passed = _passed(extension, stage) if stage else []
    if not passed:
        return f"{whom} 已延期到 {day(extension.until)}"
    ends = "、".join(passed)
    return f"{whom} 已延期到 {day(extension.until)}，晚于 {ends}；后面的阶段来不及的，请一并延期"


def _end(extension: Extension, stage: Stage) -> date:
    """Return when a stage ends for everybody."""
    return stage_end(stage.pk, stage.ends_on, extensions_in_force(extension.campaign)).on


def _passed(extension: Extension, stage: Stage) -> list[str]:
    """Return the later stages that end before the new deadline, each with its end."""
    moved = extensions_in_force(extension.campaign)
    later = extension.campaign.stages.filter(order__gt=stage.order).order_by("order")
    ends = [(one, stage_end(one.pk, one.ends_on, moved).on) for one in later]
    return [f"{one.name}的截止 {day(end)}" for one, end in ends if end < extension.until]
