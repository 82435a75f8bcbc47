"""What must be complete before a form: lifted, restored, added by the school, each with a reason (CAM-6)."""

from datetime import datetime

from django.db import transaction

from shucai.apps.campaigns.actions.holding import Held, hold, hold_form, too_short
from shucai.apps.campaigns.models import CampaignForm, Prerequisite
from shucai.apps.catalogue.queries import definitions_of
from shucai.domain.access import Actor, Verb
from shucai.domain.planning import cycle_in
from shucai.domain.problems import Refused


@transaction.atomic
def lift_prerequisite(
    prerequisite_id: int, reason: str, *, by: Actor, at: datetime
) -> Prerequisite | Refused:
    """Let a form begin although the other is not complete."""
    found = _held(prerequisite_id, by, at)
    if isinstance(found, Refused):
        return found
    held, one = found
    refused = too_short(reason)
    if refused:
        return refused
    if one.lifted_at is None:
        one.lifted_at, one.lifted_by_id, one.reason = at, by.person, reason.strip()
        one.save(update_fields=["lifted_at", "lifted_by", "reason"])
        held.record("解除先后要求", {**_told(one), "reason": one.reason})
    return one


@transaction.atomic
def restore_prerequisite(prerequisite_id: int, *, by: Actor, at: datetime) -> Prerequisite | Refused:
    """Ask again for what was lifted."""
    found = _held(prerequisite_id, by, at)
    if isinstance(found, Refused):
        return found
    held, one = found
    if one.lifted_at is not None:
        refused = circle_of(one.form, one.needs)
        if refused:
            return refused
        one.lifted_at, one.lifted_by, one.reason = None, None, ""
        one.save(update_fields=["lifted_at", "lifted_by", "reason"])
        held.record("恢复先后要求", _told(one))
    return one


@transaction.atomic
def add_prerequisite(
    form_id: int, needs_id: int, reason: str, *, by: Actor, at: datetime
) -> Prerequisite | Refused:
    """Ask for another form of the same campaign to be complete before this one; never for one that nobody completes."""
    found = hold_form(form_id, Verb.PLAN_CAMPAIGN, by, at)
    if isinstance(found, Refused):
        return found
    held, form = found
    needs = held.campaign.forms.filter(pk=needs_id).first()
    definitions = definitions_of(held.campaign.platform, held.campaign.edition_year)
    if needs is None or definitions[needs.code].read_only:
        return Refused("R101")
    refused = too_short(reason) or circle_of(form, needs)
    if refused:
        return refused
    there = form.prerequisites.filter(needs=needs, lifted_at=None).first()
    if there is not None:
        return there
    one, _ = Prerequisite.objects.update_or_create(
        form=form,
        needs=needs,
        defaults={"lifted_at": None, "lifted_by": None, "reason": reason.strip()},
        create_defaults={"origin": "school", "reason": reason.strip()},
    )
    held.record("增加先后要求", {**_told(one), "reason": one.reason})
    return one


def _held(prerequisite_id: int, by: Actor, at: datetime) -> tuple[Held, Prerequisite] | Refused:
    found = Prerequisite.objects.filter(pk=prerequisite_id, form__campaign__school=by.school)
    one = found.select_related("form", "needs").first()
    if one is None:
        return Refused("R101")
    held = hold(one.form.campaign_id, Verb.PLAN_CAMPAIGN, by, at)
    return held if isinstance(held, Refused) else (held, one)


def circle_of(form: CampaignForm, needs: CampaignForm) -> Refused | None:
    """Return the refusal of a requirement with which forms would wait for each other for ever."""
    pairs = Prerequisite.objects.filter(form__campaign=form.campaign_id, lifted_at=None)
    waiting: dict[str, frozenset[str]] = {}
    for code, needed in [*pairs.values_list("form__code", "needs__code"), (form.code, needs.code)]:
        waiting[code] = waiting.get(code, frozenset()) | {needed}
    circle = cycle_in(waiting)
    return Refused("R311", {"circle": " → ".join((*circle, circle[0]))}) if circle else None


def _told(one: Prerequisite) -> dict[str, object]:
    return {"form": one.form.code, "needs": one.needs.code}
