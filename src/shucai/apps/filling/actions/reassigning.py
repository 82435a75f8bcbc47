"""Dividing a form anew: contributions follow the assignments, and work that was begun is never lost."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from shucai.apps.campaigns.actions import PartWanted, assign
from shucai.apps.campaigns.models import CampaignForm
from shucai.apps.filling.models import Contribution, Return
from shucai.domain.access import Actor
from shucai.domain.problems import Refused
from shucai.domain.workflow import State


@transaction.atomic
def reassign(form_id: int, parts: Sequence[PartWanted], *, by: Actor, at: datetime) -> CampaignForm | Refused:
    """Divide a form among departments, before and after publishing. See ``assign`` for who takes whose place."""
    begun = Contribution.objects.filter(school=by.school, assignment__form=form_id).exclude(
        state=State.NOT_STARTED
    )
    kept = frozenset(begun.values_list("assignment", flat=True))
    form = assign(form_id, parts, by=by, at=at, kept=kept)
    if isinstance(form, Refused):
        return form
    made = Return.objects.filter(form=form).first()
    if made is not None:
        opened = set(made.contributions.values_list("assignment", flat=True))
        Contribution.objects.bulk_create(
            Contribution(school_id=made.school_id, made_return=made, assignment=one, state_at=at)
            for one in form.assignments.exclude(pk__in=opened)
        )
    return form


@transaction.atomic
def reassign_many(wanted: Mapping[int, Sequence[PartWanted]], *, by: Actor, at: datetime) -> int | Refused:
    """Divide several forms anew, all of them or, where one cannot be, none. wanted: id of the form -> its parts."""
    for form_id, parts in wanted.items():
        done = reassign(form_id, parts, by=by, at=at)
        if isinstance(done, Refused):
            transaction.set_rollback(True)
            return done
    return len(wanted)
