"""Reading returns and contributions as somebody's work."""

from collections.abc import Iterable

from django.db.models import Count

from shucai.apps.campaigns.models import Campaign
from shucai.apps.filling.models import Contribution, Return
from shucai.apps.filling.parts import Reading
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import State


def open_parts(campaign: Campaign) -> list[OpenPart]:
    """Return every department's part of every form of a published campaign, in the platform's order.

    Reads six tables, however many forms there are.
    """
    found = list(
        Contribution.objects.filter(school=campaign.school_id, made_return__form__campaign=campaign)
        .select_related("assignment__unit", "made_return__form__collected_by")
        .order_by("made_return__form__position", "assignment__order")
    )
    reading = Reading(campaign, found)
    return [reading.part(one) for one in found]


def state_counts(parts: Iterable[OpenPart]) -> dict[State, int]:
    """Return how many parts are in each state, in the order of states."""
    counts = dict.fromkeys(State, 0)
    for part in parts:
        counts[part.state] += 1
    return counts


def states_of(campaign: Campaign) -> dict[State, int]:
    """Return how many returns of a campaign are in each state; none of a draft."""
    found = Return.objects.filter(form__campaign=campaign).values_list("state").annotate(count=Count("pk"))
    counts = dict(found)
    return {state: counts.get(state.value, 0) for state in State}
