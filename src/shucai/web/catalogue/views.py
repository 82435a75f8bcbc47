"""Pages of the catalogue: forms, one form, code lists, departments."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from shucai import toolkit
from shucai.domain.catalogue import FORM_KIND_WORDS, PLATFORM_WORDS, CodeList, Form, UnknownForm
from shucai.web.catalogue import form_words, queries
from shucai.web.fragments import is_fragment
from shucai.web.search import searched

CODES_PER_PAGE = 100


def forms_index(request: HttpRequest) -> HttpResponse:
    """Show the forms that fit the search, under the platforms' own headings."""
    asked = {name: request.GET.get(name, "") for name in ("platform", "unit", "kind", "stage")}
    wanted = queries.Wanted(text=searched(request), **asked)
    found = queries.find_forms(wanted)
    facts = {
        "wanted": wanted,
        "count": len(found),
        "groups": queries.grouped(found),
        "kinds": FORM_KIND_WORDS.items(),
        "stages": [s for s in queries.stages() if wanted.platform in {"", s[0]}],
        "platform_name": PLATFORM_WORDS.get(wanted.platform, ""),
    }
    return render(
        request, "catalogue/forms_list.html" if is_fragment(request) else "catalogue/forms.html", facts
    )


def form_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show one form."""
    form = form_or_404(code)
    everything = toolkit.catalogue().edition_of(form).forms
    fields = form_words.fields_of(form)
    facts = {
        "form": form,
        "platform_name": PLATFORM_WORDS[form.platform],
        "facts": form_words.facts_of(form),
        "fields": fields,
        "need_counts": [(need, sum(f.need == need for f in fields)) for need in form_words.NEED_LOOK],
        "checks": form_words.checks_of(form),
        "departments": [(d.unit, queries.supplies(d, form)) for d in form.departments],
        "prerequisites": [everything[code] for code in form.prerequisites if code in everything],
        "used_by": queries.used_by(form),
        "inferred_count": sum(f.field.standing == "inferred" for f in fields),
    }
    return render(request, "catalogue/form.html", facts)


def codes_index(request: HttpRequest) -> HttpResponse:
    """Show the code lists that fit the search: by name, title, or a value they hold."""
    text = searched(request)
    uses = queries.fields_by_code_list()
    lists = [(one, len(uses.get(one.name, ()))) for one in toolkit.catalogue().code_lists.values()]
    found = [(one, count) for one, count in lists if _list_fits(one, text)]
    facts = {"text": text, "lists": sorted(found, key=lambda pair: -pair[1]), "count": len(found)}
    return render(
        request, "catalogue/codes_list.html" if is_fragment(request) else "catalogue/codes.html", facts
    )


def _list_fits(code_list: CodeList, text: str) -> bool:
    return (
        not text
        or text.casefold() in f"{code_list.title} {code_list.name}".casefold()
        or (text in code_list.by_label or text in code_list.by_code)
    )


def code_list(request: HttpRequest, name: str) -> HttpResponse:
    """Show one code list, page by page."""
    known = toolkit.catalogue().code_lists
    if name not in known:
        raise Http404
    one, text = known[name], searched(request)
    codes = [c for c in one.codes if not text or text in f"{c.code} {c.label} {' '.join(c.aliases)}"]
    facts = {
        "list": one,
        "text": text,
        "page": Paginator(codes, CODES_PER_PAGE).get_page(request.GET.get("page")),
        "has_parent": any(c.parent for c in one.codes),
        "has_validity": any(c.valid_from or c.valid_to for c in one.codes),
        "has_quantity": any(c.quantity is not None for c in one.codes),
        "uses": queries.fields_by_code_list().get(name, ()),
    }
    return render(
        request, "catalogue/code_rows.html" if is_fragment(request) else "catalogue/code_list.html", facts
    )


def departments_index(request: HttpRequest) -> HttpResponse:
    """Show all departments with how much each fills."""
    shares = [(unit, *_share(unit)) for unit, _ in queries.unit_counts()]
    return render(request, "catalogue/departments.html", {"shares": shares})


def _share(unit: str) -> tuple[int, int, int]:
    """Return how many forms a department fills on either platform, and how many of both it leads."""
    forms = [form for form in queries.current_forms() if form.is_filled_by(unit)]
    by_platform = [sum(form.platform == key for form in forms) for key in PLATFORM_WORDS]
    return by_platform[0], by_platform[1], sum(form.lead == unit for form in forms)


def department_page(request: HttpRequest, unit: str) -> HttpResponse:
    """Show the forms of a department, those it leads and those it contributes to."""
    forms = [form for form in queries.current_forms() if form.is_filled_by(unit)]
    if not forms:
        raise Http404
    parts = [
        (name, [(form, _part(form, unit)) for form in forms if form.platform == key])
        for key, name in PLATFORM_WORDS.items()
    ]
    facts = {
        "unit": unit,
        "parts": [(name, rows) for name, rows in parts if rows],
        "lead_count": sum(form.lead == unit for form in forms),
        "form_count": len(forms),
        "template_count": sum(not form.read_only for form in forms),
    }
    return render(request, "catalogue/department.html", facts)


def _part(form: Form, unit: str) -> str:
    department = next(d for d in form.departments if d.unit == unit)
    return queries.supplies(department, form)


def form_or_404(code: str) -> Form:
    """Return the form of this code."""
    try:
        return toolkit.find_form(code)
    except UnknownForm as unknown:
        raise Http404(str(unknown.args[0])) from None
