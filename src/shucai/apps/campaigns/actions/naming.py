"""Who fills and who reviews a department's part (ORG-3, ORG-7). Nobody named: everybody who holds the role there."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from itertools import chain

from django.db import transaction

from shucai.apps.campaigns.actions.holding import Held, hold
from shucai.apps.campaigns.models import AssignedPerson, Assignment
from shucai.apps.organisation.models import Person, RoleGrant
from shucai.apps.organisation.queries import in_force
from shucai.domain.access import Actor, Facts, Role, Verb
from shucai.domain.normalise.readings import by_reading
from shucai.domain.problems import Refused

ROLE_OF = {"fill": Role.REPORTER, "review": Role.DEPARTMENT_HEAD}


@transaction.atomic
def name_people(
    assignment_id: int,
    *,
    fill: Iterable[int],
    review: Iterable[int],
    by: Actor,
    at: datetime,
    today: date,
) -> Assignment | Refused:
    """Name the people of a department's part; none of a part leaves it to everybody of the department with the role."""
    found = Assignment.objects.filter(pk=assignment_id, form__campaign__school=by.school)
    assignment = found.select_related("form", "unit").first()
    if assignment is None:
        return Refused("R101")
    held = hold(assignment.form.campaign_id, Verb.PLAN_CAMPAIGN, by, at)
    if isinstance(held, Refused):
        return held
    return _named(held, assignment, {"fill": frozenset(fill), "review": frozenset(review)}, today)


@transaction.atomic
def name_fillers(
    form_id: int, unit_id: int, fill: Iterable[int], *, by: Actor, at: datetime, today: date
) -> Assignment | Refused:
    """Name who fills a department's part of a running campaign; its head may. Who reviews it stays as it is."""
    found = Assignment.objects.filter(form=form_id, unit=unit_id, form__campaign__school=by.school)
    assignment = found.select_related("form__campaign", "unit").first()
    if assignment is None:
        return Refused("R101")
    campaign = assignment.form.campaign
    if campaign.state == "draft":
        return Refused("R101")
    about = Facts(by.school, frozenset({unit_id}), f"{campaign.platform}.{assignment.form.code}")
    held = hold(campaign.pk, Verb.NAME_FILLERS, by, at, about=about)
    if isinstance(held, Refused):
        return held
    return _named(held, assignment, {"fill": frozenset(fill)}, today)


def _named(
    held: Held, assignment: Assignment, wanted: dict[str, frozenset[int]], today: date
) -> Assignment | Refused:
    """Name the people of some parts of an assignment, in place of those named before; other parts keep theirs."""
    others = assignment.people.exclude(part__in=wanted).values_list("person", flat=True)
    refused = _both([*wanted.values(), frozenset(others)]) or _without_role(assignment, wanted, today)
    if refused:
        return refused
    old = _told(assignment)
    assignment.people.filter(part__in=wanted).delete()
    AssignedPerson.objects.bulk_create(
        AssignedPerson(assignment=assignment, person_id=person, part=part)
        for part, people in wanted.items()
        for person in sorted(people)
    )
    new = _told(assignment)
    if old != new:
        facts = {"form": assignment.form.code, "unit": assignment.unit.title, "old": old, "new": new}
        held.record("指定填报和审核人员", facts)
    return assignment


def _both(named: Iterable[frozenset[int]]) -> Refused | None:
    """Return the refusal of somebody who would review what they fill. named: who for each of the two."""
    counts = Counter(chain.from_iterable(named))
    twice = Person.objects.filter(pk__in=[person for person, count in counts.items() if count > 1]).first()
    return Refused("R309", {"name": twice.name}) if twice else None


def _without_role(assignment: Assignment, wanted: dict[str, frozenset[int]], today: date) -> Refused | None:
    """Return the refusal of somebody who does not hold the role in the department: the naming would have no effect."""
    for part, people in wanted.items():
        role = ROLE_OF[part]
        grants = RoleGrant.objects.filter(
            in_force(today), role=role, unit=assignment.unit_id, person__in=people
        )
        form = f"{assignment.form.campaign.platform}.{assignment.form.code}"
        holding = {grant.person_id for grant in grants if not grant.forms or form in grant.forms}
        missing = Person.objects.filter(pk__in=people - holding, school=assignment.unit.school_id).first()
        if missing is not None:
            named = {"name": missing.name, "unit": assignment.unit.title, "role": role.label}
            return Refused("R310", named)
        if people - holding:
            return Refused("R101")
    return None


def _told(assignment: Assignment) -> dict[str, list[str]]:
    named = by_reading(assignment.people.select_related("person").order_by("pk"), lambda one: one.person.name)
    return {part: [one.person.name for one in named if one.part == part] for part in ROLE_OF}
