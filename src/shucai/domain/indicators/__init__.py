"""Indicators computed from the rows of forms, with numerator and denominator."""

from shucai.domain.indicators.compute import IndicatorPlan, Measured, compile_indicator, measure

__all__ = ["IndicatorPlan", "Measured", "compile_indicator", "measure"]
