"""Indicators of a folder of workbooks, this year's and, where its rows are at hand, last year's."""

from collections.abc import Iterator
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
    """An indicator, or one group of it, with this year's and last year's value.

    missing: forms it needs that are not at hand; then nothing was measured.
    """

    indicator: Indicator
    now: Measured | None
    before: Measured | None = None
    missing: tuple[str, ...] = ()


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
    """Return every indicator of a year over the rows at hand, those given for groups once a group."""
    now = rows.frames
    before = {replace(s, last_year=False): frame for s, frame in now.items() if s.last_year}
    return [result for plan in indicator_plans(year) for result in _results(plan, now, before)]


def _results(
    plan: IndicatorPlan, now: dict[Source, pl.DataFrame], before: dict[Source, pl.DataFrame]
) -> Iterator[IndicatorResult]:
    indicator = plan.indicator
    missing = tuple(source_title(source) for source in indicator.sources if source not in now)
    if missing:
        yield IndicatorResult(indicator, None, missing=missing)
        return
    at_hand = all(source in before for source in indicator.sources)
    then = {one.group: one for one in measure(plan, before)} if at_hand else {}
    for one in measure(plan, now):
        yield IndicatorResult(indicator, one, then.get(one.group))
