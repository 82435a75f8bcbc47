"""What the pages of the catalogue show, as values of their templates; the same for the running pages and the written ones."""

from typing import Any

from shucai import toolkit
from shucai.domain.catalogue import PLATFORM_WORDS, CodeList, Form
from shucai.web.catalogue import (
    check_words,
    derivation_words,
    form_words,
    indicator_words,
    queries,
    workflow_words,
)

Values = dict[str, Any]  # of a template
UNFOLDED = 20  # checks that a page shows at once with their examples


def form_values(form: Form) -> Values:
    """Return the values of the page of a form with its fields."""
    everything = toolkit.catalogue().edition_of(form).forms
    fields = form_words.fields_of(form)
    needs = [(need, sum(f.need == need for f in fields)) for need in form_words.NEED_LOOK]
    return {
        **_head(form),
        "counts": needs,
        "facts": form_words.facts_of(form),
        "fields": fields,
        "departments": [(d.unit, queries.supplies(d, form)) for d in form.departments],
        "prerequisites": [everything[code] for code in form.prerequisites if code in everything],
        "used_by": queries.used_by(form),
        "inferred_count": sum(f.field.standing == "inferred" for f in fields),
    }


def checks_values(form: Form) -> Values:
    """Return the values of the page of a form with its checks and their examples."""
    return {
        **_head(form),
        "unfolded": len(toolkit.checks_of(form)) <= UNFOLDED,
        "levels": check_words.levels_of(form),
        "severities": check_words.severities_of(form),
    }


def rows_values(form: Form) -> Values:
    """Return the values of the page that says how the rows of a form follow from others."""
    return {**_head(form), "derivations": derivation_words.derivations_of(form)}


def indicator_values() -> Values:
    """Return the values of the page of indicators."""
    return {"indicators": indicator_words.indicators()}


def workflow_values() -> Values:
    """Return the values of the page of workflows."""
    return {"workflows": workflow_words.workflow_words()}


def _head(form: Form) -> Values:
    return {
        "form": form,
        "platform_name": PLATFORM_WORDS[form.platform],
        "is_computed": derivation_words.is_computed(form),
        "check_count": len(toolkit.checks_of(form)),
    }


def list_values(one: CodeList) -> Values:
    """Return the values of the page of a code list, but for the page of codes that it shows."""
    return {
        "list": one,
        "has_parent": any(code.parent for code in one.codes),
        "has_validity": any(code.valid_from or code.valid_to for code in one.codes),
        "has_quantity": any(code.quantity is not None for code in one.codes),
        "uses": queries.fields_by_code_list().get(one.name, ()),
    }


def department_values(unit: str) -> Values | None:
    """Return the values of the page of a department: the forms it leads or contributes to; None where it has none."""
    forms = [form for form in queries.current_forms() if form.is_filled_by(unit)]
    if not forms:
        return None
    parts = [
        (name, [(form, _part(form, unit)) for form in forms if form.platform == key])
        for key, name in PLATFORM_WORDS.items()
    ]
    return {
        "unit": unit,
        "parts": [(name, rows) for name, rows in parts if rows],
        "lead_count": sum(form.lead == unit for form in forms),
        "form_count": len(forms),
        "template_count": sum(not form.read_only for form in forms),
    }


def _part(form: Form, unit: str) -> str:
    department = next(d for d in form.departments if d.unit == unit)
    return queries.supplies(department, form)


def departments_values() -> Values:
    """Return the values of the page of all departments: how much each fills on either platform, and how much it leads."""
    return {"shares": [(unit, *_share(unit)) for unit, _ in queries.unit_counts()]}


def _share(unit: str) -> tuple[int, int, int]:
    forms = [form for form in queries.current_forms() if form.is_filled_by(unit)]
    by_platform = [sum(form.platform == key for form in forms) for key in PLATFORM_WORDS]
    return by_platform[0], by_platform[1], sum(form.lead == unit for form in forms)
