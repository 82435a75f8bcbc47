"""Duties: each reads and confirms their own, the lead office sees who has not."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from shucai.apps.organisation import actions
from shucai.apps.organisation.queries import delegated_by
from shucai.apps.organisation.queries.duties import (
    Duty,
    Standing,
    confirmed_before,
    duties_of_person,
    standings,
)
from shucai.domain.access import Verb, reach
from shucai.domain.problems import Refused
from shucai.web.actors import actor_of, clock, person_of, today
from shucai.web.asking import UNPROCESSABLE, guarded, may
from shucai.web.fragments import go_to
from shucai.web.organisation.asking import Wrong
from shucai.web.organisation.forms import Share, shares


@dataclass(frozen=True)
class Card:
    """A duty with the forms it covers."""

    duty: Duty
    forms: tuple[Share, ...]


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """Show the duties of the one who asks."""
    return _page(request)


def _page(request: HttpRequest, wrong: Wrong | None = None) -> HttpResponse:
    actor, person = actor_of(request), person_of(request)
    held = shares(actor.school)
    mine = duties_of_person(actor.person, today().year, today()) if actor.grants else []
    cards = [Card(duty, _forms(duty, held)) for duty in mine]
    facts = {
        "cards": cards,
        "outstanding": sum(card.duty.confirmation is None for card in cards),
        "duty_year": today().year,
        "before": confirmed_before(actor.person, today().year),
        "person": person,
        "sees_all": reach(actor, Verb.SEE_PEOPLE).whole_school,
        "may_delegate": may(actor, Verb.DELEGATE, person=actor.person),
        "given": delegated_by(person, today()),
        "on": today(),
        "wrong": wrong,
    }
    return render(request, "organisation/duties.html", facts, status=UNPROCESSABLE if wrong else 200)


def _forms(duty: Duty, held: dict[int, list[Share]]) -> tuple[Share, ...]:
    """Return the forms of a role: those it is narrowed to, else all of its department."""
    forms = held.get(duty.grant.unit_id or 0, [])
    return tuple(one for one in forms if not duty.grant.forms or one.form.id in duty.grant.forms)


@require_POST
def confirm(request: HttpRequest, grant_id: int) -> HttpResponse:
    """Confirm the duties of a role for this year."""
    outcome = actions.confirm_duties(grant_id, year=today().year, by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return _page(request, Wrong(outcome))
    messages.success(request, f"已确认 {outcome.year} 年度的职责")
    return go_to(request, "duties")


@require_POST
def joined(request: HttpRequest) -> HttpResponse:
    """Confirm being in the chat group."""
    outcome = actions.confirm_group(by=actor_of(request), at=clock())
    if isinstance(outcome, Refused):
        return _page(request, Wrong(outcome))
    messages.success(request, "已确认加入工作群")
    return go_to(request, "duties")


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show who has confirmed and who has not."""
    actor = guarded(request, Verb.SEE_PEOPLE)
    everybody = standings(actor.school, today().year, today())
    only = request.GET.get("only", "")
    shown = [one for one in everybody if not (only == "outstanding" and one.is_done)]
    facts = {
        "standings": shown,
        "only": only,
        "reminder": _reminder(everybody),
        "total": len(everybody),
        "done": sum(one.is_done for one in everybody),
        "left": sum(not one.is_done for one in everybody),
        "unread": sum(bool(one.outstanding) for one in everybody),
        "outside": sum(one.person.joined_group_at is None for one in everybody),
        "duty_year": today().year,
    }
    return render(request, "organisation/duties_board.html", facts)


def _reminder(everybody: list[Standing]) -> str:
    """Return words for the chat group that name who is outstanding, department by department; empty where nobody is."""
    named: dict[str, list[str]] = {}
    for one in everybody:
        if not one.is_done:
            named.setdefault(one.person.unit.title if one.person.unit else "不属于部门", []).append(
                one.person.name
            )
    if not named:
        return ""
    asked = f"请以下同事登录数采，在“职责确认”里读过并确认 {today().year} 年度职责和入群情况："
    return "\n".join([asked, *(f"{unit}：{'、'.join(names)}" for unit, names in named.items())])
