"""Forms, fields, code lists and editions as immutable values; reading them from files is an adapter's work."""

from shucai.domain.catalogue.codes import Code, CodeList, CodeLists
from shucai.domain.catalogue.conditions import words_of_condition
from shucai.domain.catalogue.difference import FormChange, difference
from shucai.domain.catalogue.edition import Catalogue, Edition, Stage, UnknownForm
from shucai.domain.catalogue.figure import Figure, Platform, Source
from shucai.domain.catalogue.form import Check, Department, Field, ForeignKey, Form, Severity
from shucai.domain.catalogue.overrides import Choice, Override, choices_of, rule_of, why_not, with_overrides
from shucai.domain.catalogue.place import Place
from shucai.domain.catalogue.words import (
    FORM_KIND_WORDS,
    KIND_WORDS,
    PERIOD_WORDS,
    PLATFORM_WORDS,
    plain_number,
    words_of_length,
    words_of_limits,
    words_of_need,
    words_of_type,
)

__all__ = [
    "FORM_KIND_WORDS",
    "KIND_WORDS",
    "PERIOD_WORDS",
    "PLATFORM_WORDS",
    "Catalogue",
    "Check",
    "Choice",
    "Code",
    "CodeList",
    "CodeLists",
    "Department",
    "Edition",
    "Field",
    "Figure",
    "ForeignKey",
    "Form",
    "FormChange",
    "Override",
    "Place",
    "Platform",
    "Severity",
    "Source",
    "Stage",
    "UnknownForm",
    "choices_of",
    "difference",
    "plain_number",
    "rule_of",
    "why_not",
    "with_overrides",
    "words_of_condition",
    "words_of_length",
    "words_of_limits",
    "words_of_need",
    "words_of_type",
]
