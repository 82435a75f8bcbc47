"""Pages of the catalogue: forms, one form with its fields or its checks, code lists, departments."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from shucai import toolkit
from shucai.domain.catalogue import FORM_KIND_WORDS, PLATFORM_WORDS, CodeList, Form, UnknownForm
from shucai.web.catalogue import derivation_words, pages, queries
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
    """Show one form with its fields."""
    return render(request, "catalogue/form.html", pages.form_values(form_or_404(code)))


def form_checks(request: HttpRequest, code: str) -> HttpResponse:
    """Show the checks of one form with their examples."""
    return render(request, "catalogue/form_checks.html", pages.checks_values(form_or_404(code)))


def form_rows(request: HttpRequest, code: str) -> HttpResponse:
    """Show how the rows of one form follow from those of others."""
    form = form_or_404(code)
    if not derivation_words.is_computed(form):
        raise Http404
    return render(request, "catalogue/form_rows.html", pages.rows_values(form))


def indicators_index(request: HttpRequest) -> HttpResponse:
    """Show how every indicator is counted."""
    return render(request, "catalogue/indicators.html", pages.indicator_values())


def workflows_index(request: HttpRequest) -> HttpResponse:
    """Show the steps of every workflow."""
    return render(request, "catalogue/workflows.html", pages.workflow_values())


def codes_index(request: HttpRequest) -> HttpResponse:
    """Show the code lists that fit the search: by name, title, or a value they hold."""
    text = searched(request)
    found = [(one, count) for one, count in queries.lists_with_uses() if _list_fits(one, text)]
    facts = {"text": text, "lists": found, "count": len(found)}
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
    page = Paginator(codes, CODES_PER_PAGE).get_page(request.GET.get("page"))
    facts = {**pages.list_values(one), "text": text, "page": page}
    return render(
        request, "catalogue/code_rows.html" if is_fragment(request) else "catalogue/code_list.html", facts
    )


def departments_index(request: HttpRequest) -> HttpResponse:
    """Show all departments with how much each fills."""
    return render(request, "catalogue/departments.html", pages.departments_values())


def department_page(request: HttpRequest, unit: str) -> HttpResponse:
    """Show the forms of a department, those it leads and those it contributes to."""
    values = pages.department_values(unit)
    if values is None:
        raise Http404
    return render(request, "catalogue/department.html", values)


def form_or_404(code: str) -> Form:
    """Return the form of this code."""
    try:
        return toolkit.find_form(code)
    except UnknownForm as unknown:
        raise Http404(str(unknown.args[0])) from None
