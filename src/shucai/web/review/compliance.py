"""The lead office's compliance check: what waits, one return after another, and letting those pass that need no look."""

from collections.abc import Mapping
from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.filling.seeing import Seen, seen_part
from shucai.apps.review.actions.compliance import approve_compliance, approve_together, withdraw_compliance
from shucai.apps.review.actions.marking import unmark_places
from shucai.apps.review.actions.onward import DID, carry_on, carry_on_together
from shucai.apps.review.actions.returning import Asked
from shucai.apps.review.actions.returning_whole import return_whole
from shucai.apps.review.actions.together import Passed
from shucai.apps.review.apart import office_of
from shucai.apps.review.queue import passed_by, ready_for, waiting_returns
from shucai.apps.review.reopened import reopenings_on_desk
from shucai.domain.access import Actor, Verb, reach
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, today
from shucai.web.asking import UNPROCESSABLE, day_in, guarded, id_of, ids_of, refused_or_said, text_of
from shucai.web.fragments import go_to
from shucai.web.review.compliance_next import next_to, office_verb
from shucai.web.review.compliance_page import CompliancePage
from shucai.web.review.compliance_steps import DONE, STEPS, Lined, left_words, steps_shown, title_of
from shucai.web.review.reopening_page import BLANK, Draft, Origin, reopenings_of
from shucai.web.review.tray import placed_in
from shucai.web.review.views import looked_at, pins_of
from shucai.web.rows.cells import Reader

SAID = {
    "approve_compliance": "合规检查已通过",
    "return": "已退回修改",
    "withdraw": "已撤回合规检查",
    Verb.DELIBERATE.value: "已记为审议通过",
    Verb.SUBMIT.value: "已记为上报",
    Verb.ARCHIVE.value: "已归档",
}
ONWARD = {verb.value: verb for verb in DID}
# after these the next that waits for the same decision is opened
CHECKED = frozenset({"approve_compliance", "return", Verb.DELIBERATE.value})
LONGEST_NUMBERS = 4000  # characters of as many row numbers as may be asked for


@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Show the returns that wait for the compliance check."""
    return _list(request)


@require_POST
def together(request: HttpRequest) -> HttpResponse:
    """Let the ticked returns pass together."""
    actor = _checker(request)
    wanted = {one: text_of(request, f"digest:{one}") for one in ids_of(request, "id")}
    done = approve_together(wanted, id_of(request, "count") or 0, by=actor, at=clock(), today=today())
    return _answered(request, done, "合规检查已通过", "没有通过")


@require_POST
def onward(request: HttpRequest) -> HttpResponse:
    """Take one of the steps after the deliberation with the ticked returns together."""
    actor, verb = actor_of(request), STEPS.get(text_of(request, "do"))
    actor = actor if reach(actor, verb or Verb.SUBMIT) else guarded(request, verb or Verb.SUBMIT)
    if verb is None:
        raise Http404
    wanted = {one: text_of(request, f"digest:{one}") for one in ids_of(request, "id")}
    count = id_of(request, "count") or 0
    done = carry_on_together(wanted, count, verb, by=actor, at=clock(), today=today())
    return _answered(request, done, f"{DONE[verb]}，回执在各表的“审核记录”里", "没有办")


def _answered(request: HttpRequest, done: Passed | Refused, did: str, left: str) -> HttpResponse:
    """Tell what became of several returns, and go back to the list. did, left: in words, of either kind."""
    if isinstance(done, Refused):
        return _list(request, done.reason)
    if done.decisions:
        messages.success(request, f"{len(done.decisions)} 张表{did}")
    if done.left:
        messages.warning(request, f"{len(done.left)} 张{left}：{left_words(done)}")
    return go_to(request, "compliance")


@require_safe
def one(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Show a whole return."""
    return page_of(request, seen_of(request, part_id))


@require_safe
def next_one(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Show what else waits for the visitor's decision, and the way to the next; nothing where nothing does."""
    seen = seen_of(request, part_id)
    verb = office_verb(seen.actor)
    found = next_to(seen.made.pk, ready_for(seen.actor, verb))
    facts = {"next": found, "checks": verb is Verb.APPROVE_COMPLIANCE}
    return render(request, "review/compliance_next.html", facts) if found.count else HttpResponse("")


@require_POST
def decide(request: HttpRequest, *, part_id: int) -> HttpResponse:
    """Carry a whole return on, send it back, or take back that it passed."""
    seen, do = seen_of(request, part_id), text_of(request, "do")
    if do not in SAID:
        raise Http404
    following = next_to(seen.made.pk, ready_for(seen.actor, office_verb(seen.actor))).part
    done = _decided(request, do, seen.made.pk, (seen.actor, seen.at, seen.today))
    form = f"{seen.made.form.code} {title_of(seen.made)}"
    refused = refused_or_said(request, done, f"{form}：{SAID[do]}")
    if refused:
        return page_of(request, seen, refused.reason)
    goes_on = following is not None and do in CHECKED
    target = following.pk if goes_on and following else part_id
    return go_to(request, "compliance_one", part_id=str(target))


def _decided(request: HttpRequest, do: str, return_id: int, asked: tuple[Actor, datetime, date]) -> object:
    by, at, day = asked
    if do == "withdraw":
        return withdraw_compliance(return_id, by=by, at=at, today=day)
    looked = looked_at(request)
    if do == "return":
        wish = Asked(text_of(request, "reason"), pins_of(request))
        parts = ids_of(request, "part")
        done = return_whole(return_id, wish, parts, by=by, at=at, today=day, looked=looked)
        if not isinstance(done, Refused):
            for part in parts:
                unmark_places(part, wish.pins, by=by)
        return done
    digest = text_of(request, "digest")
    if do in ONWARD:
        return carry_on(return_id, ONWARD[do], by=by, at=at, today=day, digest=digest)
    return approve_compliance(return_id, by=by, at=at, today=day, digest=digest, looked=looked)


def _checker(request: HttpRequest) -> Actor:
    """Return the actor where the compliance check is theirs, of whatever returns. Raises PermissionDenied."""
    actor = actor_of(request)
    return actor if reach(actor, Verb.APPROVE_COMPLIANCE) else guarded(request, Verb.APPROVE_COMPLIANCE)


def _list(request: HttpRequest, wrong: str = "") -> HttpResponse:
    actor = _checker(request)
    shown = waiting_returns(actor)
    mine = [one for one in shown if not one.kept_from]
    office = office_of(actor.school, today())
    facts = {
        "look": [one for one in mine if not one.is_plain],
        "plain": [one for one in mine if one.is_plain],
        "kept": [(one, others(office, one.kept_from)) for one in shown if one.kept_from],
        "passed": [Lined(made, parts) for made, parts in passed_by(actor)],
        "steps": steps_shown(actor),
        "count": len(mine),
        "reopenings": [one for one in reopenings_on_desk(actor, today()) if one.to_answer],
        "wrong": wrong,
    }
    return render(request, "review/compliance_list.html", facts, status=UNPROCESSABLE if wrong else 200)


def others(office: Mapping[int, str], fillers: frozenset[int]) -> str:
    """Return who of the office did not fill something and so may decide on it; blank where nobody is."""
    return "、".join(name for person, name in office.items() if person not in fillers)


def seen_of(request: HttpRequest, part_id: int) -> Seen:
    """Return a part that the actor sees. Raises Http404."""
    seen = seen_part(actor_of(request), part_id, at=clock(), today=today())
    if isinstance(seen, Refused):
        raise Http404
    return seen


def page_of(request: HttpRequest, seen: Seen, wrong: str = "") -> HttpResponse:
    """Show a whole return. wrong: why what was sent is refused."""
    shown = CompliancePage(seen, seen.actor, seen.today)
    form = shown.whole.leading.rows.form
    reader = Reader(form, not seen.is_masked)
    facts = {
        "shown": shown,
        "reopenings": reopenings_of(
            shown.whole, seen.actor, reader, seen.today, _draft(request, seen.part.pk)
        ),
        "part": shown.whole.parts[0],
        "form": form,
        "marked": list(placed_in(shown.whole.each, reader, seen.actor.person)) if shown.may_return else [],
        "chosen": ids_of(request, "part"),
        "wrong": wrong,
        "typed": request.POST,
    }
    return render(request, "review/compliance.html", facts, status=UNPROCESSABLE if wrong else 200)


def _draft(request: HttpRequest, part_id: int) -> Draft:
    """Return what was asked for and refused, or the rows that were ticked in the grid before the page was opened."""
    if text_of(request, "do") == "ask":
        part, until = id_of(request, "of") or part_id, day_in(text_of(request, "until"))
        return Draft(
            Origin.SENT,
            part,
            text_of(request, "reason"),
            until.isoformat() if until else "",
            text_of(request, "scope") or "whole",
            frozenset(request.POST.getlist("field")),
            text_of(request, "rows")[:LONGEST_NUMBERS],
        )
    numbers = request.GET.get("rows", "")[:LONGEST_NUMBERS]
    return Draft(Origin.TICKED, part_id, scope="rows", numbers=numbers) if numbers else BLANK
