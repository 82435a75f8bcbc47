"""Planning a campaign, step three: which department leads which form, and which contribute what."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from shucai.apps.campaigns.actions import PartWanted
from shucai.apps.campaigns.defaults import DefaultPart, default_division
from shucai.apps.campaigns.lines import FormLine, lines_of
from shucai.apps.campaigns.models import Campaign
from shucai.apps.campaigns.queries import campaign_before
from shucai.apps.filling.actions import reassign
from shucai.apps.organisation.models import Unit
from shucai.apps.organisation.queries.units import units_at_work
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, whole
from shucai.web.campaigns.asking import form_in, planned_campaign
from shucai.web.campaigns.steps import planning
from shucai.web.errors import problem
from shucai.web.fragments import go_to, is_fragment
from shucai.web.search import searched


@dataclass(frozen=True)
class Divided:
    """A form of the table with how it differs from the edition."""

    line: FormLine
    changed: bool
    default: str


@require_safe
def assignments(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show the division of all forms, filtered."""
    campaign = planned_campaign(request, campaign_id)
    known = planning(campaign, "assignments", today())
    units = units_at_work(campaign.school_id)
    rows = divided(campaign, known.lines, units)
    asked = {name: request.GET.get(name, "") for name in ("unit", "only")}
    shown = [row for row in rows if _fits(row, searched(request), whole(asked["unit"]), asked["only"])]
    facts = known.facts(
        rows=shown,
        units=units,
        q=searched(request),
        chosen_unit=whole(asked["unit"]),
        only=asked["only"],
        total=len(rows),
        changed_count=sum(row.changed for row in rows),
        last=campaign_before(campaign) if campaign.state == "draft" else None,
    )
    template = "campaigns/division_rows.html" if is_fragment(request) else "campaigns/division.html"
    return render(request, template, facts)


def divided(campaign: Campaign, lines: Sequence[FormLine], units: Sequence[Unit]) -> list[Divided]:
    """Return the forms with what the edition says of them."""
    titles = {unit.pk: unit.title for unit in units}
    default = default_division(campaign)
    return [
        Divided(
            line,
            changed=_parts(line) != default[line.form.code],
            default="、".join(titles[part.unit] for part in default[line.form.code]) or "无",
        )
        for line in lines
    ]


def _parts(line: FormLine) -> tuple[DefaultPart, ...]:
    found = (part.assignment for part in line.parts)
    return tuple(DefaultPart(one.unit_id, one.scope, tuple(one.fields)) for one in found)


def _fits(row: Divided, text: str, unit: int | None, only: str) -> bool:
    line = row.line
    return (
        text.casefold() in f"{line.form.code} {line.definition.title}".casefold()
        and (unit is None or any(part.assignment.unit_id == unit for part in line.parts))
        and (only != "changed" or row.changed)
        and (only != "gaps" or not line.parts)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def divide(request: HttpRequest, campaign_id: int, form_id: int) -> HttpResponse:
    """Change the departments of a form within the table."""
    campaign = planned_campaign(request, campaign_id)
    form = form_in(campaign, form_id)
    if request.method == "POST":
        parts = typed_parts(request)
        if request.POST.get("default"):
            parts = [PartWanted(p.unit, p.scope, p.fields) for p in default_division(campaign)[form.code]]
        done = reassign(form.pk, parts, by=actor_of(request), at=clock())
        if isinstance(done, Refused):
            return problem(request, UNPROCESSABLE, f"{form.code} 的分工没有保存", done.reason)
    if not is_fragment(request):
        return go_to(request, "campaigns_form", campaign_id=str(campaign.pk), form_id=str(form.pk))
    units = units_at_work(campaign.school_id)
    line = next(line for line in lines_of(campaign, today()) if line.form.pk == form.pk)
    facts = {"campaign": campaign, "row": divided(campaign, [line], units)[0], "units": units, "open": False}
    if request.method == "POST" or request.GET.get("closed"):
        return render(request, "campaigns/division_row.html", {**facts, "focused": True})
    return render(request, "campaigns/division_edit.html", {**facts, "slots": [*line.parts, None]})


def typed_parts(request: HttpRequest) -> list[PartWanted]:
    """Return the parts as typed, those without a department left out."""
    parts: list[PartWanted] = []
    for place, (unit, scope) in enumerate(
        zip(request.POST.getlist("unit"), request.POST.getlist("scope"), strict=False)
    ):
        chosen = whole(unit)
        if chosen is not None:
            parts.append(
                PartWanted(chosen, scope.strip()[:200], tuple(request.POST.getlist(f"fields{place}")))
            )
    return parts
