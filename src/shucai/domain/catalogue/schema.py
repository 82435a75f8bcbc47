"""A form as its predicates see it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from shucai.domain.catalogue.codes import CodeLists
from shucai.domain.catalogue.edition import Catalogue, Edition
from shucai.domain.catalogue.figure import Source
from shucai.domain.catalogue.form import Field, Form
from shucai.domain.predicates import BadPredicate, Column, Parameters


def schema_of(form: Form, code_lists: CodeLists) -> Mapping[str, Column]:
    """Return the columns of a form with the labels and quantities of their code lists."""
    return {field.name: _column(field, code_lists) for field in form.fields}


def _column(field: Field, code_lists: CodeLists) -> Column:
    if field.code_list is None:
        return Column(field.name, field.type, field.multi, unit=field.unit)
    codes = code_lists[field.code_list]
    meaning = (codes.by_label, codes.labels, codes.quantities, codes.parents)
    return Column(field.name, field.type, field.multi, *meaning, unit=field.unit)


def forms_of(
    catalogue: Catalogue, year: int, own: Form | None = None
) -> Callable[[Source], Mapping[str, Column]]:
    """Return what gives the columns of any form of either platform in a year.

    Last year's rows are read by this year's definition, so that both can be compared. own: the form that asks, taken as
    it is, also where the catalogue has none like it. What it returns raises
    BadPredicate where there is no such form.
    """
    known: dict[tuple[str, str], Mapping[str, Column]] = {}
    if own is not None:
        known[own.platform, own.code] = schema_of(own, catalogue.code_lists)

    def columns(source: Source) -> Mapping[str, Column]:
        place = (source.platform, source.code)
        if place not in known:
            form = catalogue.form_at(*place, year)
            if form is None:
                raise BadPredicate(f"没有表单 {source.platform}.{source.code}")
            known[place] = schema_of(form, catalogue.code_lists)
        return known[place]

    return columns


def parameters_of(form: Form, edition: Edition) -> Parameters:
    """Return the reporting period of a form in its edition. Raises KeyError where the edition names no such period."""
    start, end = edition.periods[form.period]
    return Parameters(start, end, edition.year)


ANY_PARAMETERS = Parameters(date(2023, 9, 1), date(2024, 8, 31), 2024)


def names_twice(names: Iterable[str]) -> list[str]:
    """Return the names that occur more than once, each once."""
    return [name for name, count in Counter(names).items() if count > 1]
