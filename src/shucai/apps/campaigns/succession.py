"""What campaigns have to pass on when a department is merged or closed, or when somebody leaves.

The organisation lies below and cannot know of assignments; these actions change both in one transaction.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from shucai.apps.audit.actions import Subject
from shucai.apps.campaigns.models import AssignedPerson, Assignment, CampaignForm, Extension
from shucai.apps.campaigns.vacancies import Parting, vacancies
from shucai.apps.organisation.actions import leaving, merging, units
from shucai.apps.organisation.actions.acting import about_person, acting, day_of
from shucai.apps.organisation.actions.administrators import account_of
from shucai.apps.organisation.actions.finding import person_of
from shucai.apps.organisation.models import Handover, MergerMade, Person, Unit
from shucai.apps.organisation.queries.actors import not_ended
from shucai.domain.access import Actor, Role, Verb
from shucai.domain.problems import Refused

LEAST_REASON, LONGEST_REASON = 2, 200


@dataclass(frozen=True)
class UnitMove:
    """What merging moves, for people to see before. forms: codes of assignments that move; met: both have a part there."""

    merger: merging.Merger
    forms: tuple[str, ...]
    met: tuple[str, ...]
    blocking: tuple[str, ...]
    refused: Refused | None


def what_merging_moves(unit: Unit, into: Unit, today: date) -> UnitMove:
    """Return what would move with a department into another one, and what stands in the way."""
    met = list(_met(unit, into))
    forms = _open_assignments(unit).exclude(form__in=[one.form_id for one in met])
    return UnitMove(
        merger=merging.what_would_move(unit, into, today),
        forms=tuple(one.form.code for one in forms),
        met=tuple(one.form.code for one in met if one.form.campaign.state == "draft"),
        blocking=tuple(one.form.code for one in met if one.form.campaign.state != "draft"),
        refused=merging.cannot_merge(unit, into),
    )


@transaction.atomic
def merge_units(unit_id: int, *, into_id: int, by: Actor, at: datetime) -> merging.Merger | Refused:
    """Merge a department into another one with its assignments in every campaign that is not closed.

    Where both have a part in a form, the parts become one in a draft; in a published campaign somebody has to say how.
    """
    merger = merging.merge_unit(unit_id, into_id=into_id, by=by, at=at)
    if isinstance(merger, Refused):
        return merger
    unit, into = Unit.objects.get(pk=unit_id), Unit.objects.get(pk=into_id)
    met = list(_met(unit, into))
    if blocking := [one.form.code for one in met if one.form.campaign.state != "draft"]:
        transaction.set_rollback(True)
        return Refused("R234", {"forms": "、".join(blocking), "name": unit.title})
    for part in met:
        _join(part, Assignment.objects.get(form=part.form, unit=into))
    moving = _open_assignments(unit)
    extensions = Extension.objects.filter(unit=unit).exclude(campaign__state="closed")
    made = MergerMade.objects.filter(unit=unit).latest("pk")
    made.moved |= {
        "joined": [part.form.code for part in met],
        "assignments": [part.pk for part in moving],
        "campaigns": sorted({part.form.campaign_id for part in moving}),
        "extensions": list(extensions.values_list("pk", flat=True)),
    }
    made.save(update_fields=["moved"])
    moving.update(unit=into)
    extensions.update(unit=into)
    return merger


def _open_assignments(unit: Unit) -> QuerySet[Assignment]:
    found = Assignment.objects.filter(unit=unit).exclude(form__campaign__state="closed")
    return found.select_related("form", "form__campaign").order_by("form__campaign", "form__position")


def _met(unit: Unit, into: Unit) -> QuerySet[Assignment]:
    """Return the parts of a department in forms where the other one has a part too."""
    return _open_assignments(unit).filter(form__in=Assignment.objects.filter(unit=into).values("form"))


def _join(part: Assignment, other: Assignment) -> None:
    """Make one part of two of a draft; the earlier place is kept, a whole form stays whole."""
    order = min(part.order, other.order)
    whole = any(not one.scope and not one.fields for one in (part, other))
    other.scope = "" if whole else "；".join(one.scope for one in (other, part) if one.scope)
    other.fields = [] if whole else list(dict.fromkeys([*other.fields, *part.fields]))
    part.delete()
    other.order = order
    other.save()


@transaction.atomic
def close_unit(unit_id: int, *, by: Actor, at: datetime) -> Unit | Refused:
    """Close a department that holds nobody and has no part in a campaign that is not closed."""
    unit = units.close_unit(unit_id, by=by, at=at)
    if isinstance(unit, Refused):
        return unit
    count = _open_assignments(unit).count()
    if count:
        transaction.set_rollback(True)
        return Refused("R204", {"name": unit.title, "what": f" {count} 张表的分工"})
    return unit


@dataclass(frozen=True)
class Work:
    """What somebody has in hand in campaigns that are not closed."""

    assigned: tuple[AssignedPerson, ...]
    collects: tuple[CampaignForm, ...]


def open_work(person: Person) -> Work:
    """Return the parts that name somebody, and the forms whose central import is theirs."""
    assigned = AssignedPerson.objects.filter(person=person).exclude(
        assignment__form__campaign__state="closed"
    )
    collects = CampaignForm.objects.filter(collected_by=person).exclude(campaign__state="closed")
    return Work(
        tuple(assigned.select_related("assignment__unit", "assignment__form__campaign").order_by("pk")),
        tuple(collects.select_related("campaign").order_by("campaign", "position")),
    )


@dataclass(frozen=True, slots=True)
class Leaving:
    """A hand-over as it is asked for. grants: ids of the roles the taker gets; the others end with the last day.

    vacant: keys of the vacancies that were accepted by name.
    """

    taker_id: int
    last_day: date
    reason: str
    grants: frozenset[int]
    vacant: frozenset[str] = frozenset()


@transaction.atomic
def hand_over(person_id: int, asked: Leaving, *, by: Actor, at: datetime) -> Handover | Refused:
    """Pass on what somebody has in hand: the taker acts from today, the giver's account is closed after the last day."""
    act = acting(by, Verb.MANAGE_PEOPLE, at=at, person=person_id)
    if isinstance(act, Refused):
        return act
    giver, taker = account_of(person_id, act), person_of(asked.taker_id, by.school)
    if isinstance(giver, Refused):
        return giver
    if isinstance(taker, Refused):
        return taker
    reason = asked.reason.strip()
    if refused := leaving.cannot_leave(giver, taker, asked.last_day, day_of(at)) or _wrong_reason(reason):
        return refused
    what = _passed_on(giver, taker, asked, by, at)
    if isinstance(what, Refused):
        transaction.set_rollback(True)
        return what
    vacant, lasted = what.pop("vacant"), what.pop("lasted")
    made = Handover.objects.create(
        school_id=by.school,
        giver=giver,
        taker=taker,
        what=what,
        lasted=lasted,
        reason=reason,
        made_by_id=by.person,
        made_at=at,
    )
    told: Subject = about_person(giver)
    act.record(
        told,
        did="离任移交",
        taker=taker.name,
        left_on=str(asked.last_day),
        reason=reason,
        **what,
        vacant=vacant,
    )
    return made


def _passed_on(
    giver: Person, taker: Person, asked: Leaving, by: Actor, at: datetime
) -> dict[str, object] | Refused:
    """Pass on roles and work and let the giver go; return counts of what moved, and what was said to stay vacant."""
    found = leaving.passings(giver, taker, by, day_of(at))
    work, parting = open_work(giver), Parting(giver, taker, asked.grants, day_of(at))
    left_open = vacancies(parting, found, work.collects, work.assigned)
    what = {
        "grants": leaving.pass_on(found, asked.grants, taker, by, at),
        **_pass_work(giver, taker, day_of(at)),
    }
    lasted = leaving.leave(giver, asked.last_day, by, at)
    if isinstance(lasted, Refused):
        return lasted
    if unsaid := [one.what for one in left_open if one.key not in asked.vacant]:
        return Refused("R244", {"what": "；".join(unsaid)})
    return {**what, "lasted": lasted, "vacant": "；".join(one.what for one in left_open)}


def _wrong_reason(reason: str) -> Refused | None:
    if len(reason) < LEAST_REASON:
        return Refused("R304", {"least": str(LEAST_REASON)})
    if len(reason) > LONGEST_REASON:
        return Refused("R214", {"field": "事由", "most": str(LONGEST_REASON), "count": str(len(reason))})
    return None


def _pass_work(giver: Person, taker: Person, today: date) -> dict[str, int]:
    """Put the taker where the giver is named, if they hold the role there; else the part is everybody's with the role."""
    work, moved = open_work(giver), 0
    for named in work.assigned:
        others = AssignedPerson.objects.filter(assignment=named.assignment, person=taker)
        role = Role.REPORTER if named.part == "fill" else Role.DEPARTMENT_HEAD
        if not others.exists() and _holds(taker, role, today, named.assignment.unit_id):
            named.person = taker
            named.save(update_fields=["person"])
            moved += 1
        else:
            named.delete()
    leads = _holds(taker, Role.LEAD_OFFICE, today)
    for form in work.collects:
        form.collected_by = taker if leads else None
        form.save(update_fields=["collected_by"])
    return {"assigned": moved, "collects": len(work.collects) if leads else 0}


def _holds(person: Person, role: Role, today: date, unit_id: int | None = None) -> bool:
    of_unit = Q(unit=unit_id) if unit_id is not None else Q()
    return person.grants.filter(not_ended(today), of_unit, role=role.value).exists()
