"""Typed text -> typed values, by the rules of normalisation: every change is listed, nothing is guessed.

The rule ids in the code are those of the reference: T text, E blank, N number, C code, D date, P name, F file, S6 section 6.
"""

from shucai.domain.normalise.column import NormalisedColumn, normalise_column

__all__ = ["NormalisedColumn", "normalise_column"]
