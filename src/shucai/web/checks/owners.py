"""Who uploaded what: a random owner kept in the visitor's session, and nothing else about them."""

import secrets

from django.http import HttpRequest

OWNER = "owner"


def owner_of(request: HttpRequest) -> str:
    """Return the owner of this session, empty where it has uploaded nothing."""
    session = getattr(request, "session", None)
    return "" if session is None else str(session.get(OWNER, ""))


def make_owner(request: HttpRequest) -> str:
    """Return the owner of this session, made at the first upload."""
    owner = owner_of(request)
    if not owner:
        owner = request.session[OWNER] = secrets.token_hex(16)
    return owner
