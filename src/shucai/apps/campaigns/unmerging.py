"""Undoing a merger with the assignments and extensions that moved with it, in one transaction."""

from datetime import datetime

from django.db import transaction

from shucai.apps.campaigns.models import Assignment, Extension
from shucai.apps.organisation.actions.unmerging import undo_merger
from shucai.apps.organisation.models import MergerMade
from shucai.domain.access import Actor
from shucai.domain.problems import Refused


def forms_given_back(made: MergerMade) -> tuple[str, ...]:
    """Return the codes of the forms whose assignments undoing a merger gives back."""
    found = Assignment.objects.filter(pk__in=made.moved.get("assignments", ()), unit=made.into_id)
    return tuple(found.order_by("form__campaign", "form__position").values_list("form__code", flat=True))


@transaction.atomic
def unmerge_units(unit_id: int, *, by: Actor, at: datetime) -> MergerMade | Refused:
    """Give a merged department back what it had, while nothing was built on the merger."""
    made = undo_merger(unit_id, by=by, at=at)
    if isinstance(made, Refused):
        return made
    for kind, model in (("assignments", Assignment), ("extensions", Extension)):
        model.objects.filter(pk__in=made.moved.get(kind, ()), unit=made.into_id).update(unit=made.unit_id)
    return made
