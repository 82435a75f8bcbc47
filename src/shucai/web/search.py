"""What a visitor types to find something."""

from django.http import HttpRequest

LONGEST = 80  # characters


def searched(request: HttpRequest) -> str:
    """Return the words of the search box, empty where nothing is looked for."""
    return request.GET.get("q", "").strip()[:LONGEST]
