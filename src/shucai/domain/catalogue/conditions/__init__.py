"""Predicates of the catalogue in the words of those who fill: when a column is required, what a check demands."""

from shucai.domain.catalogue.conditions.sentences import demand, sentence
from shucai.domain.catalogue.conditions.vocabulary import NoWords, Vocabulary, dates_of, vocabulary_of
from shucai.domain.catalogue.form import Check, Form
from shucai.domain.predicates import parse

__all__ = [
    "NoWords",
    "Vocabulary",
    "dates_of",
    "vocabulary_of",
    "words_of",
    "words_of_condition",
    "words_of_demand",
]


def words_of_condition(predicate: str, form: Form, check: Check | None = None) -> str:
    """Return a predicate in words, e.g. ``「有无教师资格证」为“有”``. Raises NoWords for what has none.

    check: whose figures and limits the predicate may name.
    """
    return words_of(predicate, vocabulary_of(form, check))


def words_of(text: str, vocabulary: Vocabulary) -> str:
    """Return a predicate or a term in words. Raises NoWords for what has none."""
    return sentence(parse(text).tree, vocabulary)


def words_of_demand(predicate: str, vocabulary: Vocabulary) -> str:
    """Return in words what must hold. Raises NoWords for what has none."""
    return demand(parse(predicate).tree, vocabulary)
