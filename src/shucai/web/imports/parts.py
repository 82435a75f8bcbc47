"""Where a file is dropped for a part, and lists of what was brought: into the part, and by somebody."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shucai.apps.filling.actions.carrying import still_to_carry
from shucai.apps.filling.bringing import listing
from shucai.apps.filling.changing import may_change_part
from shucai.apps.filling.going import going_on_among
from shucai.apps.filling.models import Contribution, Import
from shucai.apps.filling.parts import standing_of
from shucai.apps.filling.working import definition_of
from shucai.domain.access import Verb
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE
from shucai.web.imports.telling import LOOKS

LISTED = 50
OPEN_STATES = ("uploading", "reading", "asking", "ready")


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show what somebody brought, the latest first."""
    return render(request, "imports/mine.html", {"imports": _listed(listing.imports_by(actor_of(request)))})


@require_safe
def part(request: HttpRequest, part_id: int) -> HttpResponse:
    """Show the place to drop a file for a part, and what was brought into it."""
    return part_shown(request, part_id, None)


def part_shown(request: HttpRequest, part_id: int, refused: Refused | None) -> HttpResponse:
    """Show the same, with why something could not be done with it."""
    actor = actor_of(request)
    found = listing.part_seen_by(actor, part_id)
    if found is None:
        raise Http404
    answer = may_change_part(actor, Verb.IMPORT, part_id, today())
    listed = _listed(listing.imports_of_part(found))
    facts = part_facts(found) | {
        "imports": listed,
        "mine_open": [line for line in listed if _is_open(line["one"], actor.person)],
        "why_not": answer.reason if isinstance(answer, Refused) else "",
        "upload_limit": settings.UPLOAD_LIMIT,
        "carried": still_to_carry(found, at=clock()) if not isinstance(answer, Refused) else 0,
        "refused": refused,
    }
    return render(request, "imports/part.html", facts, status=UNPROCESSABLE if refused else 200)


def part_facts(found: Contribution) -> dict[str, Any]:
    """Return what every page of a part, and of an import into it, shows of the part."""
    return {
        "part": found,
        "standing": standing_of(found),
        "on": today(),
        "definition": definition_of(found.made_return),
        "form": found.made_return.form,
    }


def _is_open(brought: Import, person: int | None) -> bool:
    """Return whether a file is somebody's own and still to be brought in."""
    return brought.made_by_id == person and brought.state in OPEN_STATES and not brought.brings_nothing


def _listed(imports: QuerySet[Import]) -> list[dict[str, Any]]:
    latest = list(imports[:LISTED])
    undoable, going = listing.undoable_among(latest), going_on_among(latest)
    return [
        {
            "one": one,
            "look": LOOKS[one.state],
            "definition": definition_of(one.contribution.made_return),
            "undoes": one.pk in undoable,
            "going": one.pk in going,
        }
        for one in latest
    ]
