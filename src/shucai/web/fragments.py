"""Requests by htmx, which replace a part of a page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

SEE_OTHER = 303  # whatever was sent, the target is fetched


def is_fragment(request: HttpRequest) -> bool:
    """Return whether a part of a page is asked for; going back in history asks for the whole again."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def is_by_script(request: HttpRequest) -> bool:
    """Return whether a script of a page sends something by itself and reads the answer, which is shown to nobody."""
    accepted = request.headers.get("Accept", "")
    return bool(accepted) and "text/html" not in accepted and not is_fragment(request)


def go_to(request: HttpRequest, name: str, **parts: str) -> HttpResponse:
    """Send the browser to another page, whichever way it asked."""
    target = reverse(name, kwargs=parts)
    if is_fragment(request):
        return HttpResponse(headers={"HX-Redirect": target})
    return HttpResponseRedirect(target, status=SEE_OTHER)
