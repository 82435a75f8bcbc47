"""The edge of a request: who asks, and what time it is."""

from datetime import date, datetime
from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from shucai.apps.organisation import queries
from shucai.apps.organisation.models import Person
from shucai.domain.access import Actor


def clock() -> datetime:
    """Return the time of this request. The pages read it here and hand it on."""
    return timezone.now()  # noqa: TID251 - the edge


def today() -> date:
    """Return the day of this request where the schools are."""
    return timezone.localdate(clock())


def person_of(request: HttpRequest) -> Person:
    """Return the person who is logged in; every page but the log-in has one."""
    return cast("Person", request.user)


def actor_of(request: HttpRequest) -> Actor:
    """Return the person who is logged in with the roles of today, read once a request."""
    known: Actor | None = getattr(request, "actor", None)
    if known is None:
        known = queries.actor_of(person_of(request), today())
        request.actor = known  # type: ignore[attr-defined]  # kept on the request it belongs to
    return known
