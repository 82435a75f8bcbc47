"""The pages of the folder: where each stands, by which template, with which values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.urls import reverse

from shucai import toolkit
from shucai.domain.catalogue import PLATFORM_WORDS, CodeList, Form
from shucai.web.catalogue import pages, queries
from shucai.web.catalogue.pages import Values


@dataclass(frozen=True)
class Page:
    """A page of the folder. path: from its top, with a leading slash. section: the entry of the navigation it is under."""

    path: str
    template: str
    section: str
    values: Values = field(default_factory=dict)


def site_pages() -> Iterator[Page]:
    """Yield every page of the folder; what a page shows is worked out when its turn comes."""
    yield Page(reverse("start"), "site/start.html", "start", start_values())
    yield Page(reverse("forms"), "site/forms.html", "forms", _forms_values(""))
    for platform in PLATFORM_WORDS:
        yield Page(f"/{platform}.html", "site/forms.html", "forms", _forms_values(platform))
    for form in queries.current_forms():
        yield from _form_pages(form)
    indicators = pages.indicator_values()
    yield Page(reverse("indicators"), "catalogue/indicators.html", "indicators", indicators)
    workflows = pages.workflow_values()
    yield Page(reverse("workflows"), "catalogue/workflows.html", "workflows", workflows)
    yield from _code_pages()
    yield from _department_pages()


def _form_pages(form: Form) -> Iterator[Page]:
    under = {"platform": form.platform}
    fields = {**pages.form_values(form), **under}
    yield Page(reverse("forms_one", args=[form.code]), "catalogue/form.html", "forms", fields)
    checks = {**pages.checks_values(form), **under}
    yield Page(reverse("forms_checks", args=[form.code]), "catalogue/form_checks.html", "forms", checks)
    if checks["is_computed"]:
        rows = {**pages.rows_values(form), **under}
        yield Page(reverse("forms_rows", args=[form.code]), "catalogue/form_rows.html", "forms", rows)


def start_values() -> Values:
    """Return the values of the first page: how much there is, and every form under its heading."""
    forms = queries.current_forms()
    return {
        "counts": [
            ("张表", len(forms)),
            ("个字段", sum(len(form.fields) for form in forms)),
            ("条校验", sum(len(toolkit.checks_of(form)) for form in forms)),
            ("个例子", sum(len(found) for form in forms for found in toolkit.examples_of(form).values())),
        ],
        "overviews": [(name, _groups(forms, key)) for key, name in PLATFORM_WORDS.items()],
        "list_count": len(toolkit.catalogue().code_lists),
    }


def _groups(forms: Iterable[Form], platform: str) -> list[queries.Group]:
    return queries.grouped(queries.Found(form) for form in forms if form.platform == platform)


def _forms_values(platform: str) -> Values:
    wanted = queries.Wanted(platform=platform)
    found = queries.find_forms(wanted)
    return {
        "wanted": wanted,
        "platform": platform,
        "platform_name": PLATFORM_WORDS.get(platform, ""),
        "count": len(found),
        "groups": queries.grouped(found),
    }


def _code_pages() -> Iterator[Page]:
    lists = queries.lists_with_uses()
    yield Page(reverse("codes"), "site/codes.html", "codes", {"lists": lists, "count": len(lists)})
    for one, _ in lists:
        yield Page(
            reverse("codes_one", args=[one.name]), "catalogue/code_list.html", "codes", _list_values(one)
        )


def _list_values(one: CodeList) -> Values:
    """Return the values of a code list with all its codes on one page."""
    return {**pages.list_values(one), "page": Paginator(one.codes, max(len(one.codes), 1)).page(1)}


def _department_pages() -> Iterator[Page]:
    yield Page(
        reverse("departments"), "catalogue/departments.html", "departments", pages.departments_values()
    )
    for unit, _ in queries.unit_counts():
        values = pages.department_values(unit) or {}
        yield Page(
            reverse("departments_one", args=[unit]), "catalogue/department.html", "departments", values
        )
