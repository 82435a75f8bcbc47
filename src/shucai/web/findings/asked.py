"""What a request about the findings of a part asks."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any  # what JSON holds

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse

from shucai.apps.catalogue.queries import own_rules
from shucai.apps.filling.checking import PartFindings, part_findings
from shucai.apps.filling.models import CheckRun
from shucai.apps.filling.seeing import Seen, seen_part
from shucai.domain.access import Allowed, Verb
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE

NOT_FOUND = 404
GONE = "这张表不在了，或者不再由您负责，请回到工作台"


class Asked(Seen):
    """A part of a return that somebody may see, with its findings."""

    @cached_property
    def findings(self) -> PartFindings:
        """Return its findings as they stand."""
        return part_findings(self.part, at=self.at, today=self.today)

    @cached_property
    def checked_at(self) -> datetime:
        """Return when that was last checked; a long submission checks it anew in a process of its own."""
        found = self.findings.found
        runs = CheckRun.objects.filter(made_return=self.part.made_return_id, summary__stamp=found.stamp)
        return runs.values_list("made_at", flat=True).first() or found.made_at

    @cached_property
    def own_rules(self) -> frozenset[str]:
        """Return the ids of the rules that the school itself changed."""
        return own_rules(self.part.school_id, self.findings.found.form)

    def answer(self, verb: Verb) -> Allowed | Refused:
        """Return whether the one who asks may do a verb to the part now."""
        return self.now.may_now(self.actor, verb, self.today)


def asked(request: HttpRequest, part_id: int) -> Asked | Refused:
    """Return the part an address names, or why it is not shown."""
    seen = seen_part(actor_of(request), part_id, at=clock(), today=today())
    return seen if isinstance(seen, Refused) else Asked(seen.now, seen.actor, seen.at, seen.today)


def asked_page(request: HttpRequest, part_id: int) -> Asked:
    """Return the part of a page. Raises Http404, PermissionDenied."""
    found = asked(request, part_id)
    if isinstance(found, Refused):
        if found.code == "R101":
            raise Http404
        raise PermissionDenied(found.reason)
    return found


def refused(why: Refused) -> JsonResponse:
    """Answer with a refusal in words."""
    if why.code == "R101":
        return JsonResponse({"message": GONE}, status=NOT_FOUND)
    return JsonResponse({"message": why.reason}, status=UNPROCESSABLE)


def body_of(request: HttpRequest) -> Mapping[str, Any]:
    """Return the JSON object that was sent, an empty one for anything else."""
    try:
        sent = json.loads(request.body)
    except (ValueError, UnicodeDecodeError):
        return {}
    return sent if isinstance(sent, dict) else {}


def texts_in(body: Mapping[str, Any], name: str) -> list[str]:
    """Return a list of texts that was sent, without what is none."""
    sent = body.get(name)
    return [one for one in sent if isinstance(one, str)] if isinstance(sent, list) else []


def text_in(body: Mapping[str, Any], name: str) -> str:
    """Return a text that was sent, blank for anything else."""
    sent = body.get(name)
    return sent.strip() if isinstance(sent, str) else ""
