"""Identifiers of people, organisations, books and certificates: their forms, check digits and what they tell.

Values are judged as normalised; making typed text plain is the normaliser's work.
"""

from shucai.domain.identifiers.checksums import resident_check
from shucai.domain.identifiers.columns import PROBLEMS_SCHEMA, flaw_of, problems_of
from shucai.domain.identifiers.expressions import (
    birth_of,
    gender_of,
    id_number_valid,
    isbn_valid,
    issn_valid,
    uscc_valid,
)
from shucai.domain.identifiers.flaws import FLAWS, Flaw

__all__ = [
    "FLAWS",
    "PROBLEMS_SCHEMA",
    "Flaw",
    "birth_of",
    "flaw_of",
    "gender_of",
    "id_number_valid",
    "isbn_valid",
    "issn_valid",
    "problems_of",
    "resident_check",
    "uscc_valid",
]
