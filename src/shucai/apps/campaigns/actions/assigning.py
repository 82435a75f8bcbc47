"""Which department leads a form and which contribute what (CAM-5, FIL-8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from shucai.apps.campaigns.actions.holding import hold_form
from shucai.apps.campaigns.models import Assignment, CampaignForm
from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.organisation.models import Unit
from shucai.domain.access import Actor, Verb
from shucai.domain.problems import Refused

ASIDE = 1000  # an order no part has, so that parts change places without meeting


@dataclass(frozen=True)
class PartWanted:
    """A department's part as it should be. scope: which rows, in words; fields: which columns; both empty: the whole form."""

    unit: int
    scope: str = ""
    fields: tuple[str, ...] = ()


@transaction.atomic
def assign(
    form_id: int,
    parts: Sequence[PartWanted],
    *,
    by: Actor,
    at: datetime,
    kept: frozenset[int] = frozenset(),
) -> CampaignForm | Refused:
    """Divide a form among departments, the first of which leads.

    A department that stays keeps its people. Where one takes another's place, the part with what was done in it passes to
    the new one, whose own people do it from then on. kept: ids of assignments in which work was begun; they may pass to
    another department, never disappear.
    """
    found = hold_form(form_id, Verb.PLAN_CAMPAIGN, by, at)
    if isinstance(found, Refused):
        return found
    held, form = found
    refused = _wrong(form, parts, by.school, draft=held.campaign.state == "draft")
    if refused:
        return refused
    there = list(form.assignments.select_for_update().select_related("unit").order_by("order"))
    placed = _placed(there, parts)
    gone = [one for one in there if one.pk not in {old.pk for old in placed if old}]
    begun = next((one for one in gone if one.pk in kept), None)
    if begun is not None:
        return Refused("R306", {"unit": begun.unit.title})
    old = [_told(one) for one in there]
    _write(form, parts, placed, gone)
    new = [_told(one) for one in form.assignments.select_related("unit").order_by("order")]
    if old != new:
        held.record("改任务分工", {"form": form.code, "old": old, "new": new})
    return form


def _wrong(form: CampaignForm, parts: Sequence[PartWanted], school: int, *, draft: bool) -> Refused | None:
    if not parts and not draft:
        return Refused("R302", {"what": "牵头部门"})
    units = [part.unit for part in parts]
    if len(set(units)) != len(units):
        return Refused("R316")
    if Unit.objects.filter(pk__in=units, school=school, closed_at=None).count() != len(units):
        return Refused("R101")
    named = definitions_of(form.campaign.platform, form.campaign.edition_year)[form.code].by_name
    unknown = next((name for part in parts for name in part.fields if name not in named), None)
    return Refused("R317", {"field": unknown, "form": form.code}) if unknown else None


def _placed(there: Sequence[Assignment], parts: Sequence[PartWanted]) -> list[Assignment | None]:
    """Return for every wanted part the assignment it continues: of the same department, else one that lost its place."""
    by_unit = {one.unit_id: one for one in there}
    wanted = {part.unit for part in parts}
    free = [one for one in there if one.unit_id not in wanted]
    placed: list[Assignment | None] = []
    for part in parts:
        same = by_unit.get(part.unit)
        placed.append(same or (free.pop(0) if free else None))
    return placed


def _write(
    form: CampaignForm,
    parts: Sequence[PartWanted],
    placed: Sequence[Assignment | None],
    gone: Sequence[Assignment],
) -> None:
    Assignment.objects.filter(pk__in=[one.pk for one in gone]).delete()
    for order, one in enumerate(placed):
        if one is not None:
            Assignment.objects.filter(pk=one.pk).update(order=ASIDE + order)
    for order, (part, one) in enumerate(zip(parts, placed, strict=True)):
        assignment = one or Assignment(form=form)
        if one is not None and one.unit_id != part.unit:
            one.people.all().delete()
        assignment.unit_id, assignment.order = part.unit, order
        assignment.scope, assignment.fields = part.scope.strip(), list(part.fields)
        assignment.save()


def _told(one: Assignment) -> str:
    part = "、".join(filter(None, [one.scope, " ".join(one.fields)]))
    return f"{one.unit.title}：{part}" if part else one.unit.title
