"""The log-in page, from which one comes back to where one was."""

from urllib.parse import quote, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from shucai.web.fragments import SEE_OTHER, is_fragment


def log_in_page(request: HttpRequest) -> HttpResponse:
    """Send the browser to the log-in page, which leads back to the page it shows now."""
    target = f"{reverse('account_login')}?next={quote(page_shown(request))}"
    if is_fragment(request):
        return HttpResponse(headers={"HX-Redirect": target})
    return HttpResponseRedirect(target, status=SEE_OTHER)


def page_shown(request: HttpRequest) -> str:
    """Return the page of ours that the browser shows or asks for; what was sent, or is a part, is no page."""
    if request.method == "GET" and not is_fragment(request):
        return request.get_full_path()
    shown = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/")
    if shown.netloc not in {"", request.get_host()}:
        return "/"
    return shown.path + (f"?{shown.query}" if shown.query else "")
