"""What holds for every answer: headers that keep a page to itself, and a limit on what is sent here."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shucai.apps.keys.queries import keys_asked_once
from shucai.web import errors

Answer = Callable[[HttpRequest], HttpResponse]

# Nothing from elsewhere, nothing inline: an uploaded file's text can never run or load anything.
CONTENT_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NOT_ALLOWED = 405
READING = frozenset({"GET", "HEAD"})
FORM_BYTES = 1 << 16  # what a form sends besides its file


class SecureHeaders:
    """Add the headers to every answer; pages stay out of shared and disk caches, since they may show rows."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers added where the page did not set them itself."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class OnlySent:
    """Say so where an address that only takes what a form sends is opened: the answer would be a blank page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with a page in place of nothing."""
        response = self.get_response(request)
        if response.status_code != NOT_ALLOWED or response.content or request.method != "GET":
            return response
        told = errors.only_sent(request)
        told.headers["Allow"] = response.headers["Allow"]
        return told


class KeysOnce:
    """Ask for the keys of a school once for a page that is only read."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what changes something asks for every key when it uses it."""
        if request.method not in READING:
            return self.get_response(request)
        with keys_asked_once():
            return self.get_response(request)


class UploadLimit:
    """Refuse a request that announces more than the limit, before a byte of it is read."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413, or pass the request on."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > settings.UPLOAD_LIMIT + FORM_BYTES:
            return errors.too_large(request)
        return self.get_response(request)
