"""Planning a campaign, step four: people, central import, key data, and what comes before what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.campaigns.actions import name_collector
from shucai.apps.campaigns.lines import FormLine, PartLine
from shucai.apps.campaigns.models import Campaign, Prerequisite
from shucai.apps.organisation.models import Person, RoleGrant, Unit
from shucai.apps.organisation.queries import in_force
from shucai.domain.access import Role, Verb
from shucai.domain.normalise.readings import by_reading
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, id_of, ids_of, may
from shucai.web.campaigns.asking import planned_campaign
from shucai.web.campaigns.steps import planning
from shucai.web.fragments import go_to


@dataclass(frozen=True)
class UnitStaff:
    """A department with who fills and reviews its forms, and what is missing."""

    unit: Unit
    form_count: int
    fill: str
    review: str
    named_count: int
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class StepShown:
    """A step of the prescribed order with its forms."""

    number: int
    name: str
    units: str
    forms: tuple[FormLine, ...]
    days: int | None


@require_safe
def people(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show who fills and reviews, department by department, gaps first."""
    return _page(request, planned_campaign(request, campaign_id))


def _page(request: HttpRequest, campaign: Campaign, wrong: str = "") -> HttpResponse:
    known = planning(campaign, "people", today())
    pairs = Prerequisite.objects.filter(form__campaign=campaign)
    facts = known.facts(
        wrong=wrong,
        staff=(staff := staff_of(known.lines)),
        lacking=sum(bool(one.lacks) for one in staff),
        of_school=[gap for gap in known.gaps if gap.of_school],
        may_manage=may(actor_of(request), Verb.MANAGE_PEOPLE),
        named=[
            (line, part)
            for line in known.lines
            for part in line.parts
            if part.fill.named or part.review.named
        ],
        collected=[
            line for line in known.lines if line.form.collected_by_id or line.form.stage.kind == "preparation"
        ],
        collectors=lead_office(campaign),
        keys=[line for line in known.lines if line.has_key],
        steps_shown=steps_of(known.lines),
        rule_count=pairs.filter(lifted_at=None).count(),
        lifted=pairs.exclude(lifted_at=None)
        .select_related("form", "needs", "lifted_by")
        .order_by("form__position"),
    )
    return render(request, "campaigns/people.html", facts, status=UNPROCESSABLE if wrong else 200)


def staff_of(lines: Sequence[FormLine]) -> list[UnitStaff]:
    """Return the departments with their people, those in which somebody is missing first."""
    held: dict[int, list[tuple[FormLine, PartLine]]] = {}
    for line in lines:
        for part in line.parts:
            held.setdefault(part.assignment.unit_id, []).append((line, part))
    return sorted(map(_staff, held.values()), key=lambda staff: (not staff.lacks, staff.unit.order))


def _staff(held: Sequence[tuple[FormLine, PartLine]]) -> UnitStaff:
    parts = [part for _, part in held]
    return UnitStaff(
        unit=parts[0].assignment.unit,
        form_count=sum(line.is_typed for line, _ in held),
        fill="、".join(dict.fromkeys(person.name for part in parts for person in part.fill.people)),
        review="、".join(dict.fromkeys(person.name for part in parts for person in part.review.people)),
        named_count=sum(part.fill.named or part.review.named for part in parts),
        lacks=tuple(dict.fromkeys(what for line, part in held if line.is_typed for what in part.lacks)),
    )


def lead_office(campaign: Campaign) -> list[Person]:
    """Return the members of the lead office, of whom one imports centrally."""
    grants = RoleGrant.objects.filter(in_force(today()), school=campaign.school_id, role=Role.LEAD_OFFICE)
    people = Person.objects.filter(grants__in=grants, is_active=True).distinct().order_by("pk")
    return by_reading(people, lambda one: one.name)


def steps_of(lines: Sequence[FormLine]) -> list[StepShown]:
    """Return the steps of the prescribed order, by number and name."""
    held: dict[tuple[int, str], list[FormLine]] = {}
    for line in lines:
        if line.form.step is not None:
            held.setdefault((line.form.step, line.form.step_name), []).append(line)
    return [
        StepShown(
            number,
            name,
            "、".join(dict.fromkeys(part.assignment.unit.title for line in forms for part in line.parts)),
            tuple(forms),
            max((line.form.within_days or 0 for line in forms), default=0) or None,
        )
        for (number, name), forms in sorted(held.items(), key=lambda item: item[0][0])
    ]


@require_POST
def collector(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Name who imports the ticked forms centrally."""
    campaign = planned_campaign(request, campaign_id)
    person = id_of(request, "person")
    codes = []
    for form in campaign.forms.filter(pk__in=ids_of(request, "form")).order_by("position"):
        done = name_collector(form.pk, person, by=actor_of(request), at=clock(), today=today())
        if isinstance(done, Refused):
            return _page(request, campaign, done.reason)
        codes.append(form.code)
    if not codes:
        return _page(request, campaign, "请先勾选要集中导入的表")
    messages.success(request, f"已{'指定集中导入人' if person else '改为部门自己导入'}：{'、'.join(codes)}")
    return go_to(request, "campaigns_people", campaign_id=str(campaign.pk))
