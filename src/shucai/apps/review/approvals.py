"""When departments approved their parts, and when that was taken back."""

from collections.abc import Iterable, Mapping
from datetime import date, tzinfo

from shucai.apps.review.models import Decision
from shucai.domain.access import Verb

TURNS = {
    Verb.APPROVE_DEPARTMENT.value: True,
    Verb.WITHDRAW.value: False,
    Verb.RETURN.value: False,
    Verb.REOPEN.value: False,
}


def turns_of(parts: Iterable[int], zone: tzinfo) -> Mapping[int, list[tuple[date, bool]]]:
    """Return part -> the days of its approvals and of what took them back, in the order of time. zone: where days begin."""
    made = Decision.objects.filter(contribution__in=list(parts), verb__in=list(TURNS))
    found: dict[int, list[tuple[date, bool]]] = {}
    for part, verb, at in made.order_by("pk").values_list("contribution", "verb", "at"):
        if part is not None:
            found.setdefault(part, []).append((at.astimezone(zone).date(), TURNS[verb]))
    return found
