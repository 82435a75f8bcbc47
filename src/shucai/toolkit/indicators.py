"""Indicators of a folder of workbooks, this year's and, where its rows are at hand, last year's."""

from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from shucai.adapters.catalogue_files import read_indicators
from shucai.domain.catalogue import Source
from shucai.domain.catalogue.indicator import Indicator
from shucai.domain.catalogue.schema import forms_of
from shucai.domain.indicators import IndicatorPlan, Measured, compile_indicator, measure
from shucai.domain.predicates import Parameters
from shucai.toolkit.catalogue import YEAR, catalogue
from shucai.toolkit.check import source_title
from shucai.toolkit.rows import Rows


@dataclass(frozen=True)
class IndicatorResult:
    """An indicator with this year's and last year's value. missing: forms it needs that are not at hand.

    qualified: whether this year's value is within what is held up as qualified, None where nothing is or it is open.
    """

    indicator: Indicator
    now: Measured | None
    before: Measured | None
    missing: tuple[str, ...] = ()

    @property
    def qualified(self) -> bool | None:
        """Return whether the value reaches the line its source draws."""
        indicator = self.indicator
        value = None if self.now is None else self.now.value
        if value is None or (indicator.at_least is None and indicator.at_most is None):
            return None
        low = indicator.at_least is None or value >= indicator.at_least
        return low and (indicator.at_most is None or value <= indicator.at_most)


@lru_cache(maxsize=8)
def indicator_plans(year: int = YEAR) -> tuple[IndicatorPlan, ...]:
    """Return the indicators of both platforms in a year, compiled."""
    everything = catalogue()
    forms = forms_of(everything, year)
    return tuple(
        compile_indicator(one, forms, Parameters(*edition.periods["academic_year"], year))
        for edition in everything.editions
        if edition.year == year
        for one in read_indicators(edition, everything)
    )


def measure_rows(rows: Rows, year: int = YEAR) -> list[IndicatorResult]:
    """Return every indicator of a year over the rows at hand."""
    now = rows.frames
    before = {replace(s, last_year=False): frame for s, frame in now.items() if s.last_year}
    return [_result(plan, now, before) for plan in indicator_plans(year)]


def _result(
    plan: IndicatorPlan, now: dict[Source, pl.DataFrame], before: dict[Source, pl.DataFrame]
) -> IndicatorResult:
    indicator = plan.indicator
    missing = tuple(source_title(source) for source in indicator.sources if source not in now)
    then = measure(plan, before) if all(source in before for source in indicator.sources) else None
    return IndicatorResult(indicator, None if missing else measure(plan, now), then, missing)
