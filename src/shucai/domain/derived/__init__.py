"""Derived forms: rows that follow from the rows of other forms, with what was left out and why."""

from shucai.domain.derived.compile import BadStep, DerivationPlan, compile_derivation
from shucai.domain.derived.order import in_order
from shucai.domain.derived.run import Derived, derive

__all__ = ["BadStep", "DerivationPlan", "Derived", "compile_derivation", "derive", "in_order"]
