"""Typed text -> typed values, by the rules of normalisation: every change is listed, nothing is guessed.

The rule ids in the code are those of the reference: T text, E blank, N number, C code, D date, P name, F file, S6 section 6.
"""

from shucai.domain.normalise.columns import NormalisedColumns, normalise_columns
from shucai.domain.normalise.readers import Reader, reader_of

__all__ = ["NormalisedColumns", "Reader", "normalise_columns", "reader_of"]
