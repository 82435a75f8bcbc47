"""The page of the board, what a tile opens, words to remind with, and the list to take away."""

import csv
import io
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.audit.queries import last_move
from shucai.apps.campaigns.actions.reminding import note_reminder
from shucai.apps.campaigns.models import Campaign
from shucai.apps.campaigns.queries import campaigns_of
from shucai.apps.campaigns.reminded import last_reminders
from shucai.apps.organisation.queries import office_holders, role_holders
from shucai.domain.access import Actor, Role, Verb, reach
from shucai.domain.progress import hold_of, outlook_of, progress_of
from shucai.domain.todos import OpenPart
from shucai.web.account.idle import POLL
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import guarded, id_in, refused_or_said
from shucai.web.board.reminding import Told, leader_words, lines_for, reminders_of
from shucai.web.board.seen import COMPUTED, board_of, seen_parts
from shucai.web.campaigns.asking import closed_asked
from shucai.web.campaigns.words import due_words, extended_words, name_of
from shucai.web.checks.listing import plain
from shucai.web.downloads import CSV, file_headers
from shucai.web.fragments import SEE_OTHER, go_to

NO_CONTENT = 204
LEADERS = Role.SCHOOL_LEADER.label
MOST_NAMES = 50
HEADINGS = ("部门", "表号", "表名", "状态", "卡点", "截止", "等待的表", "牵头")


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show how far a campaign is. campaign, state, sort: narrow and order it; number: answer only where something changed."""
    actor = actor_of(request)
    number = last_move(actor.school)
    if request.GET.get("number") == number:
        return HttpResponse(status=NO_CONTENT)
    if ended := closed_asked(request, actor):
        return go_to(request, "campaigns_one", campaign_id=str(ended.pk))
    campaigns = list(campaigns_of(actor.school, drafts=False).exclude(state="closed"))
    chosen = _chosen(request, campaigns)
    asked = request.GET.get("state", "")
    by_unit = request.GET.get("sort") == "unit"
    facts = {
        "switch": [(campaign, name_of(campaign)) for campaign in campaigns],
        "chosen": chosen,
        "name": name_of(chosen) if chosen else "",
        "board": board_of(actor, chosen, today(), asked=asked, by_unit=by_unit) if chosen else None,
        "by_unit": by_unit,
        "may_plan": bool(reach(actor, Verb.EXTEND_DEADLINE)),
        "number": number,
    }
    page = "board/matrix.html" if request.headers.get(POLL) else "board/page.html"
    return render(request, page, facts)


@require_safe
def one(request: HttpRequest, part_id: int) -> HttpResponse:
    """Show what is known of a form of a department: where it stands, since when, what it waits for and who waits for it."""
    actor = actor_of(request)
    published = campaigns_of(actor.school, drafts=False)
    campaign = published.filter(forms__made_return__contributions=part_id).first()
    seen, everything = seen_parts(actor, campaign) if campaign else ([], [])
    part = next((part for part in seen if part.id == part_id), None)
    if part is None:
        raise Http404
    return render(request, "board/part.html", _facts(part, everything))


def _facts(part: OpenPart, everything: list[OpenPart]) -> dict[str, object]:
    hold = hold_of(part, today())
    return {
        "part": part,
        "on": today(),
        "hold": hold.short if hold else "",
        "due": due_words(part.due_on, today()),
        "moved": extended_words(part.extended),
        "corrected": part.now.corrected if part.now else (),
        "waiting": [other for other in everything if other.leads and part.named in other.waits_for],
    }


@require_safe
def reminder(request: HttpRequest) -> HttpResponse:
    """Show words to remind departments with, for the school's group."""
    actor, chosen = _asked(request)
    seen, everything = seen_parts(actor, chosen)
    progress = progress_of(seen, everything, today())
    late = {one.part.id: one for one in outlook_of(everything, today()).late}
    told = Told(role_holders(actor.school, today()), name_of(chosen), today(), late)
    unit = id_in(request, "unit")
    found = reminders_of((one for one in progress.departments if unit in {None, one.unit}), told)
    leaders = office_holders(actor.school, Role.SCHOOL_LEADER, today())
    above = leader_words(seen, leaders, told) if unit is None else ""
    names = ([LEADERS] if above else []) + [one.department.title for one in found]
    before = last_reminders(chosen)
    words = "\n\n".join(filter(None, [above, *(one.words for one in found)]))
    facts = {
        "words": words,
        "rows": lines_for(words),
        "name": told.name,
        "chosen": chosen,
        "unit": unit,
        "names": names,
        "before": [(name, before[name]) for name in names if name in before],
        "may_note": bool(reach(actor, Verb.EXTEND_DEADLINE)) and chosen.state == "published",
    }
    return render(request, "board/reminder.html", facts)


@require_POST
def reminded(request: HttpRequest) -> HttpResponse:
    """Note that the words were sent, and to whom."""
    guarded(request, Verb.EXTEND_DEADLINE)
    actor, chosen = _asked(request)
    done = note_reminder(chosen.pk, request.POST.getlist("name")[:MOST_NAMES], by=actor, at=clock())
    refused = refused_or_said(request, done, "已记下，别人在进度总览里看得到")
    if refused is not None:
        messages.error(request, refused.reason)
    return HttpResponseRedirect(f"{reverse('board')}?campaign={chosen.pk}", status=SEE_OTHER)


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the progress of every form of every department, as CSV."""
    actor, chosen = _asked(request)
    seen, _ = seen_parts(actor, chosen)
    headers = file_headers(CSV, f"{name_of(chosen)}进度.csv")
    return StreamingHttpResponse(_lines(seen), headers=headers)


def _lines(parts: list[OpenPart]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for part in parts:
        hold = hold_of(part, today())
        told = (
            part.unit_title, part.code, part.title, part.state.label if part.is_typed else COMPUTED,
            hold.short if hold else "",
            part.due_on.isoformat() if part.is_typed else "", "、".join(part.waits_for), "牵头" if part.leads else "参与",
        )  # fmt: skip
        writer.writerow(plain(text) for text in told)
    yield "\ufeff" + out.getvalue()


def _asked(request: HttpRequest) -> tuple[Actor, Campaign]:
    """Return who asks and the campaign asked for. Raises Http404 where there is none."""
    actor = actor_of(request)
    chosen = _chosen(request, list(campaigns_of(actor.school, drafts=False)))
    if chosen is None:
        raise Http404
    return actor, chosen


def _chosen(request: HttpRequest, campaigns: list[Campaign]) -> Campaign | None:
    """Return the campaign asked for, the first of all where none is. Raises Http404 for one that is not there."""
    if "campaign" not in request.GET:
        return campaigns[0] if campaigns else None
    asked = id_in(request, "campaign")
    found = next((campaign for campaign in campaigns if campaign.pk == asked), None)
    if found is None:
        raise Http404
    return found
