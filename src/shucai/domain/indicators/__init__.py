"""Indicators computed from the rows of forms, with numerator and denominator; and statements about a school."""

from shucai.domain.indicators.compute import IndicatorPlan, Measured, compile_indicator, measure
from shucai.domain.indicators.statement import Answer, StatementPlan, answer, compile_statement

__all__ = [
    "Answer",
    "IndicatorPlan",
    "Measured",
    "StatementPlan",
    "answer",
    "compile_indicator",
    "compile_statement",
    "measure",
]
