"""What a request about the findings of a part asks, and whether the one who asks sees personal values in clear."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any  # what JSON holds

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse

from shucai.apps.filling.checking import PartFindings, part_findings
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.situations import may_now_on_part
from shucai.domain.access import Actor, Allowed, Facts, Verb, may
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE

NOT_FOUND = 404
IN_CLEAR = (Verb.FILL, Verb.ACCEPT_ROWS)
GONE = "这张表不在了，或者不再由您负责，请回到工作台"


@dataclass(frozen=True)
class Asked:
    """A part of a return that somebody may see, and when it is looked at."""

    part: Contribution
    actor: Actor
    at: datetime
    today: date

    @cached_property
    def findings(self) -> PartFindings:
        """Return its findings as they stand."""
        return part_findings(self.part, at=self.at, today=self.today)

    @cached_property
    def is_masked(self) -> bool:
        """Return whether personal values are masked: for those who neither fill nor review (ruling 11)."""
        unit, form = self.part.assignment.unit_id, self.findings.found.form.id
        facts = Facts(school=self.actor.school, units=frozenset({unit}), form=form)
        return not any(may(self.actor, verb, facts) for verb in IN_CLEAR)

    def answer(self, verb: Verb) -> Allowed | Refused:
        """Return whether the one who asks may do a verb to the part now."""
        return may_now_on_part(self.actor, verb, self.part.pk, self.today)


def asked(request: HttpRequest, part_id: int) -> Asked | Refused:
    """Return the part an address names, or why it is not shown."""
    actor, day = actor_of(request), today()
    answer = may_now_on_part(actor, Verb.SEE_RETURN, part_id, day)
    if isinstance(answer, Refused):
        return answer
    read = ("made_return__form__campaign", "assignment__unit")
    return Asked(Contribution.objects.select_related(*read).get(pk=part_id), actor, clock(), day)


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
