"""The start page: what this is, a place to drop a workbook, ways on."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shucai import toolkit
from shucai.web.catalogue.queries import current_forms
from shucai.web.checks.owners import owner_of
from shucai.web.checks.store import records

RECENT = 3


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show the start page. form: the code of a form to check for, from a form's page."""
    asked = request.GET.get("form", "")
    forms = current_forms()
    owner = owner_of(request)
    facts = {
        "forms": forms,
        "chosen": next((form for form in forms if form.code == asked), None),
        "list_count": len(toolkit.catalogue().code_lists),
        "upload_limit": settings.UPLOAD_LIMIT,
        "recent": records(owner)[:RECENT] if owner else [],
    }
    return render(request, "start.html", facts)
