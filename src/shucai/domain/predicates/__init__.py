"""Predicates: SQL over the fields of a form, proved when the catalogue loads, answered true, false or unknown."""

from shucai.domain.predicates.columns import DTYPES, Column, Parameters, Schema, none_column
from shucai.domain.predicates.compiler import TOLERANCE, compile_predicate
from shucai.domain.predicates.groups import counts_rows
from shucai.domain.predicates.parsing import BadPredicate, Predicate, parse
from shucai.domain.predicates.terms import in_every_row

__all__ = [
    "DTYPES",
    "TOLERANCE",
    "BadPredicate",
    "Column",
    "Parameters",
    "Predicate",
    "Schema",
    "compile_predicate",
    "counts_rows",
    "in_every_row",
    "none_column",
    "parse",
]
