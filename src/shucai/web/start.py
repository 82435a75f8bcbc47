"""The start page: what this is, a place to drop a workbook, ways on."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shucai import toolkit
from shucai.domain.catalogue import PLATFORM_WORDS, Stage
from shucai.toolkit.catalogue import YEAR
from shucai.web.catalogue.queries import current_forms
from shucai.web.checks.owners import owner_of
from shucai.web.checks.store import records

RECENT = 3

Dates = list[tuple[str, str]]  # (stage, its dates in words)


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
        "calendar": _calendar(),
        "upload_limit": settings.UPLOAD_LIMIT,
        "recent": records(owner)[:RECENT] if owner else [],
    }
    return render(request, "start.html", facts)


def _calendar() -> list[tuple[str, Dates]]:
    """Return (platform, its stages with their dates) of the editions in force."""
    editions = [e for e in toolkit.catalogue().editions if e.year == YEAR]
    return [(PLATFORM_WORDS[e.platform], [(s.name, _dates(s)) for s in e.stages]) for e in editions]


def _dates(stage: Stage) -> str:
    first, last = (f"{day:%-m-%d}" if day else "" for day in (stage.starts_on, stage.ends_on))
    return f"{first} 至 {last}" if first else f"{last} 前" if last else ""
