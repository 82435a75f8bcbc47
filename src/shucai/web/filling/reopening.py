"""From a part that is locked to asking that it be opened again, for those who may ask (REV-3)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any  # what JSON holds

from django.urls import reverse

from shucai.apps.filling.parts import standing_of
from shucai.apps.filling.seeing import Seen
from shucai.apps.review.actions.returning import MOST_PINS
from shucai.apps.review.asking import is_asked, may_ask, may_ask_longer
from shucai.domain.access import Verb
from shucai.domain.problems import Refused

ANEW, LONGER = "申请重新开放", "申请延长"


def reopening_of(seen: Seen) -> dict[str, Any] | None:
    """Return where those who may ask for a re-opening do so, None for all others and while an answer is awaited."""
    is_over = standing_of(seen.part).is_over(seen.today) and may_ask_longer(seen.part, seen.actor)
    if not (is_over or may_ask(seen.part, seen.actor)) or is_asked(seen.part):
        return None
    return {
        "verb": LONGER if is_over else ANEW,
        "url": reverse("compliance_one", kwargs={"part_id": seen.part.pk}),
        "anchor": f"ask-{seen.part.pk}",
        "most": MOST_PINS,
        "any_row": seen.scope.is_of_fields,
        "rows": not (seen.declared or is_over),
    }


def why_locked(seen: Seen, reopening: Mapping[str, Any] | None) -> str:
    """Return why nothing can be typed; who may ask that it be opened again is sent to nobody else."""
    answer = seen.now.may_now(seen.actor, Verb.FILL, seen.today) if reopening else None
    return replace(answer, lifted_by="").reason if isinstance(answer, Refused) else seen.locked
