"""The page of a form in a campaign: parts, people, deadline, what comes before, key data; changed by those who plan."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.campaigns.actions import (
    add_prerequisite,
    lift_prerequisite,
    mark_key,
    name_collector,
    name_people,
    restore_prerequisite,
    set_limit,
)
from shucai.apps.campaigns.lines import holders_of, lines_of
from shucai.apps.campaigns.models import Assignment, Campaign, CampaignForm
from shucai.apps.campaigns.queries import extensions_in_force
from shucai.apps.catalogue.queries import definitions_of
from shucai.apps.filling.actions import reassign
from shucai.apps.filling.models import Contribution
from shucai.apps.filling.queries import told_parts
from shucai.apps.organisation.queries.units import units_at_work
from shucai.apps.review.asking import may_ask
from shucai.domain.access import Actor, Verb, reach
from shucai.domain.access import may as is_theirs
from shucai.domain.planning import stage_end
from shucai.domain.problems import Refused
from shucai.domain.todos import OpenPart
from shucai.domain.workflow import CampaignState, Situation, Standing, may_now, standing_of_whole
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, id_of, ids_of, may, refused_or_said, text_of, whole
from shucai.web.campaigns.asking import form_in, planned_campaign, seen_campaign
from shucai.web.campaigns.division import typed_parts
from shucai.web.campaigns.staff import lead_office
from shucai.web.campaigns.words import due_words
from shucai.web.fragments import go_to

OF_A_PART = {  # what is done with a part, and the page where it is done
    Verb.FILL: "filling",
    Verb.IMPORT: "imports_part",
    Verb.CHECK: "filling_check",
    Verb.APPROVE_DEPARTMENT: "review",
}
Act = Callable[
    [HttpRequest, CampaignForm], tuple[object, str]
]  # what the action answered, what to say when it was done


@require_safe
def form(request: HttpRequest, campaign_id: int, form_id: int) -> HttpResponse:
    """Show a form of a campaign."""
    campaign = seen_campaign(request, campaign_id)
    return _page(request, campaign, form_in(campaign, form_id))


def _page(
    request: HttpRequest, campaign: Campaign, form: CampaignForm, wrong: str = "", asked: str = ""
) -> HttpResponse:
    on = today()
    line = next(line for line in lines_of(campaign, on) if line.form.pk == form.pk)
    parts = {part.unit: part for part in told_parts(campaign) if part.form_id == form.pk}
    holders = holders_of(campaign.school_id, on)
    shown = [
        (
            part,
            told,
            due_words(told.due_on if told else part.due.on, on),
            holders.of(part.assignment.unit_id, "fill", line.definition.id),
            holders.of(part.assignment.unit_id, "review", line.definition.id),
        )
        for part in line.parts
        for told in (parts.get(part.assignment.unit_id),)
    ]
    leads = Prefetch("needs__assignments", Assignment.objects.filter(order=0).select_related("unit"))
    needs = form.prerequisites.select_related("needs", "needs__made_return", "lifted_by")
    needs = needs.prefetch_related(leads).order_by("needs__position")
    plans = may(actor_of(request), Verb.PLAN_CAMPAIGN) and campaign.state != "closed"
    definitions = definitions_of(campaign.platform, campaign.edition_year)
    titles = {code: one.title for code, one in definitions.items()}
    others = campaign.forms.exclude(pk=form.pk).order_by("position") if plans else ()
    facts = {
        "campaign": campaign,
        "form": form,
        "on": on,
        "line": line,
        "definition": line.definition,
        "shown": shown,
        "standing": _whole(list(parts.values())),
        "needs": [
            (one, titles[one.needs.code], [part.unit.title for part in one.needs.assignments.all()])
            for one in needs
        ],
        "needed_by": [
            (one.form, titles[one.form.code])
            for one in form.needed_by.filter(lifted_at=None).select_related("form").order_by("form__position")
        ],
        "may_plan": plans,
        "opens": {
            one.id for one in parts.values() if reach(actor_of(request), Verb.SEE_RETURN).covers(one.facts)
        },
        "answers": _answers(actor_of(request), campaign, parts.values(), on),
        "asks": _asking(actor_of(request), form),
        "slots": [*line.parts, None],
        "units": units_at_work(campaign.school_id) if plans else [],
        "collectors": lead_office(campaign) if plans else [],
        "others": [
            (one.pk, one.code, titles[one.code]) for one in others if not definitions[one.code].read_only
        ],
        "wrong": wrong,
        "asked": asked,
        "typed": request.POST,
        "stage_due": stage_end(form.stage_id, form.stage.ends_on, extensions_in_force(campaign)),
    }
    return render(request, "campaigns/form.html", facts, status=UNPROCESSABLE if wrong else 200)


def _whole(parts: Sequence[OpenPart]) -> Standing | None:
    """Return where the whole of a form stands, None before it is published."""
    known = [part.now.standing for part in parts if part.now is not None]
    return standing_of_whole(parts[0].return_state, known) if known else None


def _answers(
    actor: Actor, campaign: Campaign, parts: Iterable[OpenPart], on: date
) -> list[tuple[str, str, str, str]]:
    """Return (department, what, why not, address) of all that is the actor's with the parts of a form; why blank: now."""
    found: list[tuple[str, str, str, str]] = []
    for part in parts:
        for verb, page in OF_A_PART.items() if part.is_typed else ():
            if not is_theirs(actor, verb, part.facts):
                continue
            situation = Situation(on, CampaignState(campaign.state), part.now)
            answer = may_now(actor, verb, part.facts, situation)
            why = _why(answer, actor) if isinstance(answer, Refused) else ""
            found.append((part.unit_title, verb.label, why, reverse(page, args=[part.id])))
    return found


def _asking(actor: Actor, form: CampaignForm) -> list[int]:
    """Return the parts of a form that are locked and that the actor may ask to be opened again."""
    found = Contribution.objects.filter(made_return__form=form)
    related = ("assignment__unit", "made_return__form__campaign")
    ordered = found.select_related(*related).order_by("assignment__order")
    return [part.pk for part in ordered if may_ask(part, actor)]


def _why(refused: Refused, actor: Actor) -> str:
    """Return why something cannot be done yet; that the reader can lift it is no news to them."""
    own = {role.label for role in actor.roles}
    return (replace(refused, lifted_by="") if refused.lifted_by in own else refused).reason


def _changed(request: HttpRequest, campaign_id: int, form_id: int, act: Act) -> HttpResponse:
    """Do something to a form and show it again, with what is wrong if it was refused."""
    campaign = planned_campaign(request, campaign_id)
    form = form_in(campaign, form_id)
    done, words = act(request, form)
    refused = refused_or_said(request, done, words)
    if refused:
        asked = request.resolver_match.url_name if request.resolver_match else ""
        return _page(request, campaign, form, refused.reason, asked or "")
    return go_to(request, "campaigns_form", campaign_id=str(campaign.pk), form_id=str(form.pk))


@require_POST
def parts(request: HttpRequest, campaign_id: int, form_id: int) -> HttpResponse:
    """Divide the form among departments."""
    return _changed(
        request,
        campaign_id,
        form_id,
        lambda asked, form: (
            reassign(form.pk, typed_parts(asked), by=actor_of(asked), at=clock()),
            "已保存分工",
        ),
    )


@require_POST
def people(request: HttpRequest, campaign_id: int, form_id: int, assignment_id: int) -> HttpResponse:
    """Name who fills and who reviews a department's part."""
    return _changed(
        request,
        campaign_id,
        form_id,
        lambda asked, _: (
            name_people(
                assignment_id,
                fill=ids_of(asked, "fill"),
                review=ids_of(asked, "review"),
                by=actor_of(asked),
                at=clock(),
                today=today(),
            ),
            "已保存人员",
        ),
    )


@require_POST
def key(request: HttpRequest, campaign_id: int, form_id: int) -> HttpResponse:
    """Mark key data."""
    return _changed(
        request,
        campaign_id,
        form_id,
        lambda asked, form: (
            mark_key(
                form.pk,
                whole=bool(asked.POST.get("whole")),
                fields=asked.POST.getlist("field"),
                by=actor_of(asked),
                at=clock(),
            ),
            "已保存关键数据",
        ),
    )


@require_POST
def limit(request: HttpRequest, campaign_id: int, form_id: int) -> HttpResponse:
    """Set the days of the form from the opening, and who imports it centrally."""

    def act(asked: HttpRequest, form: CampaignForm) -> tuple[object, str]:
        days = text_of(asked, "days")
        done: object = set_limit(
            form.pk, (whole(days) or 0) if days else None, by=actor_of(asked), at=clock()
        )
        if done and "person" in asked.POST and isinstance(done, CampaignForm):
            done = name_collector(
                form.pk, id_of(asked, "person"), by=actor_of(asked), at=clock(), today=today()
            )
        return done, "已保存期限和导入方式"

    return _changed(request, campaign_id, form_id, act)


@require_POST
def before(request: HttpRequest, campaign_id: int, form_id: int) -> HttpResponse:
    """Lift, restore or add what must be complete before the form."""

    def act(asked: HttpRequest, form: CampaignForm) -> tuple[object, str]:
        by, at, reason = actor_of(asked), clock(), text_of(asked, "reason")
        lifted, restored = id_of(asked, "lift"), id_of(asked, "restore")
        if lifted is not None:
            return lift_prerequisite(lifted, reason, by=by, at=at), "已解除这条先后要求"
        if restored is not None:
            return restore_prerequisite(restored, by=by, at=at), "已恢复这条先后要求"
        return add_prerequisite(form.pk, id_of(asked, "needs") or 0, reason, by=by, at=at), "已增加先后要求"

    return _changed(request, campaign_id, form_id, act)
