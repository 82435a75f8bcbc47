"""Forms, fields, code lists and editions as immutable values; reading them from files is an adapter's work."""
from shucai.domain.catalogue.codes import Code, CodeList, CodeLists
from shucai.domain.catalogue.edition import Catalogue, Edition, Stage, UnknownForm
from shucai.domain.catalogue.form import Check, Department, Field, ForeignKey, Form, Severity
from shucai.domain.catalogue.proof import prove

__all__ = [
    "Catalogue",
    "Check",
    "Code",
    "CodeList",
    "CodeLists",
    "Department",
    "Edition",
    "Field",
    "ForeignKey",
    "Form",
    "Severity",
    "Stage",
    "UnknownForm",
    "prove",
]
