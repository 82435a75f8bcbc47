"""The page of what is found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shucai.web.actors import actor_of, today
from shucai.web.find.found import found_of
from shucai.web.search import searched


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Show forms, fields, people and rules that fit what was typed. q: the words."""
    text = searched(request)
    kinds = found_of(actor_of(request), text, today()) if text else []
    return render(request, "find/page.html", {"q": text, "kinds": kinds})
