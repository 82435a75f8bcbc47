"""The page of a campaign: stages, counts, division by department and by form, order, extensions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.campaigns.actions import Extent, close_campaign, extend, reopen_campaign, revoke_extension
from shucai.apps.campaigns.closed import closing_of
from shucai.apps.campaigns.lines import FormLine, lines_of
from shucai.apps.campaigns.models import Campaign, Extension
from shucai.apps.campaigns.queries import extensions_in_force
from shucai.apps.filling.queries import Counts, counts_in, counts_of, told_parts
from shucai.apps.organisation.models import Unit
from shucai.domain.access import Verb
from shucai.domain.progress import counted
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import State
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, day_in, id_of, may, refused_or_said, text_of
from shucai.web.asking import whole as whole_of
from shucai.web.campaigns.asking import planned_campaign, seen_campaign
from shucai.web.campaigns.longer import extended_said, longer_of, stages_shown
from shucai.web.campaigns.staff import steps_of
from shucai.web.campaigns.words import (
    Slice,
    bar_of,
    closed_bar,
    counts_shown,
    due_words,
    passed_of,
    slices_of,
)
from shucai.web.fragments import go_to


@dataclass(frozen=True)
class UnitShown:
    """A department in a campaign. lead_count, part_count: forms that it leads and fills; computed: those it need not fill."""

    unit: Unit
    lead_count: int
    part_count: int
    computed: int
    slices: tuple[Slice, ...]
    passed: int
    due: str
    late: bool
    extended: bool
    reporters: str


@dataclass(frozen=True)
class FormShown:
    """A form in a campaign, with the state of the whole and when it is due."""

    line: FormLine
    state: State | None
    due: str
    late: bool
    extended: bool


@require_safe
def one(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show a campaign; one that is not published is still being planned."""
    campaign = seen_campaign(request, campaign_id)
    if campaign.state == "draft":
        return go_to(request, "campaigns_plan", campaign_id=str(campaign.pk))
    return page(request, campaign)


def page(request: HttpRequest, campaign: Campaign, wrong: str = "") -> HttpResponse:
    """Show the page of a campaign, with what is wrong with the extension that was asked for."""
    actor, on = actor_of(request), today()
    lines, parts = lines_of(campaign, on), told_parts(campaign)
    whole = [part for part in parts if part.leads]
    counts = counts_of(whole)
    stages, moved = list(campaign.stages.order_by("order")), extensions_in_force(campaign)
    unit = whole_of(request.GET.get("unit", ""))
    is_over = campaign.state == "closed"
    facts = {
        "campaign": campaign,
        "bar": closed_bar(stages, moved) if is_over else bar_of(stages, moved, on),
        "stages": stages_shown(stages, lines, moved),
        "counts": counts_shown(counts),
        "by": "forms" if request.GET.get("by") == "forms" else "units",
        "units": units_shown(lines, parts, on),
        "forms": forms_shown(lines, whole, on),
        "listed": [one for one in forms_shown(lines, whole, on) if _is_of(one.line, unit)],
        "of_unit": next((part.unit_title for part in parts if part.unit == unit), ""),
        "steps_shown": [(step, _done(step.forms, whole)) for step in steps_of(lines)],
        "extensions": campaign.extensions.select_related("stage", "unit", "form", "made_by").order_by(
            "-made_at"
        ),
        "may_extend": may(actor, Verb.EXTEND_DEADLINE) and campaign.state == "published",
        "closing": closing_of(campaign) if is_over else None,
        "may_plan": may(actor, Verb.PLAN_CAMPAIGN),
        "may_close": may(actor, Verb.PUBLISH_CAMPAIGN),
        "open_count": _left(counts),
        "longer": longer_of(request, lines),
        "wrong": wrong,
        "typed": request.POST,
        "is_old_edition": campaign.edition_year != campaign.year,
    }
    return render(request, "campaigns/one.html", facts, status=UNPROCESSABLE if wrong else 200)


def units_shown(lines: Sequence[FormLine], parts: Sequence[OpenPart], on: date) -> list[UnitShown]:
    """Return the departments of a campaign in their order."""
    of_unit: dict[int, list[OpenPart]] = {}
    for part in parts:
        of_unit.setdefault(part.unit, []).append(part)
    held = {part.assignment.unit_id: part for line in lines for part in line.parts}
    found = [
        _unit(held[unit].assignment.unit, mine, held[unit].fill.names, on) for unit, mine in of_unit.items()
    ]
    return sorted(found, key=lambda shown: shown.unit.order)


def _unit(unit: Unit, mine: Sequence[OpenPart], reporters: str, on: date) -> UnitShown:
    counts, filled = counts_of(mine), counted(mine)
    waiting = [part for part in filled if part.state in {State.NOT_STARTED, State.FILLING}]
    nearest = min(waiting, key=lambda part: part.due_on, default=None)
    return UnitShown(
        unit=unit,
        lead_count=sum(part.leads for part in filled),
        part_count=counts.count,
        computed=counts.computed,
        slices=tuple(slices_of(counts.states)),
        passed=passed_of(counts.states),
        due=due_words(nearest.due_on, on) if nearest else "",
        late=nearest is not None and nearest.due_on < on,
        extended=nearest is not None and nearest.extended is not None,
        reporters=reporters,
    )


def forms_shown(lines: Sequence[FormLine], whole: Sequence[OpenPart], on: date) -> list[FormShown]:
    """Return the forms of a campaign in the platform's order."""
    told = {part.form_id: part for part in whole}
    return [_form(line, told.get(line.form.pk), on) for line in lines]


def _form(line: FormLine, told: OpenPart | None, on: date) -> FormShown:
    """Return a form by its leading part, as the counts take it; of one that is re-opened the last day it is open."""
    last = told.due_on if told else line.parts[0].due.on if line.parts else None
    last = last if line.is_typed else None
    return FormShown(
        line,
        told.state if told else None,
        due_words(last, on) if last else "",
        late=last is not None and last < on,
        extended=any(part.due.is_extended for part in line.parts),
    )


def _is_of(line: FormLine, unit: int | None) -> bool:
    return unit is None or any(part.assignment.unit_id == unit for part in line.parts)


def _done(forms: Sequence[FormLine], whole: Sequence[OpenPart]) -> tuple[int, int]:
    """Return how many forms of a step their departments stand for already, and how many are typed."""
    states = {part.form_id: part.return_state for part in whole}
    typed = [line.form.pk for line in forms if line.is_typed]
    return sum(states.get(pk, State.NOT_STARTED).is_complete for pk in typed), len(typed)


@require_POST
def lengthen(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Extend a stage, a department or a form."""
    campaign = seen_campaign(request, campaign_id)
    until = day_in(text_of(request, "until"))
    if until is None:
        return page(request, campaign, "请填写延期到哪一天")
    extent = Extent(stage=id_of(request, "stage"), unit=id_of(request, "unit"), form=id_of(request, "form"))
    done = extend(
        campaign.pk, extent, until=until, reason=text_of(request, "reason"), by=actor_of(request), at=clock()
    )
    refused = refused_or_said(request, done, extended_said(done) if isinstance(done, Extension) else "")
    if refused:
        return page(request, campaign, refused.reason)
    return go_to(request, "campaigns_one", campaign_id=str(campaign.pk))


@require_POST
def revoke(request: HttpRequest, campaign_id: int, extension_id: int) -> HttpResponse:
    """Take an extension back."""
    campaign = seen_campaign(request, campaign_id)
    done = revoke_extension(extension_id, by=actor_of(request), at=clock())
    refused = refused_or_said(request, done, "已撤销这次延期")
    return (
        page(request, campaign, refused.reason)
        if refused
        else go_to(request, "campaigns_one", campaign_id=str(campaign.pk))
    )


def _left(counts: Counts) -> int:
    """Return how many forms are not submitted."""
    return counts.count - counts.states[State.SUBMITTED] - counts.states[State.ARCHIVED]


@require_POST
def close(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Close a campaign, or open a closed one again."""
    campaign = planned_campaign(request, campaign_id)
    reason, by, at = text_of(request, "reason"), actor_of(request), clock()
    if campaign.state == "closed":
        done, words = reopen_campaign(campaign.pk, reason, by=by, at=at), "已重新打开"
    elif _left(counts_in(campaign)) != (id_of(request, "left") or 0):
        return page(request, campaign, "还有表没有上报。确实要结束的，请勾选没有上报的张数后再结束")
    else:
        done, words = close_campaign(campaign.pk, reason, by=by, at=at), "已结束，之后不能再填报和审核"
    refused = refused_or_said(request, done, words)
    if refused:
        return page(request, campaign, refused.reason)
    return go_to(request, "campaigns_one", campaign_id=str(campaign.pk))
