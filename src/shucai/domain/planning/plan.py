"""A campaign as the edition would have it, before a school changes anything."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from shucai.domain.catalogue import Catalogue, Edition, Form, Stage
from shucai.domain.planning.order import OrderedBefore, prerequisites_of
from shucai.domain.planning.periods import Periods, periods_of
from shucai.domain.planning.stage import PlannedStage, StageKind
from shucai.domain.planning.stages import WEEK, stages_of


@dataclass(frozen=True, slots=True)
class PlannedForm:
    """A form in a campaign.

    stage: place of its stage, from 0. step, step_name: its place in the order of the step table. within_days: days from
    the opening within which it is due. collected: gathered by template and imported centrally (CAM-7).
    """

    code: str
    position: int
    stage: int
    step: int | None
    step_name: str
    within_days: int | None
    key_fields: tuple[str, ...]
    collected: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A campaign of a platform and year. edition_year: of the definitions; an older one stands in while none is newer."""

    platform: str
    year: int
    edition_year: int
    title: str
    periods: Periods
    stages: tuple[PlannedStage, ...]
    forms: tuple[PlannedForm, ...]
    prerequisites: tuple[OrderedBefore, ...]


def edition_for(catalogue: Catalogue, platform: str, year: int) -> Edition | None:
    """Return the newest edition of a platform that is not of a later year, or None where there is none so early."""
    fitting = [e for e in catalogue.editions if e.platform == platform and e.year <= year]
    return max(fitting, key=lambda e: e.year, default=None)


def plan_of(edition: Edition, year: int, opens_on: date | None = None, today: date | None = None) -> Plan:
    """Return the campaign that an edition describes, moved to a year. opens_on, today: see ``stages_of``."""
    stages = stages_of(edition, year, opens_on, today)
    steps = {code: step for step in edition.steps for code in step.forms}
    names = {stage.name: place for place, stage in enumerate(stages)}
    forms = tuple(_planned(form, stages, names, steps) for form in edition.forms.values())
    return Plan(
        platform=edition.platform,
        year=year,
        edition_year=edition.year,
        title=edition.title.replace(str(edition.year), str(year)),
        periods=periods_of(year),
        stages=stages,
        forms=forms,
        prerequisites=tuple(_possible(prerequisites_of(edition), forms, stages)),
    )


def _possible(
    wanted: Iterable[OrderedBefore], forms: Iterable[PlannedForm], stages: tuple[PlannedStage, ...]
) -> Iterator[OrderedBefore]:
    """Yield what can be waited for: a form of the preparation never waits for one that is only filled afterwards (CAM-7)."""
    stage = {form.code: stages[form.stage] for form in forms}
    for one in wanted:
        if stage[one.needs].starts_on <= stage[one.form].ends_on:
            yield one


def _planned(
    form: Form, stages: tuple[PlannedStage, ...], names: Mapping[str, int], steps: Mapping[str, Stage]
) -> PlannedForm:
    step = steps.get(form.code)
    order = step.order if step else None
    opening = _first_of_filling(stages)
    place = opening if order is not None else names.get(form.stage or "", opening)
    return PlannedForm(
        code=form.code,
        position=form.position,
        stage=place,
        step=order,
        step_name=step.name if step else "",
        within_days=form.within_days or (WEEK if order is not None and not form.read_only else None),
        key_fields=tuple(field.name for field in form.fields if field.key_data),
        collected=stages[place].kind is StageKind.PREPARATION,
    )


def _first_of_filling(stages: tuple[PlannedStage, ...]) -> int:
    return next((place for place, stage in enumerate(stages) if stage.kind is StageKind.FILLING), 0)
