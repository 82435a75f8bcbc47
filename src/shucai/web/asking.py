"""What a page is asked: whether it is for the actor, what was typed, and how an action answered."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from shucai.domain.access import Actor, Facts, Verb, allowed, allowed_openly
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of

UNPROCESSABLE = 422  # the form comes back with what is wrong with it
LONGEST_NUMBER = 18  # digits; every id of both databases has fewer


def may(actor: Actor, verb: Verb, *, person: int | None = None) -> bool:
    """Return whether an actor may do something in the school, so that a page shows the way to it."""
    return not isinstance(allowed(actor, verb, Facts(school=actor.school, person=person)), Refused)


def guarded(request: HttpRequest, verb: Verb, *, person: int | None = None) -> Actor:
    """Return the actor where a verb is theirs. Raises PermissionDenied with why and who can help.

    A page of one's own school is no secret; whether a thing on it is there for the actor is asked before. person: one
    the actor sees.
    """
    actor = actor_of(request)
    asked = allowed_openly(actor, verb, Facts(school=actor.school, person=person))
    if isinstance(asked, Refused):
        raise PermissionDenied(asked.reason)
    return actor


def refused_or_said(request: HttpRequest, outcome: object, words: str) -> Refused | None:
    """Return the refusal of an action, or say what was done. A thing that is not there is a page that is not there."""
    if isinstance(outcome, Refused):
        if outcome.code == "R101":
            raise Http404
        return outcome
    messages.success(request, words)
    return None


def text_of(request: HttpRequest, name: str) -> str:
    """Return what was typed into a field, without blanks around it."""
    return request.POST.get(name, "").strip()


def id_of(request: HttpRequest, name: str) -> int | None:
    """Return the id that was chosen, None for nothing."""
    return whole(text_of(request, name))


def ids_of(request: HttpRequest, name: str) -> list[int]:
    """Return the ids that were ticked."""
    return [number for text in request.POST.getlist(name) if (number := whole(text)) is not None]


def id_in(request: HttpRequest, name: str) -> int | None:
    """Return the id that the address names, None for nothing."""
    return whole(request.GET.get(name, ""))


def whole(text: str) -> int | None:
    """Return a whole number, None for anything else."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= LONGEST_NUMBER else None


def day_in(text: str) -> date | None:
    """Return a day as the browser sends it, None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
